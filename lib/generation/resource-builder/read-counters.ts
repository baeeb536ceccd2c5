import { bare, fieldNamed, LINK, nearestResource, resourceNamed, takeClauses } from "./clause-words.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Resource } from "./resource-plan.ts";
import { camelCase, kebabCase, listWords, onLastWord, plural, withArticle } from "./words.ts";

export interface CounterWish {
  /** As a person says it: `likes`. */
  label: string;
  actions: { action: string; by: 1 | -1 }[];
  isFloored: boolean;
  noun: string | null;
  before: string;
}

/** The verbs that count, and what they count. */
const COUNTS: Record<string, string> = { like: "likes", upvote: "votes", vote: "votes", star: "stars", clap: "claps", heart: "hearts", view: "views", visit: "visits", download: "downloads", click: "clicks", play: "plays", share: "shares", favorite: "favorites" };
const THINGS = "(?: (?:for|on|each|every|a|an|the|all|other|of))*(?: (?<noun>(?!(?:and|or|but|with|up|that|on|for)\\b)[a-z]+(?: (?!(?:and|or|but|with|that|which|once|only)\\b)[a-z]+)?))?";
const END = "(?=[ ]*(?:[,.;\\n)]|$| and ))";
const FLOOR = "(?<floor>,? ?(?:(?:and|but) )?(?:that |it |they |which )*(?:(?:must |should |can |may )?(?:never|not|can't|cannot|doesn't|don't|no)(?: (?:be|go|goes|get|gets|drop|drops|fall|falls))* (?:below|under|less than|lower than) (?:zero|0)|(?:never|not|can't be|cannot be|must not be|should not be|no)(?: (?:be|go|goes|get))* negative|with a minimum of (?:zero|0)|down to (?:zero|0)))?";
const UP = "(?:go(?:es)? up and down|(?:be )?(?:increased?|incremented?|raised?|added)(?:,? (?:and|or|\\/) ?(?:be )?(?:decreased?|decremented?|lowered|reduced?|removed))?|be counted up(?: and down)?|(?:be )?moved? up and down)";

const PATTERNS = {
  button: new RegExp(`${LINK}\\b(?<verb>like|upvote|vote|star|clap|heart|view|visit|download|click|play|share)(?:[ -](?:and|\\/) ?(?<undo>unlike|downvote|unstar))? ?(?:buttons?|counters?|functionality|tracking)${THINGS}${END}`, "g"),
  verb: new RegExp(`${LINK}\\b(?<!with )(?<verb>like|upvote|vote(?: for| on)|star|clap(?: for)?|heart)(?:(?:,| and| or|\\/| \\/) ?(?<undo>unlike|un-like|downvote|dislike|unstar|down vote))?${THINGS}${END}`, "g"),
  times: new RegExp(`${LINK}\\b(?:count|counts|counting|track|tracks|counter (?:for|of)|a count of|keep count of|the number of times|how many times|how often)(?: (?:the|how many times|how often|number of|times|each|every|a|an|it|they|is|are|was|were|has been|have been|gets?|[a-z]+(?= (?:is|are|was|were|has been|have been|gets?) )))* (?<verb>likes?|upvotes?|votes?|views?|viewed|visits?|visited|downloads?|downloaded|clicks?|clicked|plays?|played|shares?|shared|liked)${THINGS}${END}`, "g"),
  moves: new RegExp(`(?<label>(?!(?:and|with|a|an|the|its|or|that)\\b)[a-z]+) (?:(?:that|which) )?(?:(?:can|could|should|may|must) )?${UP}(?: by (?:one|1))?${FLOOR}${END}`, "g"),
  change: new RegExp(`${LINK}\\b(?<up>increase|increment|raise)(?:(?:,| and| or|\\/| \\/) ?(?<down>decrease|decrement|lower|reduce))? (?:the |its |their |a )?(?<label>[a-z]+)(?: by (?:one|1))?${THINGS.replace("[a-z]+(?:", "(?!by\\b)[a-z]+(?:")}${FLOOR}${END}`, "g"),
};

