import { takeClauses } from "../clause-words.ts";
import { NUMBER, numberOf } from "../number-words.ts";
import { labelOf } from "../label-of.ts";
import { NotUnderstood } from "../not-understood.ts";
import { applyLimits } from "../read-limits.ts";
import type { Field, MostRule, Resource } from "../resource-plan.ts";
import { listWords, withArticle } from "../words.ts";
import { type ApplyRule, BEGIN, CANNOT, isCaller, isSignUp, madeBy, named, NOUN, ONE, spokenField, STOP, theOne, tidy } from "./rule-words.ts";

const AT_MOST = "(?:at most|no more than|not more than|up to|a maximum of|maximum of|maximum|a max of|max\\.?|only|a limit of|limited to)";
const STATE = "(?<state>open|active|current|unreturned|outstanding|pending|unpaid|running|live|draft|published|ongoing|unfinished|booked|borrowed|confirmed)";
const THINGS = `(?:${STATE} )?(?<thing>${NOUN})`;
const AT_ONCE = "(?<once> (?:at a time|at once|at the same time|at any time|in parallel|simultaneously|open|in total|each))?";
const UNIT = "(?: (?:a|an|per|each|every|in one|in a|within a) (?<unit>day|week|month|year))?";
const WHO = `${ONE}(?<who>${NOUN})`;
const HAS = "(?<deed>have|has|hold|holds|own|owns|make|makes|create|creates|keep|keeps|place|get|gets|borrow|borrows|book|books|rent|rents|reserve|reserves|take|takes|submit|submits|sign up for|register for|apply for|enrol in|enroll in|join|checks? out|be given|accept|contain|contains|receive|rate|start|post|add)";
const CAN = "(?:can|may|could|must|should|is allowed to|are allowed to|will)";

const PATTERNS = [
  new RegExp(`${BEGIN}(?:there (?:can|may|must|should|are|is) be |there are |allow |accept |with )?${AT_MOST} (?<max>${NUMBER}) ${THINGS}${AT_ONCE} (?:per|for each|for every|for one|for an?) (?<who>${NOUN})${AT_ONCE.replace("<once>", "<once2>")}${UNIT}${STOP}`, "g"),
  new RegExp(`${BEGIN}${WHO} (?:${CAN} )?(?:only )?(?:ever )?${HAS} ${AT_MOST} (?<max>${NUMBER}) ${THINGS}${AT_ONCE}${UNIT}${STOP}`, "g"),
  new RegExp(`${BEGIN}${WHO} ${CANNOT} ${HAS} more than (?<max>${NUMBER}) ${THINGS}${AT_ONCE}${UNIT}${STOP}`, "g"),
  new RegExp(`${BEGIN}no (?<who>${NOUN}) (?:can|may|must|should) ${HAS} more than (?<max>${NUMBER}) ${THINGS}${AT_ONCE}${UNIT}${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:limit|a limit|the limit is|limited to|maximum) (?:of )?(?<max>${NUMBER}) ${THINGS}${AT_ONCE} (?:per|for each|for every) (?<who>${NOUN})${UNIT}${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:the )?(?:number of )?${THINGS} (?:per|of each|for each) (?<who>${NOUN}) (?:is|are|must be|should be) (?:limited to|at most|no more than) (?<max>${NUMBER})${UNIT}${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:the )?(?:number of )?${THINGS} (?:is|are|must be|should be) limited to (?<max>${NUMBER}) (?:per|for each|for every) (?<who>${NOUN})${UNIT}${STOP}`, "g"),
];
/** The limit stands in a field of the class. */
const FULL = [
  new RegExp(`${BEGIN}(?:if|when|once|as soon as) ${ONE}(?<who>${NOUN}) is full,? (?:(?:the |an? |any |all |further |new |more |other )*(?<thing>${NOUN}) (?:must be|should be|are|is|will be|gets?|has to be|have to be) (?:refused|rejected|declined|denied|blocked|not accepted|not possible|closed)|(?:nobody|no one) (?:else )?can (?:sign up|register|join|book)(?: any ?more)?|no (?:more|further|new) (?<thing>${NOUN})(?: (?:are|is|can be) (?:accepted|allowed|possible|made|taken))?)${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:refuse|reject|decline|block|don't accept|do not accept|no) (?:the |an? |any |further |new |more )*(?<thing>${NOUN}) (?:if|when|once) ${ONE}(?<who>${NOUN}) is full${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:the |an? |any |further |new |more )*(?<thing>${NOUN}) (?:must be|should be|are|is|will be) (?:refused|rejected|declined|denied) (?:if|when|once) ${ONE}(?<who>${NOUN}) is full${STOP}`, "g"),
  new RegExp(`${BEGIN}${ONE}full (?<who>${NOUN}) (?:takes|accepts|gets|has|allows|lets in) no (?:more|further|new) ?(?<thing>${NOUN})?${STOP}`, "g"),
  new RegExp(`${BEGIN}${WHO} ${CANNOT} (?:have|get|take|accept|receive) more (?<thing>${NOUN}) than (?:its |their |the |it has )?(?<limit>${NOUN})${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:no more|not more|never more|at most as many) (?<thing>${NOUN}) (?:than|as) (?:its |their |the |it has )?(?<limit>${NOUN}) (?:of |in )?${ONE}(?<who>${NOUN})${STOP}`, "g"),
];

