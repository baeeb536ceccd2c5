import { LINK, nearestResource, resourceNamed, takeClauses } from "./clause-words.ts";
import { rangeNames } from "./emit-fields.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Resource } from "./resource-plan.ts";

export interface ExpiryWish {
  noun: string | null;
  /** Has it ended, or does it end in the days that the caller names? */
  isOver: boolean;
  before: string;
  text: string;
}

const SHOW = "(?:(?:show|shows|list|lists|see|get|gets|display|view|find|give|know|tell|filter)(?: (?:me|us|all|only|the|a list of|for|by))* )?";
const NOUN = "(?!(?:is|are|has|have|that|which|what|whose|the)\\b)[a-z]+(?: (?!(?:is|are|has|have|that|which|whose)\\b)[a-z]+)?";
const SOON = "(?:soon|today|tomorrow|(?:this|next) (?:week|month|year)|(?:in|within) (?:the )?(?:next )?(?:\\d+ )?(?:days?|weeks?|months?)|within (?:a|one|two|three) (?:days?|weeks?|months?))";
const END = "(?=[ ]*(?:[,.;\\n]|$| and ))";
const WISHES = [
  new RegExp(`${LINK}\\b${SHOW}(?:what|which|the|those|all)?(?:'s)? ?(?:ones |(?<noun>${NOUN}) )?(?:that |which |whose [a-z]+(?: [a-z]+)? )?(?:is|are|has|have)?(?: already)? ?expired(?: ones| (?<after>[a-z]+s))?(?: already)?${END}`, "g"),
  new RegExp(`${LINK}\\b${SHOW}(?:what|which|the|those|all)?(?:'s)? ?(?:ones |(?<noun>${NOUN}) )?(?:that |which |whose [a-z]+(?: [a-z]+)? )?(?:is |are |will )?(?<soon>expir(?:es?|ing)) ${SOON}${END}`, "g"),
];

/** Takes out "show what's expired", "cars whose insurance is expired", "which ones expire soon". */
export function readExpiries(text: string): { rest: string; wishes: ExpiryWish[] } {
  const wishes: ExpiryWish[] = [];
  const rest = takeClauses(text, WISHES, ({ noun, after, soon }, match, before) => {
    // "status is expired" and "coupon, expired" are said of a field.
    if (before.trim() === "" || !ASKED.test(match)) return false;
    wishes.push({ noun: noun ?? after ?? null, isOver: soon === undefined, before, text: match.replace(/^[ ,;]*(?:and )?/, "").trim() });
    return undefined;
  });
  return { rest, wishes };
}

const ASKED = /\b(?:show|shows|list|lists|see|get|view|find|know|tell|give|display|which|what|filter)\b/;

/** Such a list is there already: its filter is named. */
export function applyExpiries(resources: readonly Resource[], wishes: readonly ExpiryWish[], assumptions: string[]): void {
  for (const { noun, isOver, before, text } of wishes) {
    const resource = (noun === null || noun === "ones" ? undefined : resourceNamed(resources, noun)) ?? (resources.length === 1 ? resources[0] : nearestResource(resources, before));
    const dates = (resource?.fields ?? []).filter(({ kind, label }) => (kind === "date" || kind === "dateTime") && ENDS.test(label));
    const [date] = dates;
    const range = resource && date && dates.length === 1 ? rangeNames(date, resource.fields) : null;
    if (!resource || !range) throw new NotUnderstood(`"${text}" needs one date that says when it ends. Add an expiry date to the fields.`, text);
    assumptions.push(`"${text}" is GET ${resource.path}?${isOver ? `${range[1]}=…, with the day before today` : `${range[0]}=…&${range[1]}=…, with the first and the last day that you mean`}`);
  }
}

/** A day on which something ends. */
const ENDS = /\bexpir|\b(?:best before|use by|sell by|until|till|valid to|end|ends)\b/;
