import { bare, fieldAlike, fieldNamed, nearestResource, resourceNamed, takeClauses } from "./clause-words.ts";
import { isSortable, isTime } from "./emit-fields.ts";
import { NUMERIC } from "./figure-fields.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Field, Resource } from "./resource-plan.ts";

/** The order that lists come in unless a call asks for another: "sorted by date, newest first". */
export interface SortingWish {
  /** What it is sorted by; empty where only an end of it is named. */
  label: string;
  /** "newest", "highest", "descending"; empty where only a label is named. */
  how: string;
  noun: string | null;
  before: string;
  text: string;
}

const END = "(?=[ ]*(?:[,.;)\\n]|$| and ))";
/** A second label behind the first would be lost. */
const ALONE = "(?=[ ]*(?:[.;)\\n]|$|,(?! (?:and )?then\\b)| and (?:list|show|filter|search|each|every|only|i|we|users?|can|the|mark|count)\\b))";
const SEVERAL = new RegExp(`\\b(?<!\\b(?:can|could|may|to|filtered|searched) (?:be |and |or )*)(?:sorted|ordered|ranked) by (?:the |their )?[a-z]+(?: [a-z]+){0,2}?(?:,? (?:and )?then(?: by)?| and(?: by)?) (?!(?:list|show|filter|search|each|every|only|i|we|users?|can|the|mark|count)\\b)[a-z]+(?: [a-z]+)?(?=[ ]*(?:[,.;)\\n]|$))`);
const WORD = "(?!(?:and|or|by|with|the|an?|first|on|at|in|from|then|ascending|descending|asc|desc)\\b)[a-z][a-z'-]*";
const NEW = "newest|latest|most recent(?:ly added)?|recent|last added";
const OLD = "oldest|earliest|soonest|upcoming|nearest|closest|next";
const MORE = "highest|biggest|largest|greatest|most expensive|longest|heaviest|top|best|most";
const LESS = "lowest|smallest|cheapest|least expensive|shortest|lightest|fewest|least";
const EXTREME = `(?:${NEW}|${OLD}|${MORE}|${LESS})`;
const FIRST = "(?:(?: (?:is|are|come|comes|shown|listed|being|go|goes|must be|should be))* (?:first|on top|at the top|at top|at the beginning))";
const WAY = "(?:descending|ascending|desc|asc|alphabetically|a to z|a-z|(?:in )?(?:descending|ascending|alphabetical|chronological|reverse chronological|reverse) order)";
const LEAD = "(?:[ ,;(-]*\\b(?:(?:and|but|also|where|so that|such that|in which|always|should|must|please|want|need|be|i|we|it|them|they|to|by default|show|shows|showing|list|lists|listed|get|see|display|return|returns|with|the|all|of|is|are|comes?|has to|have to)\\b ?)+)?[ ,;(-]*";
const SUBJECT = `(?:(?:the |all )?(?<noun>${WORD}(?: ${WORD})?) (?:(?:is|are|should|must|be|always|get|come|shown|listed|list) )+)?`;
const BY = `(?:sort|sorted|order|ordered|rank|ranked|arranged|listed|list) (?:(?:it|them|this|these|all|the [a-z]+|by default) )?by (?:the |their |its )?(?<label>${WORD}(?: ${WORD}){0,2}?)`;
const ENDS = `(?:,? ?\\(?(?:with )?(?:the )?(?<how>${EXTREME})(?: (?:ones?|[a-z]+))?${FIRST}\\)?|,? ?\\(?(?:in )?(?<way>${WAY})\\)?|,? from (?:the )?(?<from>${EXTREME}) to (?:the )?${EXTREME})`;
const PATTERNS: RegExp[] = [
  new RegExp(`${LEAD}\\b(?:sort|sorted|order|ordered|rank|ranked)(?: (?:it|them))? by (?:the )?(?<how>most|least|highest|lowest|newest|latest) (?<what>${WORD})(?: first)?${END}\\)?`, "g"),
  new RegExp(`${LEAD}\\b(?:sort|sorted|order|ordered|list|listed)(?: (?:it|them))? by (?:the )?(?<how>${EXTREME})(?: ones?)?(?: first)?${END}\\)?`, "g"),
  new RegExp(`${LEAD}${SUBJECT}\\b${BY}${ENDS}${END}\\)?`, "g"),
  new RegExp(`(?<=[.;,\\n] ?)(?:and )?(?:please )?(?<asked>sort|order)(?: (?:it|them|the list|by default|all))* by (?:the |their )?(?<label>${WORD}(?: ${WORD}){0,2}?)(?: please)?${ALONE}`, "g"),
  new RegExp(`${LEAD}${SUBJECT}\\b(?<!\\b(?:can|could|may|to|filtered|searched) (?:be |and |or )*)(?:sorted|ordered|ranked|arranged) (?:by default )?by (?:the |their |its )?(?<label>${WORD}(?: ${WORD}){0,2}?)(?: by default)?${ALONE}\\)?`, "g"),
  new RegExp(`${LEAD}\\b(?:sorted |listed |shown |ordered )?from (?:the )?(?<from>${EXTREME}) to (?:the )?${EXTREME}${END}\\)?`, "g"),
  new RegExp(`${LEAD}\\b(?:the )?(?<how>${EXTREME})(?: (?:ones?|(?<what>${WORD}(?: ${WORD})?)))?${FIRST}${END}\\)?`, "g"),
  new RegExp(`${LEAD}${SUBJECT}\\b(?:sorted |ordered |listed )?(?<way>alphabetically|in (?:alphabetical|chronological|reverse chronological) order)(?: by (?:the |their )?(?<label>${WORD}(?: ${WORD})?))?${END}\\)?`, "g"),
];

