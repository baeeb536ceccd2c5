import { bare, fieldNamed, nearestResource, resourceNamed, takeClauses } from "./clause-words.ts";
import { takeForNumber } from "./figure-fields.ts";
import { LEAST_LENGTH } from "./least-length.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Field, Resource } from "./resource-plan.ts";
import { onLastWord, singular } from "./words.ts";

/** A range or a set of values that is said in a sentence of its own. */
export interface LimitWish {
  label: string;
  min: number | null;
  max: number | null;
  /** "more than 3" leaves 3 out. */
  isOpen: boolean;
  options: string[] | null;
  /** What it holds for is one day's: "at most 12 hours a day". */
  isPerDay: boolean;
  /** So many characters. */
  isLength: boolean;
  /** What it is said of: "seats per reservation". */
  of: string | null;
  before: string;
  text: string;
}

const WORD = "(?!(?:and|or|but|with|that|which|must|should|can|may|has|have|is|are|be|between|from|at|max|maximum|min|minimum|up|no|not|more|less|per|there|it|they|one|only|each|every|the|an?|score|scores of)\\b)[a-z][a-z'-]*";
const LABEL = `(?:(?:the|an?|its|their|each|every|all) )*(?<label>${WORD}(?: ${WORD}){0,2})`;
const START = "(?<=^|[.;\\n] ?)(?:(?:and|but|also|where|the|note that|please) )*";
const BE = "(?:,? (?:must|should|has to|have to|needs? to|can|may|shall|will|always|only|is|are|be|being|go|goes|going|range|ranges|lie|lies|limited|allowed|numbers?|values?))*";
const NOT = " (?:can(?:not|'t| not| never)|must(?: not|n't| never)|may not|should(?: not|n't| never)|never|isn't|is not|are not|aren't)(?: (?:be|go|get|exceed))?";
const N = "-?\\d+(?:[.,]\\d+)?";
const CHARACTERS = "(?<chars> (?:characters?|chars?|letters)(?: long)?)";
const UNIT = "(?: (?:years?(?: old)?|kg|cm|mm|km|m|kilos|grams|euros?|dollars|points?|stars?|percent|%|minutes|hours|days|pages|degrees|celsius|people|persons|characters long))?";
const DAY = "(?<day> (?:a|per|each|every) day| daily)?";
const END = `${UNIT}${DAY}(?=[ ]*(?:[.;\\n]|$|,? (?:and|but) ))`;
const RANGE = `(?:between|from|in the range(?: of)?|within|of)? ?(?<low>${N}) ?(?:and|to|-|\\.\\.) ?(?<high>${N})`;
const LEAST = "(?:at least|minimum(?: of)?|min\\.?|no less than|not less than|not under|not below|>=)";
const MOST = "(?:at most|maximum(?: of)?|max\\.?|no more than|not more than|no longer than|no higher than|no bigger than|not over|not above|up to|limited to|<=)";
const OVER = "(?:more than|over|above|greater than|higher than|longer than|bigger than|larger than|older than|exceed(?:ing)?)";
const UNDER = "(?:less than|under|below|lower than|shorter than|smaller than|fewer than|younger than)";

const PATTERNS: RegExp[] = [
  new RegExp(`${START}${LABEL}${BE} (?:one of|either) (?:the )?(?:following |values )*:?(?<options>[^.;\\n]+?)(?=[.;\\n]|$)`, "g"),
  new RegExp(`${START}${LABEL}${BE} ${RANGE}${END}`, "g"),
  new RegExp(`${START}${LABEL}${BE}(?: not longer than| ${MOST}) (?<most>${N})${CHARACTERS}(?=[.;\\n]|$)`, "g"),
  new RegExp(`${START}${LABEL}${NOT} ${OVER} (?<most>${N})${END}|${START}${LABEL}${NOT} ${UNDER} (?<least>${N})${END}`, "g"),
  new RegExp(`${START}${LABEL}${NOT.replace("(?: (?:be|go|get|exceed))?", " exceed")} (?<most>${N})${END}`, "g"),
  new RegExp(`${START}${LABEL}${BE} ${LEAST} (?<least>${N})${END}|${START}${LABEL}${BE} ${MOST} (?<most>${N})${END}`, "g"),
  new RegExp(`${START}${LABEL}${BE} ${OVER} (?<above>${N})${END}|${START}${LABEL}${BE} ${UNDER} (?<below>${N})${END}`, "g"),
  new RegExp(`${START}${LABEL} (?:per|in each|of each|for each) (?<of>[a-z]+(?: [a-z]+)?)${BE} ${MOST} (?<most>${N})${END}|${START}${MOST} (?<most>${N}) ${LABEL} (?:per|in each|of each|for each) (?<of>[a-z]+(?: [a-z]+)?)(?=[.;\\n]|$)`, "g"),
  new RegExp(`${START}${LABEL}(?: must be| should be| has to be| is always)(?<positive> positive)(?=[.;\\n]|$)`, "g"),
  new RegExp(`${START}${MOST} (?<most>${N}) ${LABEL}${DAY}(?=[.;\\n]|$)|${START}${LEAST} (?<least>${N}) ${LABEL}${DAY}(?=[.;\\n]|$)`, "g"),
];

