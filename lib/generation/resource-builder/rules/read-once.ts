import { takeClauses } from "../clause-words.ts";
import { NotUnderstood } from "../not-understood.ts";
import type { Resource } from "../resource-plan.ts";
import { listWords } from "../words.ts";
import { type ApplyRule, BEGIN, CANNOT, isCaller, madeBy, named, NOUN, ONE, spokenField, STOP, theOne, tidy } from "./rule-words.ts";

const DEED = "(?<deed>sign(?:s|ed)? up|register|registers|enrol|enrols|enroll|enrolls|join|joins|book|books|reserve|reserves|attend|attends|subscribe|subscribes|apply|applies|rsvp|vote|votes|review|reviews|rate|rates|submit|submits|answer|answers|borrow|borrows|rent|rents|like|likes|bid|bids|enter|enters|take part|participate|log|logs|write|writes)";
const WHO = `${ONE}(?<who>${NOUN})`;
const CAN = "(?:can|may|could|must|should|is allowed to|are allowed to|will)";
const WHAT = `(?:for|on|in|to|of|per|at|from|within)? ?${ONE}(?<what>${NOUN})`;
const MADE = "(?: an?| one| his| her| their| the)?(?: (?:vote|review|rating|text|answer|submission|comment|application|solution|entry|seat|place|spot|slot)s?(?: for| on| of| to| in)?)?";

const PATTERNS = [
  // A member can only sign up once per class; each user reviews a book once.
  new RegExp(`${BEGIN}${WHO} (?:${CAN} )?(?:only )?${DEED}${MADE} (?:only |exactly |just )?once (?:per|for each|for every|for the same|for|in each|in|on each|on|to each|to) ${ONE}(?<what>${NOUN})${STOP}`, "g"),
  new RegExp(`${BEGIN}${WHO} (?:${CAN} )?(?:only )?${DEED}${MADE} ${WHAT} (?:only |exactly |just |at most |no more than )?once(?: only)?${STOP}`, "g"),
  // A member can't sign up twice for the same class; nobody may review the same book twice.
  new RegExp(`${BEGIN}${WHO} ${CANNOT} ${DEED}${MADE} (?:twice|more than once|again|two times|a second time) ${WHAT}${STOP}`, "g"),
  new RegExp(`${BEGIN}${WHO} ${CANNOT} ${DEED}${MADE} ${WHAT} (?:twice|more than once|again|two times|a second time)${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:nobody|no one|no (?<who>${NOUN})) (?:can|may|must|should) ${DEED}${MADE} ${WHAT} (?:twice|more than once|again)${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:nobody|no one|no (?<who>${NOUN})) (?:can|may|must|should) ${DEED}${MADE} (?:twice|more than once|again) ${WHAT}${STOP}`, "g"),
  // One vote per nickname per poll; only one review per user and book.
  new RegExp(`${BEGIN}(?:there (?:is|can be|may be|should be) )?(?:only |just |at most |max\\.? |maximum |exactly |no more than )?(?:one|1|a single) (?<thing>${NOUN}) (?:per|for each|for every|from each|by each) (?<who>${NOUN})(?: and| per| for each| for every| on each| in each| for one| for a| in a| on a),? (?:per )?${ONE}(?<what>${NOUN})(?! (?:and|per|for each) [a-z]+ ?(?:[.,;]|$))${STOP}`, "g"),
  // No two seats may have the same row and number; row and number must be unique together.
  new RegExp(`${BEGIN}no (?:two|2) (?<thing>${NOUN}) (?:(?:can|may|should|must|will) )?(?:have|share|with|get|use) ${ONE}(?<who>${NOUN}) (?:and|for|in|on|of) ${ONE}(?<what>${NOUN})(?=[ ]*(?:[,.;\\n]|$))`, "g"),
  new RegExp(`${BEGIN}(?:the )?combination of (?:the )?(?<who>${NOUN}) (?:and|with) (?:the )?(?<what>${NOUN}) (?:must be|should be|has to be|is|stays) unique${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:the )?(?<who>${NOUN}) and (?:the )?(?<what>${NOUN}) (?:must be|should be|have to be|are) unique (?:together|in combination|as a pair)${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:the |an? |each )?(?<who>${NOUN}) (?:must be|should be|has to be|is|are|being) unique (?:per|within|for each|inside|in each|in a|within a|within one|in one) ${ONE}(?<what>${NOUN})${STOP}`, "g"),
];
/** One vote per nickname: in the poll that it is for. */
const SINGLE = new RegExp(`${BEGIN}(?:only |just |at most |max\\.? |exactly )?(?:one|1|a single) (?<thing>vote|ballot|review|rating|rsvp|registration|sign[ -]?up|submission|answer|response|application|entry|reservation|booking) (?:per|for each|from each|by each) (?<who>${NOUN})${STOP}`, "g");