/** Takes out the order of a list, wherever it says which. "Can be sorted by price" asks for no order. */
export function readSorting(text: string): { rest: string; wishes: SortingWish[] } {
  const wishes: SortingWish[] = [];
  const several = SEVERAL.exec(text)?.[0];
  if (several !== undefined) throw new NotUnderstood(`A list comes in the order of one field, and "${several}" names two.`, several);
  const rest = takeClauses(text, PATTERNS, ({ label = "", how, way, from, noun, what, asked }, match, before) => {
    if (before.trim() === "" || /\b(?:overdue|top \d|per|each|every|which|who|\d)\b/.test(match)) return false;
    // "filter and sort by price" says what a call may ask for.
    if (asked !== undefined && /\b(?:filter|search|can|could|able|want|let|allow|users?|option)\w*[^.;\n]*$/.test(before)) return false;
    wishes.push({ label: COUNTS[label || (what ?? "")] ?? (label || (what === undefined || /^(?:entries|items|records|things|results|rows|posts|messages)$/.test(what) ? "" : what)), how: how ?? from ?? way ?? "", noun: noun ?? null, before, text: match.replace(/^[ ,;(-]*(?:and )?|[ )]+$/g, "") });
    return undefined;
  });
  return { rest: rest.replace(/ +(?=\n|$)/g, ""), wishes };
}

export function applySorting(resources: readonly Resource[], wishes: readonly SortingWish[], assumptions: string[]): void {
  for (const wish of wishes) {
    const named = [wish.noun, wish.label].flatMap((noun) => (noun ? [resourceNamed(resources, noun)] : [])).find((one) => one !== undefined);
    const resource = named ?? nearestResource(resources, wish.before) ?? resources.at(-1);
    if (!resource) continue;
    const field = fieldOf(resource, named && resourceNamed(resources, wish.label) === named && !fieldNamed(named.fields, wish.label) ? { ...wish, label: "" } : wish);
    const order = directionOf(wish.how, field);
    if (resource.sorted && (resource.sorted.field !== (field?.name ?? "createdAt") || resource.sorted.order !== order)) throw new NotUnderstood(`The ${resource.plural} can be listed in one order: "${wish.text}" is a second.`, wish.text);
    resource.sorted = { field: field?.name ?? "createdAt", order };
    assumptions.push(`"${wish.text}" is the order of GET ${resource.path}; with ?sort= and ?order= a call gets another`);
  }
}

