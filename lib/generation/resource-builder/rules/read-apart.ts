import { takeClauses } from "../clause-words.ts";
import { NotUnderstood } from "../not-understood.ts";
import type { ApartRule, Field, Resource } from "../resource-plan.ts";
import { type ApplyRule, BEGIN, CANNOT, named, NOUN, ONE, spokenField, STOP, theOne, tidy } from "./rule-words.ts";

const AT_ONCE = "(?: (?:at|for|in|during) (?:the same|one|overlapping) (?:times?|periods?|slots?|moments?|dates?|days?|hours?)| at once| simultaneously| in parallel)";
const PATTERNS = [
  new RegExp(`${BEGIN}(?:no )?${ONE}(?<per>${NOUN}) (?:${CANNOT}|can|may|must) (?:ever )?be (?:double[- ]?booked|(?:booked|reserved|rented|taken|used|lent|borrowed) (?:twice|two times|more than once|again|by two [a-z]+)${AT_ONCE}?)${AT_ONCE}?${STOP}`, "g"),
  new RegExp(`${BEGIN}${ONE}(?<per>${NOUN}) ${CANNOT} have (?:two|2|several|more than one|multiple|any) (?<thing>${NOUN}?)(?: that are)?(?:${AT_ONCE}| that overlap| overlapping|,? overlapping)(?: [a-z]+)?${STOP}`, "g"),
  new RegExp(`${BEGIN}${ONE}(?<per>${NOUN}) ${CANNOT} have overlapping (?<thing>${NOUN})${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:no )?(?:two |2 )?(?<thing>${NOUN}) (?:of|for|with|in|by|at) (?<article>the same|one|an?|each|any|every|the) (?<per>${NOUN}) (?:${CANNOT}|do not|don't|never|may|can|must) (?:ever )?overlap${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:there (?:are|must be|should be|can be) )?no (?:overlapping|double|overlaps? (?:of|between)) (?<thing>${NOUN}) (?:of|for|per|in|with|at|by) ${ONE}(?<per>${NOUN})${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:two |2 )?(?<thing>${NOUN}) (?:${CANNOT}|do not|don't|never|should never) (?:ever )?overlap(?: (?:each other|one another|in time))?(?: (?:for|in|per|of) ${ONE}(?<per>${NOUN}))?${STOP}`, "g"),
  new RegExp(`${BEGIN}(?:there (?:are|must be|should be|can be) )?(?:no|prevent|avoid|without|refuse|reject) (?:overlapping |double[- ]?)(?<thing>bookings?|reservations?|appointments?|rentals?|lessons?|sessions?|stays?|shifts?|meetings?|loans?|events?|slots?)${STOP}`, "g"),
];