/** Takes out "at most 3 open loans per member", "a user can't have more than 5 projects", "sign-ups are refused when the class is full". */
export function readMost(text: string): { rest: string; rules: ApplyRule[] } {
  const rules: ApplyRule[] = [];
  const numbered = ({ who, max, thing, state, once, once2, deed, unit }: Record<string, string | undefined>, match: string, before: string): false | void => {
    if (!who || !max || !thing || before.trim() === "") return false;
    if (who === "day" && state === undefined && new RegExp(`\\b${thing}(?: with| has| have|:| ?\\() ?`).test(before)) return void rules.push((resources, assumptions) => applyDaily(resources, assumptions, { max: numberOf(max), thing, text: tidy(match) }));
    if (/^(?:day|week|month|hour|year|night|minute)s?$/.test(who)) return false;
    const isNow = /at a time|at once|at the same|any time|parallel|simul|open/.test(`${once ?? ""}${once2 ?? ""}`);
    rules.push((resources, assumptions) => apply(resources, assumptions, { who, max: numberOf(max), thing, state: state ?? (isNow ? "open" : null), unit: unit === "day" || unit === "week" || unit === "month" || unit === "year" ? unit : null, isSaidState: state !== undefined, deed: deed ?? "", before, text: tidy(match) }));
    return undefined;
  };
  const full = ({ who, thing, limit }: Record<string, string | undefined>, match: string, before: string): false | void => {
    if (!who || before.trim() === "") return false;
    rules.push((resources, assumptions) => applyCapacity(resources, assumptions, { who, thing: thing ?? null, limit: limit ?? null, text: tidy(match) }));
    return undefined;
  };
  return { rest: takeClauses(takeClauses(text, FULL, full), PATTERNS, numbered), rules };
}

interface Most { who: string; max: number; thing: string; state: string | null; unit: Unit | null; isSaidState: boolean; deed: string; before: string; text: string }

function apply(resources: Resource[], assumptions: string[], most: Most): void {
  const { who, max, thing, state, unit, isSaidState, deed, before, text } = most;
  const own = named(resources, thing);
  const holders = (own ? [own] : madeBy(resources, deed).filter((resource) => SLOTS.test(thing) || spokenField(resource, thing))).filter((resource) => spokenField(resource, who) !== undefined || (isCaller(resource, who) && own !== undefined));
  // "at most 6 seats per reservation" limits a field.
  if (holders.length === 0 && !own) return applyLimits(resources, [{ label: thing, min: null, max, isOpen: false, options: null, isPerDay: false, isLength: false, of: who, before, text }], assumptions);
  const resource = theOne(holders, text, `needs ${own?.plural ?? thing} that say which ${who} they belong to.`);
  const whose = spokenField(resource, who);
  if (resource.most) throw new NotUnderstood(`The ${resource.plural} have two limits: "${text}" is the second, and one is kept.`, text);
  if (max < 1 || max > MOST) throw new NotUnderstood(`"${text}" is no limit from 1 to ${MOST}.`, text);
  if (whose) whose.isRequired = true;
  resource.most = { max, per: whose?.name ?? null, only: countedBy(resource, state, isSaidState, text), ...(unit === null ? {} : { period: periodOf(resource, unit, text) }) };
  assumptions.push(`"${text}": the next is answered with 409${unit === null ? "" : `; a ${unit} is told by the ${labelOf(resource, resource.most.period?.field ?? "")}`}${resource.most.only ? `; ${resource.plural} count while their ${labelOf(resource, resource.most.only.field)} is ${listWords(resource.most.only.values.map((value) => (value === null ? "empty" : String(value))), "or")}` : ", and deleting one makes room"}${whose ? "" : "; who calls is told by the key"}`);
}

/** "at most 20 visits per day" holds for all of one date. */
function applyDaily(resources: Resource[], assumptions: string[], { max, thing, text }: Pick<Most, "max" | "thing" | "text">): void {
  const resource = named(resources, thing);
  const dates = resource?.fields.filter(({ kind, isReadOnly }) => kind === "date" && !isReadOnly) ?? [];
  const [date] = dates;
  if (!resource || !date || dates.length > 1) throw new NotUnderstood(`"${text}" needs one date of the ${resource?.plural ?? thing} that says on which day they are.`, text);
  if (resource.most || max < 1 || max > MOST) throw new NotUnderstood(`"${text}" can't be held: ${resource.plural} have one limit, from 1 to ${MOST}.`, text);
  date.isRequired = true;
  resource.most = { max, per: date.name, only: countedBy(resource, null, false, text) };
  assumptions.push(`"${text}": the next ${resource.singular} of the same ${date.label} is answered with 409, and deleting one makes room`);
}