const COUNTS: Record<string, string> = { liked: "likes", upvoted: "votes", upvotes: "votes", viewed: "views", played: "plays", downloaded: "downloads", starred: "stars" };

/** What the list is sorted by; null: by when each was added. Throws where that isn't beyond doubt. */
function fieldOf(resource: Resource, { label, how, text }: SortingWish): Field | null {
  const { fields, plural: many } = resource;
  const sortable = fields.filter((field) => isSortable(field));
  if (label !== "" && /^(?:created(?: at| on| date)?|creation(?: date| time)?|date (?:added|created)|added|time added|when (?:added|created))$/.test(label)) return null;
  if (label !== "") {
    const dates = sortable.filter(isTime);
    const field = fieldNamed(fields, bare(label)) ?? fieldAlike(fields, label) ?? (/^(?:date|day|time)$/.test(label) && dates.length === 1 ? dates[0] : undefined);
    if (/^(?:date|time)$/.test(label) && !field && dates.length === 0) return null;
    if (!field || !sortable.includes(field)) throw new NotUnderstood(field ? `Lists can't be sorted by the ${field.label} of ${many}.` : `There is no field called "${label}" of the ${many} to sort by.`, text);
    if (field.kind === "choice") throw new NotUnderstood(`It isn't clear in which order the values of the ${field.label} come: lists are sorted by letters, numbers and dates.`, text);
    return field;
  }
  if (new RegExp(`^(?:${NEW}|${OLD})$|chronological`).test(how)) return dateOf(resource, how, text);
  if (/alphabet|^a/.test(how)) return only(sortable.filter(({ name }) => /^(?:name|title|fullName|lastName|surname|label|word|term)$/.test(name)), many, text);
  const numbers = sortable.filter(({ kind, label: said }) => NUMERIC.has(kind) && !/\byear\b/.test(said));
  const fitting = /cheap|expensive/.test(how) ? numbers.filter(({ kind }) => kind === "money") : numbers;
  return only(fitting, many, text);
}

function dateOf({ fields, plural: many }: Resource, how: string, text: string): Field | null {
  const dates = fields.filter(isTime);
  const isPast = new RegExp(`^(?:${NEW}|oldest)$|chronological`).test(how);
  const fitting = isPast ? dates.filter(({ label }) => !/\b(?:due|deadline|expir\w*|until|till|end|ends|birth|birthday|born|next|return|returned)\b/.test(label)) : dates;
  if (isPast && fitting.length === 0 && !fields.some(({ kind, label }) => kind === "integer" && /\byear\b/.test(label))) return null;
  const begins = fitting.filter(({ label }) => /^(?:start|begin|from|due)\b|^(?:date|day|when|time)$/.test(label));
  return only(fitting.length > 1 && begins.length === 1 ? begins : fitting, many, text);
}

function only(fields: readonly Field[], many: string, text: string): Field {
  const [field] = fields;
  if (field && fields.length === 1) return field;
  throw new NotUnderstood(`It isn't clear what the ${many} are sorted by. Name it, for example "sorted by ${field?.label ?? "date"}, highest first".`, text);
}

function directionOf(how: string, field: Field | null): "asc" | "desc" {
  if (new RegExp(`^(?:${NEW}|${MORE})$|^desc|reverse|descending`).test(how)) return "desc";
  if (how !== "") return "asc";
  // A ranking begins with the best.
  return field && NUMERIC.has(field.kind) && /\b(?:score|points?|rating|votes?|likes?|views|stars?|popularity|elo)$/.test(field.label) ? "desc" : "asc";
}