/** Takes out "a room can't be booked twice at the same time", "appointments of one dentist must not overlap", "no double bookings". */
export function readApart(text: string): { rest: string; rules: ApplyRule[] } {
  const rules: ApplyRule[] = [];
  const rest = takeClauses(text, PATTERNS, ({ per, thing }, match, before) => {
    // "rooms can be booked twice" forbids nothing.
    if (before.trim() === "" || !/n't|not|no |never|no longer|prevent|avoid|without|refuse|reject/.test(match)) return false;
    rules.push((resources, assumptions) => apply(resources, assumptions, per ?? null, thing ?? null, tidy(match)));
    return undefined;
  });
  return { rest, rules };
}

function apply(resources: Resource[], assumptions: string[], per: string | null, thing: string | null, text: string): void {
  const own = named(resources, thing ?? undefined);
  for (const resource of own ? [own] : resources) settleDays(resource, assumptions);
  const timed = (own ? [own] : resources).filter((resource) => timesOf(resource) !== null && (per === null || own !== undefined || spokenField(resource, per) !== undefined || named(resources, per) === resource));
  const resource = theOne(timed, text, "needs a start and an end that are both times or both dates. Add them to the fields.");
  const times = timesOf(resource);
  const sharing = sharedField(resources, resource, per, text);
  if (!times || resource.apart) throw new NotUnderstood(`It isn't clear which times of the ${resource.plural} "${text}" speaks of.`, text);
  const day = times.start.kind === "time" ? dayOf(resource, text) : null;
  const shared = [...(sharing ? [sharing] : []), ...(day ? [day] : [])];
  for (const field of [...shared, times.start, times.end]) field.isRequired = true;
  for (const field of shared) if (field.kind === "text") field.maxLength = Math.min(field.maxLength ?? LONGEST, LONGEST);
  times.end.above = { field: times.start.name, isStrict: true };
  resource.apart = { start: times.start.name, end: times.end.name, per: shared.map(({ name }) => name), unless: cancelledOf(resource, text) };
  assumptions.push(`"${text}": a second one is answered with 409; one may begin when another ends${resource.apart.unless ? `, and what is ${resource.fields.find(({ name }) => name === resource.apart?.unless?.field)?.kind === "boolean" ? resource.apart.unless.field : String(resource.apart.unless.value)} takes no time` : ""}`);
}

/** What the times are of is the id of a document, of at most 200 characters. */
const LONGEST = 80;

/** The one pair of times that begin and end it. */
function timesOf({ fields }: Resource): { start: Field; end: Field } | null {
  for (const [begins, ends] of PAIRS) {
    const starts = fields.filter(({ kind, label, isReadOnly }) => TIMES.has(kind) && !isReadOnly && begins.test(label));
    const stops = fields.filter(({ kind, label, isReadOnly }) => TIMES.has(kind) && !isReadOnly && ends.test(label));
    const [start, end] = [starts[0], stops[0]];
    if (start && end && start !== end && starts.length === 1 && stops.length === 1 && start.kind === end.kind) return { start, end };
  }
  return null;
}

/** Who arrives and departs without a time of day does so on a day. */
function settleDays({ plural: many, fields }: Resource, assumptions: string[]): void {
  const days = fields.filter(({ kind, label }) => kind === "text" && /^(?:arrival|departure|check ?in|check ?out)$/.test(label));
  if (days.length !== 2) return;
  for (const field of days) {
    field.kind = "date";
    const said = assumptions.indexOf(`${many}: ${field.label} is text`);
    assumptions.splice(said < 0 ? assumptions.length : said, said < 0 ? 0 : 1, `${many}: ${field.label} is a date`);
  }
}

const TIMES = new Set<Field["kind"]>(["date", "dateTime", "time"]);
const PAIRS: [RegExp, RegExp][] = [
  [/\b(?:start|starts|begin|begins|from)\b/, /\b(?:end|ends|until|till|to)\b/], [/\b(?:arrival|arrives?|check in)\b/, /\b(?:departure|departs?|leaves?|check out)\b/], [/\b(?:pickup|pick up|borrowed|rented|lent|out)\b/, /\b(?:return|returned|back|due)\b/],
];

/** The field whose value they share; null when all of them are of one thing. */
function sharedField(resources: readonly Resource[], resource: Resource, per: string | null, text: string): Field | null {
  const said = per === null ? undefined : spokenField(resource, per);
  if (said && said.kind !== "list" && said.kind !== "longText" && !said.isReadOnly) return said;
  const places = resource.fields.filter(({ kind, label, target }) => (kind === "reference" && !PERSON.test(target ?? "")) || PLACE.test(label));
  const [place] = places;
  if (per !== null && named(resources, per) !== resource && !/^(?:slots?|times?|dates?)$/.test(per)) {
    // The sauna of a house is the one thing that is booked.
    if (places.length === 0 && !resource.fields.some(({ kind }) => kind === "reference")) return null;
    throw new NotUnderstood(`"${text}" needs ${resource.plural} that say which ${per} they are of. Add "${per}" to their fields.`, text);
  }
  if (places.length > 1) throw new NotUnderstood(`It isn't clear what the ${resource.plural} of "${text}" must share. Say it, for example "${resource.plural} of one ${place?.label ?? "room"} must not overlap".`, text);
  return place ?? null;
}

const PERSON = /\b(?:member|customer|user|guest|client|student|patient|person|employee|tenant|visitor|player)$/;
const PLACE = /\b(?:room|court|table|desk|car|bike|boat|vehicle|doctor|dentist|therapist|trainer|stylist|barber|teacher|tutor|hall|field|lane|machine|instrument|equipment|resource|cabin|apartment|studio|lab|seat|spot)$|\b(?:room|court|table|desk|lane|machine|seat|spot|field) (?:number|no|name|id)$/;

function dayOf({ fields, plural: many }: Resource, text: string): Field {
  const days = fields.filter(({ kind, label }) => kind === "date" || /^(?:weekday|day)$/.test(label));
  const [day] = days;
  if (!day || days.length > 1) throw new NotUnderstood(`"${text}" needs one date of the ${many}, beside their times.`, text);
  return day;
}

/** A cancelled one takes no time. */
function cancelledOf({ fields, transitions }: Resource, text: string): ApartRule["unless"] {
  for (const field of fields) {
    const value = field.options?.find((option) => /^(?:cancell?ed|declined|rejected)$/.test(option));
    if (field.kind === "boolean" && /^(?:is )?cancell?ed$/.test(field.label)) return { field: field.name, value: true };
    if (field.kind !== "choice" || value === undefined) continue;
    if (transitions.some((move) => move.field === field.name && move.from.includes(value))) throw new NotUnderstood(`"${text}" can't be held when what is ${value} comes back: its time may be taken by then.`, text);
    return { field: field.name, value };
  }
  return null;
}