/** Takes out what is counted: "like button", "votes that can go up and down", "count views". */
export function readCounters(text: string): { rest: string; wishes: CounterWish[] } {
  const wishes: CounterWish[] = [];
  if (/\b(?:like|vote|upvote|star|clap)s? .*\b(?:once|one (?:like|vote) per|only one (?:like|vote))\b|\bone (?:like|vote) per\b/.test(text)) throw new NotUnderstood("Counters count calls, not callers: one like or vote per person can't be held to.", /[^,.;]*\b(?:once|one (?:like|vote)|only one)\b[^,.;]*/.exec(text)?.[0].trim() ?? null);
  const counted = (verb: string, undo: string | undefined, noun: string | undefined, before: string): false | void => {
    const base = verb.replace(/ (?:for|on)$/, "").replace(/^(view|visit|download|click|play|share|like)(?:s|ed|d)$/, "$1").replace(/^(vote|like|share)d?s?$/, "$1").replace(/^upvotes$/, "upvote");
    const label = COUNTS[base];
    if (!label) return false;
    const down = undo?.replace(/[ -]/g, "");
    wishes.push({ label, actions: [{ action: base, by: 1 }, ...(down ? [{ action: down, by: -1 as const }] : [])], isFloored: down !== undefined && label !== "votes", noun: noun && !/^(?:them|it|each|things?|one|this|these)$/.test(noun) ? noun : null, before });
    return undefined;
  };
  let rest = takeClauses(text, [PATTERNS.button, PATTERNS.times], ({ verb, undo, noun }, _match, before) => counted(verb ?? "", undo, noun, before));
  rest = takeClauses(rest, [PATTERNS.verb], ({ verb, undo, noun }, match, before) => {
    // "i would like to have" is no button, and neither is "like books" or "something like a shop".
    if ((!/\b(?:can|could|able to|should|to|button)\b/.test(match) && !undo)|| /\bwould like\b/.test(match) || (!noun && !undo)) return false;
    return counted(verb ?? "", undo, noun, before);
  });
  rest = takeClauses(rest, [PATTERNS.moves], ({ label, floor }, match, before) => {
    if (!label || /^(?:status|state|it|they|price|prices)$/.test(label)) return false;
    wishes.push({ label, actions: movesOf(label, / (?:and|or) /.test(match.replace(floor ?? "", "")) || /\//.test(match)), isFloored: floor !== undefined, noun: null, before: `${before} ${label}` });
    return undefined;
  });
  rest = takeClauses(rest, [PATTERNS.change], ({ label, down, floor, noun }, _match, before) => {
    if (!label) return false;
    wishes.push({ label, actions: movesOf(label, down !== undefined), isFloored: floor !== undefined, noun: noun ?? null, before: `${before} ${label}` });
    return undefined;
  });
  return { rest, wishes };
}

const movesOf = (label: string, isBoth: boolean): CounterWish["actions"] =>
  /^votes?$/.test(label) && isBoth ? [{ action: "upvote", by: 1 }, { action: "downvote", by: -1 }] : [{ action: `increase-${kebabCase(label)}`, by: 1 }, ...(isBoth ? [{ action: `decrease-${kebabCase(label)}`, by: -1 as const }] : [])];

export function applyCounters(resources: Resource[], wishes: readonly CounterWish[], assumptions: string[]): void {
  for (const { label, actions, isFloored, noun, before } of wishes) {
    const holders = resources.filter(({ fields }) => fieldNamed(fields, label));
    const named = noun === null ? undefined : resourceNamed(resources, noun);
    if (noun !== null && !named) throw new NotUnderstood(`There is nothing called "${bare(noun)}" here to count ${label} of.`, noun);
    const resource = named ?? (holders.length === 1 ? holders[0] : nearestResource(resources, before));
    if (!resource) throw new NotUnderstood(`It isn't clear what has ${label}.`, label);
    const known = fieldNamed(resource.fields, label);
    if (known && known.kind !== "integer" && known.kind !== "text" && known.kind !== "number") throw new NotUnderstood(`${label} can't be counted up or down: it is no whole number.`, label);
    const many = /^(?:stock|quantity|score|progress|amount|level|count|balance)$/.test(label) ? label : onLastWord(label, (word) => (word.endsWith("s") ? word : plural(word)));
    const name = known?.name ?? camelCase(many);
    const isStock = /stock|quantity|seats|copies|inventory/.test(name);
    const counter = { name, label: known?.label ?? many, kind: "integer" as const, isRequired: true, isUnique: false, isReadOnly: true };
    resource.fields = known ? resource.fields.map((field) => (field === known ? counter : field)) : [...resource.fields, counter];
    for (const { action, by } of actions) {
      if (!resource.counters.some((other) => other.action === action)) resource.counters.push({ field: name, action, by, ...(by < 0 && (isFloored || isStock) ? { min: 0 } : {}) });
    }
    assumptions.push(`the ${counter.label} of ${withArticle(resource.singular)} start at 0 and change by 1 per call of ${listWords(actions.map(({ action }) => `POST ${resource.path}/{id}/${action}`), "or")}, not in a body`);
  }
}