const MOST = 1000;
/** Words for what is booked, whatever it is. */
const SLOTS = /^(?:slots?|time slots?|times?|places?|spots?|hours?)$/;
type Unit = NonNullable<MostRule["period"]>["unit"];

/** The date that says in which week it is. */
function periodOf({ fields, plural: many }: Resource, unit: Unit, text: string): { field: string; unit: Unit } {
  const dates = fields.filter(({ kind, isReadOnly }) => (kind === "date" || kind === "dateTime") && !isReadOnly);
  const [date] = dates.length > 1 ? dates.filter(({ label }) => /^(?:date|day)$|\b(?:start|starts|begin|begins|from)\b/.test(label)) : dates;
  if (!date) throw new NotUnderstood(`"${text}" needs one date of the ${many} that says which ${unit} they are in.`, text);
  date.isRequired = true;
  return { field: date.name, unit };
}


/** What makes one open: the state of that name, or that it isn't returned, paid or done yet. Null where all count. */
function countedBy({ fields, plural: many, singular: one }: Resource, state: string | null, isSaid: boolean, text: string): MostRule["only"] {
  const choice = fields.find(({ kind, options }) => state !== null && kind === "choice" && options?.includes(state));
  if (choice && state !== null) return { field: choice.name, values: [state] };
  const isLent = /\b(?:loan|borrowing|lending|rental|checkout)$/.test(one);
  const found = fields.flatMap((field): NonNullable<MostRule["only"]>[] => {
    const { kind, label, name, options = [], isRequired } = field;
    const ends = isSaid || state !== null || isLent ? ENDED : CANCELLED;
    if (kind === "boolean" && (label === state || ends.test(label))) return [{ field: name, values: [label === state] }];
    if ((kind === "date" || kind === "dateTime") && !isRequired && RETURNED.test(label) && ends === ENDED) return [{ field: name, values: [null] }];
    const rest = options.filter((option) => !ends.test(option));
    return kind === "choice" && rest.length > 0 && rest.length < options.length ? [{ field: name, values: rest }] : [];
  });
  const [only] = found;
  if (only && found.length === 1) return only;
  if (found.length === 0 && !isSaid && !isLent) return null;
  throw new NotUnderstood(`It isn't clear which ${many} "${text}" counts: nothing says which are ${state ?? "open"}. Add a yes/no field such as "returned", or a status with ${state ?? "open"} among its values.`, text);
}

const CANCELLED = /^(?:is )?(?:cancell?ed|withdrawn)$/;
const ENDED = /^(?:is )?(?:returned|done|completed?|finished|closed|paid|cancell?ed|declined|rejected|withdrawn|resolved|delivered|ended|over|sold|archived)$/;
const RETURNED = /^(?:returned|closed|completed|finished|ended|resolved|cancelled)(?: (?:on|at|date))?$/;

interface Capacity { who: string; thing: string | null; limit: string | null; text: string }

/** As many sign-ups as the class has places. */
function applyCapacity(resources: Resource[], assumptions: string[], { who, thing, limit, text }: Capacity): void {
  const target = named(resources, who);
  if (!target) throw new NotUnderstood(`There is nothing called "${who}" here that could be full.`, text);
  const referring = resources.filter((resource) => resource !== target && resource.fields.some((field) => field.kind === "reference" && field.target === target.singular));
  const own = named(resources, thing ?? undefined);
  const signUps = referring.filter(isSignUp);
  const resource = own && referring.includes(own) ? own : theOne(signUps.length > 0 ? signUps : referring, text, `needs things that take the places of ${withArticle(target.singular)}, for example "sign ups with member and ${target.singular}".`);
  const per = resource.fields.find((field) => field.kind === "reference" && field.target === target.singular);
  const size = limit === null ? capacityOf(target) : target.fields.find((field) => field === spokenField(target, limit));
  if (!per || !size || size.kind !== "integer" || size.isReadOnly) throw new NotUnderstood(`"${text}" needs a whole number of ${withArticle(target.singular)} that says how many fit: add "capacity" to its fields.`, text);
  if (resource.most) throw new NotUnderstood(`The ${resource.plural} have two limits: "${text}" is the second, and one is kept.`, text);
  Object.assign(size, { isRequired: size.default === undefined, min: Math.max(1, size.min ?? 1), max: Math.min(MOST, size.max ?? MOST) });
  per.isRequired = true;
  resource.most = { max: size.name, per: per.name, only: countedBy(resource, null, false, text) };
  assumptions.push(`"${text}": ${withArticle(target.singular)} is full when it has as many ${resource.plural} as its ${size.label} says; the next is answered with 409, and deleting one makes room`);
}

function capacityOf({ fields }: Resource): Field | undefined {
  const found = fields.filter(({ kind, label }) => kind === "integer" && /\b(?:capacity|max|maximum|limit|seats|places|spots|size|slots|participants|attendees|people)\b/.test(label));
  return found.length === 1 ? found[0] : undefined;
}
