import { bare, fieldNamed, LABEL, LINK, nearestResource, resourceNamed, takeClauses } from "./clause-words.ts";
import { rangeNames } from "./emit-fields.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Field, Resource } from "./resource-plan.ts";

export interface ViewWish {
  /** A field of which one value is asked for; null for the day of today. */
  by: string | null;
  noun: string | null;
  isDue: boolean;
  /** What they are, or aren't: "paid". */
  state?: { label: string; isSo: boolean };
  before: string;
  text: string;
}

const SHOW = "(?:show|shows|list|lists|see|get|gets|display|view|find|give)(?: (?:me|us|all|only|the|a list of))*";
const THINGS = "(?<noun>(?!(?:what|which|those|everything|all|today|by)\\b)[a-z]+(?: (?!(?:of|for|by|from|due|today|in|with|that|at)\\b)[a-z]+)?)";
const END = "(?=[ ]*(?:[,.;\\n]|$| and ))";
const TODAY = [
  new RegExp(`${LINK}\\b${SHOW} (?:${THINGS}|what|which|those|everything)(?: (?:that )?(?:(?:i|we|they) (?:have )?[a-z]+|is|are|of|for|from|on))?(?<due> due)? (?:for )?today${END}`, "g"),
  new RegExp(`${LINK}\\b(?:${SHOW} )?today's ${THINGS}${END}`, "g"),
];
const ARE = new RegExp(`${LINK}\\b(?:${SHOW} )?(?:(?:which|what|those|the)(?: (?<noun>(?!that\\b|which\\b)[a-z]+s))?(?: that| which)?|(?<noun>(?!that\\b|which\\b)[a-z]+s) (?:that|which)) (?:are|is|were|have been)(?<not> not|n't)?(?: yet| still| already)* (?<state>(?!(?:not|overdue|due|late|past|the|in|on|of|yet|still|more|most|less)\\b)[a-z]+)(?: yet| already)?${END}`, "g");
const ONES = new RegExp(`${LINK}\\b${SHOW} (?:the )?(?<state>(?!(?:overdue|due|late|past|new|old|best|worst|last|next|first|top|good|bad)\\b)[a-z]+) ones${END}`, "g");
const ONE = new RegExp(`${LINK}\\b${SHOW} ${THINGS} (?:of|for|by|from|in|at|with) (?:one|a|an|a single|a given|a certain|a specific|a particular|the same) (?<by>${LABEL})${END}`, "g");

const SOME = new RegExp(`${LINK}\\b${SHOW} (?:the )?(?<state>[a-z]+) (?<noun>[a-z]+s)${END}`, "g");

/** Takes out lists that a filter gives: "show today's bookings", "list the readings of one patient". */
export function readViews(text: string): { rest: string; wishes: ViewWish[] } {
  const wishes: ViewWish[] = [];
  const found = ({ noun, by, due, state, not }: Record<string, string | undefined>, match: string, before: string): false | void => {
    if (/\b(?:totals?|averages?|sums?|counts?|number|highest|lowest)\b/.test(match)) return false;
    if (state !== undefined && !ASKED.test(match)) return false;
    // "free beds" where occupied ones are known; "long articles" aren't.
    if (state !== undefined && noun !== undefined && !/\b(?:is|are|were|been)\b/.test(match) && ![state, ...(OPPOSITES[state] ?? [])].some((word) => new RegExp(`\\b${word.replace(/^un/, "(?:un)?")}\\b`).test(before))) return false;
    // Where nothing is named yet, the list is what the API keeps.
    if (before.trim() === "") return false;
    wishes.push({ by: by === undefined ? null : bare(by), noun: noun ?? null, isDue: due !== undefined, ...(state === undefined ? {} : { state: { label: state, isSo: not === undefined } }), before, text: match.replace(/^[ ,;]*(?:and )?/, "").trim() });
    return undefined;
  };
  return { rest: takeClauses(text, [...TODAY, ONE, ARE, ONES, SOME], found), wishes };
}

/** Such a list is there already: its filter is named. */
export function applyViews(resources: readonly Resource[], wishes: readonly ViewWish[], assumptions: string[]): void {
  for (const { by, noun, isDue, state, before, text } of wishes) {
    if (state) {
      assumptions.push(`"${text}" is GET ${filterOf(resources, noun, state, text)}`);
      continue;
    }
    const named = noun === null ? undefined : resourceNamed(resources, noun);
    const resource = named ?? (resources.length === 1 ? resources[0] : noun === null ? nearestResource(resources, before) : undefined);
    const field = resource === undefined ? undefined : by === null ? dayOf(resource, isDue) : fieldNamed(resource.fields, by) ?? resource.fields.find(({ label }) => label.startsWith(`${by} of `));
    if (!resource || !field || field.kind === "longText" || field.kind === "list") throw new NotUnderstood(`It isn't clear which list "${text}" is.`, text);
    const range = rangeNames(field, resource.fields);
    const filter = field.kind === "dateTime" && range ? `${range[0]}=…&${range[1]}=…` : `${field.name}=…`;
    assumptions.push(`"${text}" is GET ${resource.path}?${filter}${by === null ? ", with the day of today" : ""}`);
  }
}

/** Whoever lists them asks for it; "the ones that are paid" alone may be anything. */
const ASKED = /\b(?:show|shows|list|lists|see|get|view|find|know|tell|give|display)\b/;

/** The list of the one thing that has such a state. */
function filterOf(resources: readonly Resource[], noun: string | null, { label, isSo }: { label: string; isSo: boolean }, text: string): string {
  const named = noun === null || noun === "ones" ? undefined : resourceNamed(resources, noun);
  const found = (named ? [named] : noun === null || noun === "ones" ? resources : []).flatMap(({ path, fields }) => fields.flatMap((field) => {
    const isOpposite = field.kind === "boolean" && (`un${field.label}` === label || (OPPOSITES[label] ?? []).includes(field.label));
    if (field.kind === "boolean" && (field.label === label || isOpposite)) return [`${path}?${field.name}=${String(isSo !== isOpposite)}`];
    return field.kind === "choice" && isSo && field.options?.includes(label) === true ? [`${path}?${field.name}=${encodeURIComponent(label)}`] : [];
  }));
  const [filter] = found;
  if (filter === undefined || found.length > 1) throw new NotUnderstood(`It isn't clear which ones "${text}" lists: nothing here says what is ${label}.`, text);
  return filter;
}

/** What is free isn't occupied. */
const OPPOSITES: Record<string, string[]> = {
  free: ["occupied", "taken", "booked", "used", "reserved", "borrowed", "rented", "assigned"], available: ["occupied", "taken", "booked", "sold", "borrowed", "rented", "lent"], empty: ["occupied", "full"],
  open: ["closed", "done", "resolved", "completed", "fixed", "paid"], pending: ["done", "completed", "resolved"], unfinished: ["done", "completed"], missing: ["found", "returned"],
};

/** The one date that says when it is; what is due needs a date for that. */
function dayOf({ fields }: Resource, isDue: boolean): Field | undefined {
  const dates = fields.filter(({ kind }) => kind === "date" || kind === "dateTime");
  const due = dates.filter(({ label }) => /\b(?:due|deadline|next|return|expiry)\b/.test(label));
  const fitting = isDue ? due : dates;
  return fitting.find(({ label }) => label === "date") ?? (fitting.length === 1 ? fitting[0] : undefined);
}
