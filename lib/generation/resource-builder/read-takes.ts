import { fieldNamed, LINK, nearestResource, takeClauses } from "./clause-words.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Resource } from "./resource-plan.ts";
import { withArticle } from "./words.ts";

export interface TakeWish {
  action: string;
  /** The number that becomes less: `stock`. */
  label: string;
  before: string;
  text: string;
}

const VERBS: Record<string, string> = { sell: "sell", sells: "sell", sold: "sell", selling: "sell", use: "use", uses: "use", used: "use", using: "use", drink: "drink", drank: "drink", take: "take", takes: "take", taken: "take", buy: "buy", buys: "buy", bought: "buy", eat: "eat", eaten: "eat", consume: "consume", consumed: "consume", open: "open", opened: "open" };
const VERB = `(?<verb>${Object.keys(VERBS).join("|")})`;
const WHOM = "(?:(?:i|we|you|they|someone|somebody|customers?|people|it|one|an? [a-z]+|the [a-z]+|[a-z]+s?) )?(?:is |are |gets? |was )?";
const LESS = "(?:(?:should|must|will|can) )?(?:go|goes|is|are|gets?|be)(?: be)? (?:down|decreased|reduced|lowered|less)(?: by (?:one|1))?";
const FLOOR = "(?:,? ?(?:(?:and|but) )?(?:(?:it|that|they|which|the [a-z]+) )?(?:(?:can|may|must|should|is|goes) )?(?:never|not|can't|cannot|mustn't|no)(?: (?:go|goes|be|get|drop|fall)){0,2} (?:negative|(?:below|under|less than) (?:zero|0)))?";
const END = "(?=[ ]*(?:[,.;\\n]|$| and ))";
const PATTERNS = [
  new RegExp(`${LINK}\\bwhen(?:ever)? ${WHOM}${VERB}(?: (?:an?|the|one|it|some)?(?: ?[a-z]+)?)?,? (?:the |its )?(?<label>stock|quantity|inventory|[a-z]+)(?: left)? ${LESS}${FLOOR}${END}`, "g"),
  new RegExp(`(?:[ ,;]*\\b(?:and|the|its|where|also) )*\\b(?<label>stock|quantity|inventory|[a-z]+) (?:go|goes|should go|must go|will go) down (?:by (?:one|1) )?(?:when(?:ever)?|if) ${WHOM}${VERB}(?: it| one| something)?${FLOOR}${END}`, "g"),
];

/** Takes out what is used up: "when sold the stock goes down and never below zero". */
export function readTakes(text: string): { rest: string; wishes: TakeWish[] } {
  const wishes: TakeWish[] = [];
  const rest = takeClauses(text, PATTERNS, ({ verb, label }, match, before) => {
    const action = VERBS[verb ?? ""];
    if (!action || !label) return false;
    wishes.push({ action, label, before, text: match.trim() });
    return undefined;
  });
  return { rest, wishes };
}

/** The number stays one that callers set; the action takes 1 from it, in one step and never below 0. */
export function applyTakes(resources: Resource[], wishes: readonly TakeWish[], assumptions: string[]): void {
  for (const { action, label, before, text } of wishes) {
    const holders = resources.flatMap((resource) => { const field = fieldNamed(resource.fields, label) ?? fieldNamed(resource.fields, `${label} left`); return field ? [{ resource, field }] : []; });
    const near = holders.length > 1 ? nearestResource(holders.map(({ resource }) => resource), before) : undefined;
    const holder = holders.find(({ resource }) => resource === near) ?? holders[0];
    if (!holder || holder.field.kind !== "integer" || (holder.field.min ?? 0) > 0) throw new NotUnderstood(`It isn't clear which number "${text}" takes from. Add it to the fields.`, text);
    const { resource, field } = holder;
    field.isRequired = true;
    field.min = 0;
    resource.counters.push({ field: field.name, action, by: -1, min: 0, isSettable: true });
    assumptions.push(`each call of POST ${resource.path}/{id}/${action} takes 1 from the ${field.label} of ${withArticle(resource.singular)}, and is refused at 0; to take or add more, PATCH sets it`);
  }
}