/** Takes out "pages must be between 1 and 500", "at most 12 hours a day", "iso is one of 100, 200 or 400". */
export function readLimits(text: string): { rest: string; wishes: LimitWish[] } {
  const wishes: LimitWish[] = [];
  // What begins the description names what it keeps.
  const rest = takeClauses(text, PATTERNS, ({ label, low, high, least, most, above, below, positive, options, day, chars, of }, match, before) => {
    if (!label || before.trim() === "") return false;
    const number = (said: string | undefined): number | null => (said === undefined ? null : Number(said.replace(",", ".")));
    const min = number(low ?? least ?? above ?? (positive === undefined ? undefined : "0"));
    wishes.push({ label: bare(label), min, max: number(high ?? most ?? below), isOpen: (above ?? below ?? positive) !== undefined, options: options === undefined ? null : valuesOf(options), isPerDay: day !== undefined, isLength: chars !== undefined, of: of ?? null, before, text: match.trim() });
    return undefined;
  });
  return { rest, wishes };
}

const valuesOf = (list: string): string[] => list.split(/,? or |,? and |, ?|\//).map((value) => value.replace(/["']/g, "").trim()).filter(Boolean);

export function applyLimits(resources: readonly Resource[], wishes: readonly LimitWish[], assumptions: string[]): void {
  for (const wish of wishes) {
    const named = wish.of === null ? undefined : resourceNamed(resources, wish.of);
    const held = wish.of !== null && !named ? null : holderOf(named ? [named] : resources, wish);
    if (!held) throw new NotUnderstood(`There is no field called "${wish.label}" that "${wish.text}" could hold for.`, wish.text);
    const { resource, field } = held;
    if (wish.isLength) shorten(field, wish);
    else if (wish.options) choose(resource, field, wish, assumptions);
    else limit(resource, field, wish, assumptions);
  }
}

/** The one field that the words name, in part or with the name of its thing before: "hours" of the hours worked. */
function holderOf(resources: readonly Resource[], { label, before }: LimitWish): { resource: Resource; field: Field } | null {
  const held = (find: (resource: Resource) => Field | undefined): { resource: Resource; field: Field }[] => resources.flatMap((resource) => { const field = find(resource); return field && !field.isReadOnly ? [{ resource, field }] : []; });
  const one = onLastWord(label, singular);
  const partly = ({ fields }: Resource): Field | undefined => { const found = fields.filter(({ label: name, kind }) => (NUMERIC.has(kind) || kind === "text") && [label, one].some((said) => name.startsWith(`${said} `) || name.endsWith(` ${said}`) || name.startsWith(`${said}s `))); return found.length === 1 ? found[0] : undefined; };
  const owned = (resource: Resource): Field | undefined => [resource.singular, resource.plural].flatMap((noun) => (label.startsWith(`${noun} `) ? [fieldNamed(resource.fields, label.slice(noun.length + 1))] : [])).find((field) => field !== undefined);
  const found = [held(({ fields }) => fieldNamed(fields, label)), held(owned), held(partly)].find(({ length }) => length > 0) ?? [];
  const near = found.length > 1 ? nearestResource(found.map(({ resource }) => resource), before) : undefined;
  return found.find(({ resource }) => resource === near) ?? (found.length === 1 ? found[0] ?? null : null);
}

const NUMERIC = new Set<Field["kind"]>(["integer", "number", "money"]);

function limit({ plural: many, fields }: Resource, field: Field, { label, min, max, isOpen, isPerDay, text }: LimitWish, assumptions: string[]): void {
  takeForNumber(field, many, isOpen || /\bnumber$/.test(field.label) ? "integer" : "number", assumptions);
  const step = field.kind === "integer" ? 1 : field.kind === "money" ? 0.01 : null;
  if (!NUMERIC.has(field.kind) || (isOpen && step === null && max !== null)) throw new NotUnderstood(`The ${field.label} can't be held to "${text}"${NUMERIC.has(field.kind) ? ": say which value is the first that is allowed" : ": it is no number"}.`, text);
  if (isPerDay && !fields.some(({ kind }) => kind === "date" || kind === "dateTime")) throw new NotUnderstood(`It isn't clear which day "${text}" means.`, text);
  const low = min === null ? field.min : isOpen ? min + (step ?? 0) : min;
  const high = max === null ? field.max : isOpen ? max - (step ?? 0) : max;
  if (low !== undefined && high !== undefined && low > high) throw new NotUnderstood(`"${text}" leaves no value for the ${field.label}.`, text);
  Object.assign(field, low === undefined ? {} : { min: low }, high === undefined ? {} : { max: high }, isOpen && step === null ? { isOverMin: true } : {});
  if (isPerDay) assumptions.push(`"${text}" is the most that one of the ${many} may have: several on one day aren't added up`);
  else if (field.label !== label) assumptions.push(`"${text}" holds for the ${field.label}`);
}

function shorten(field: Field, { max, text }: LimitWish): void {
  if ((field.kind !== "text" && field.kind !== "longText") || max === null || max < LEAST_LENGTH) throw new NotUnderstood(`The ${field.label} can't be held to "${text}": only a text can, and to ${LEAST_LENGTH} characters at least.`, text);
  Object.assign(field, { maxLength: max }, max > 200 ? { kind: "longText" } : {});
}


function choose({ plural: many }: Resource, field: Field, { options, text }: LimitWish, assumptions: string[]): void {
  const values = options ?? [];
  const said = assumptions.indexOf(`${many}: ${field.label} is text`);
  if (values.length < 2 || (said < 0 && field.kind !== "text" && field.kind !== "choice")) throw new NotUnderstood(`The ${field.label} can't be held to "${text}".`, text);
  delete field.min;
  delete field.max;
  Object.assign(field, { kind: "choice", options: values });
  if (said >= 0) assumptions.splice(said, 1);
}