/** Takes out "a member can sign up only once per class", "one vote per nickname per poll", "seat number is unique per row". */
export function readOnce(text: string): { rest: string; rules: ApplyRule[] } {
  const rules: ApplyRule[] = [];
  const found = ({ who = "person", what, thing, deed }: Record<string, string | undefined>, match: string, before: string): false | void => {
    if (before.trim() === "" && !/[.;]/.test(text)) return false;
    // "once per day" is a rule of time, which the date says where it is one field.
    if (/^(?:hour|week|month|year|minute)s?$/.test(what ?? "")) return false;
    rules.push((resources, assumptions) => apply(resources, assumptions, { who, what: what ?? null, thing: thing ?? null, deed: deed ?? null, text: tidy(match) }));
    return undefined;
  };
  return { rest: takeClauses(text, [...PATTERNS, SINGLE], found), rules };
}

interface Once { who: string; what: string | null; thing: string | null; deed: string | null; text: string }

function apply(resources: Resource[], assumptions: string[], once: Once): void {
  const { who, what, thing, deed, text } = once;
  const own = named(resources, thing ?? undefined);
  const among = own ? [own] : resources;
  const holds = (resource: Resource): boolean => (what === null || spokenField(resource, what) !== undefined) && (spokenField(resource, who) !== undefined || isCaller(resource, who));
  const holders = among.filter(holds);
  const made = deed === null ? [] : madeBy(holders, deed);
  const resource = theOne(made.length > 0 ? made : holders, text, `needs things that say ${what === null ? `whose they are: give them a ${who}` : `both: for example "sign ups with ${who} and ${what}"`}.`);
  const references = resource.fields.filter(({ kind }) => kind === "reference");
  const of = what === null ? undefined : spokenField(resource, what);
  const others = references.filter((field) => field !== of);
  // "Nobody signs up twice", where each sign up is of one of those that are kept: of them, whoever calls.
  const whose = spokenField(resource, who) ?? (of !== undefined && deed !== null && others.length === 1 ? others[0] : undefined);
  const which = what === null ? (references.length === 1 && references[0] !== whose ? references[0] : undefined) : of;
  const fields = resource.fields.filter((field) => field === whose || field === which);
  if (which !== undefined && which === whose) throw new NotUnderstood(`It isn't clear which two fields "${text}" speaks of.`, text);
  const unfit = fields.find(({ kind, isReadOnly }) => isReadOnly === true || kind === "list" || kind === "longText" || kind === "boolean");
  if (unfit) throw new NotUnderstood(`"${text}" can't be held: the ${unfit.label} is no single value that a caller sets.`, text);
  for (const field of fields) field.isRequired = true;
  const isPerCaller = whose === undefined;
  if (whose !== undefined && fields.length === 1) { whose.isUnique = true; return; }
  resource.once = [...(resource.once ?? []), { fields: fields.map(({ name }) => name), isPerCaller }];
  if (isPerCaller) assumptions.push(`"${text}": who calls the API is told by its key, and is never shown`);
  if (what === null && which) assumptions.push(`"${text}" holds for each ${which.label}`);
  else if (!isPerCaller) assumptions.push(`"${text}": ${listWords(fields.map(({ label }) => label))} together are unique among the ${resource.plural}`);
}
