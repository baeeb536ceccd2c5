import { bare, fieldNamed, LINK, nearestResource, resourceNamed, takeClauses } from "./clause-words.ts";
import { isFilter } from "./emit-fields.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Resource } from "./resource-plan.ts";

export interface RandomWish {
  noun: string;
  /** "a random joke by category" */
  by: string | null;
  before: string;
  text: string;
}

const WORD = "(?!(?:and|or|by|of|from|in|for|with|per|each|every|at|to|that|which)\\b)[a-z][a-z'-]*";
const END = "(?=[ ]*(?:[,.;!?)\\n]|$| and ))";
const FROM = "(?: (?:from|of|out of) (?:the |all |all the |our |my )?(?:list|collection|database|them|all|[a-z]+s))?";
const BY = `(?: (?:by|of|for|in|from) (?:an? |the |one |a given |a certain |some )?(?<by>${WORD}(?: ${WORD})?))?`;
const ASK = "(?:(?:i'd|we'd|i|we|like|love|would|also|want|able|be|can|let|users|people|get|give|show|return|returns|pick|picks|choose|fetch|gives|shows|see|display|endpoint|route|way|button|feature|for|to|that|which|a|an|the|me|us|back|one|just) ){0,16}";
const PATTERNS = [
  new RegExp(`${LINK}\\b${ASK}(?:an? |one |the )?(?:single )?random (?<noun>${WORD}(?: (?!endpoint|route|button|feature)${WORD})?)(?: (?:endpoint|route|button|feature))?(?:${FROM}|${BY})${END}`, "g"),
  new RegExp(`${LINK}\\b${ASK}(?:an? |one )(?<noun>${WORD}(?: ${WORD})?) (?:at random|randomly|by chance)${FROM}${END}`, "g"),
  new RegExp(`${LINK}(?:with )?(?:get )?/(?:[a-z-]+/)?random(?: endpoint| route)?(?: (?:returns|gives|for|to get|which returns|that returns) (?:an? |one )?(?:random )?(?<noun>${WORD}(?: ${WORD})?))?${END}`, "g"),
];

/** Takes out "get a random quote", "pick a book at random", "GET /random". */
export function readRandom(text: string): { rest: string; wishes: RandomWish[] } {
  const wishes: RandomWish[] = [];
  const rest = takeClauses(text, PATTERNS, ({ noun = "one", by }, match, before) => {
    if (before.trim() === "" || /\b(?:number|string|id|code|password|color|colour|order|token|uuid|numbers)$/.test(noun)) return false;
    wishes.push({ noun, by: by ?? null, before, text: match.replace(/^[ ,;(-]*(?:and )?/, "").trim() });
    return undefined;
  });
  return { rest, wishes };
}

export function applyRandom(resources: readonly Resource[], wishes: readonly RandomWish[], assumptions: string[]): void {
  for (const { noun, by, before, text } of wishes) {
    const resource = /^(?:one|item|entry|record)$/.test(noun) ? nearestResource(resources, before) : resourceNamed(resources, noun);
    if (!resource) throw new NotUnderstood(`It isn't clear what "${text}" picks: nothing here is called "${noun}".`, text);
    const field = by === null ? undefined : fieldNamed(resource.fields, bare(by));
    if (by !== null && !(field && isFilter(field)) && resourceNamed([resource], by) === undefined) throw new NotUnderstood(`"${text}" names no field of the ${resource.plural}.`, text);
    resource.hasRandom = true;
    assumptions.push(`"${text}" is GET ${resource.path}/random${field ? `?${field.name}=…` : ""}`);
  }
}
