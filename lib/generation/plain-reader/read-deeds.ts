import { pluralOf } from "../outline/outline-issues.ts";
import { isPlural } from "../resource-builder/words.ts";
import { addFields } from "./add-fields.ts";
import { ANYBODY, type DeedClause, deedClauses, withoutWish } from "./deed-clause.ts";
import { type Deed, readTail } from "./deed-tail.ts";
import { deedOf, gerund } from "../field-words/deeds.ts";
import { type Draft, type DraftThing, lengthOpen, nameKept, nounOf, say, thingCalled } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { rowNoun } from "./row-noun.ts";
import { keptIn, nounIn } from "./what-in.ts";

const NOUN = "[a-z][a-z-]*(?: [a-z-]+)?";
const THE = "(?:(?:an?|the|one|one or more|several|many|some|different|our|these|those|any|his|her|their) )?";
const WHO = `(?:(?:the|our|all) )?(?<each>(?:each|every|any|an?) )?(?<who>${NOUN}?)`;
const MAY = "(?:can |may |could |will |are able to |should be able to |are allowed to )?(?:also )?";
const RECORDED = "(?:i|we) (?:(?:also )?(?:want to|need to|would like to|'d like to|have to|must) )?(?:know|log|record|note|note down|write down|store|save|keep|register|track|write)(?: down)?:? ";
/** What people leave behind on what is kept. */
const LEFT = "comment|review|rating|answer|reply|message|note|question|report|complaint|suggestion|bid|offer";
/** What they make with it. */
const AGREED = "booking|reservation|appointment|order|vote|donation|request|application|visit";
const LEAVES = new RegExp(`^${WHO} ${MAY}(?:leave|write|post|add|make|submit|give|send|put|place|cast|file|do|schedule|arrange|request)s? ${THE}(?<made>${LEFT}|${AGREED})s? (?:on|to|for|about|of|under|with|at|in) (?<rest>.+)$`, "i");
const CHOOSES = new RegExp(`^${WHO} ${MAY}votes? (?:with )?(?<values>[a-z]+(?:, [a-z]+)*,? or [a-z]+)(?<rest> .+)?$`, "i");
const TIMES = new RegExp(`^(?:when|whenever|every time|each time|if) (?:an? |the )?(?<who>${NOUN}) (?<verb>[a-z]+(?: for| in| up for)?) (?:(?<it>it|them|one|one of them)|(?:an?|the|one of the) (?<what>${NOUN})),? ${RECORDED}(?<list>.+)$`, "i");
const DOES = new RegExp(`^${WHO} ${MAY}(?<verb>[a-z]{3,}) (?<rest>.+)$`, "i");
/** "classes and students who book them" */
const RELATIVE = new RegExp(`^(?:(?<lead>[a-z' -]*?)(?:\\b(?:with|has|have|are|keeps?|manages?|stores?|tracks?) ))?(?:our |the |my )?(?<one>${NOUN}?),? (?:and|plus) (?:our |the |my )?(?<who>${NOUN}?),? (?:who|that|which) (?<deed>.+? )(?:them|it|these|those)(?=$|,| )(?<tail>.*)$`, "i");

/** "book a room from a start time to an end time with their email": the two times are what each has. */
const FROM_TO = / from (?:an? )?(start(?:ing)? [a-z]+|start) (?:to|until|till) (?:an? )?(end(?:ing)? [a-z]+|end)(?:,? (?:with|and|giving) (?:their |an? |the )?(.+))?$/i;

/** "Members borrow books", "Authors write books", "Every time I water one I log the date": what is done is kept as a thing of its own, what is made points to who makes it. */
export function readDeeds(sentence: string, draft: Draft): boolean {
  const said = withoutWish(sentence.replace(FROM_TO, (_all, from: string, to: string, list = "") => ` with ${from} and ${to}${list === "" ? "" : ` and ${list}`}`));
  const times = TIMES.exec(said)?.groups;
  if (times) return eachTime(times, draft);
  const ways: ((copy: Draft) => boolean)[] = [
    (copy) => relative(said, sentence, copy), (copy) => chooses(said, sentence, copy), (copy) => leaves(said, sentence, copy),
    ...deedClauses(said).map((clause) => (copy: Draft) => (clause.noun === null ? made(clause, copy) : done({ ...clause, noun: clause.noun }, sentence, copy))),
    (copy) => doesKept(said, sentence, copy),
  ];
  return ways.some((way) => { const copy = structuredClone(draft); const isRead = way(copy); if (isRead) Object.assign(draft, copy); return isRead; });
}

type TakenClause = Pick<DeedClause, "who" | "isOne" | "rest"> & { noun: string; choices?: string[] };

/** A booking by booking: of one of those that are booked, by one of those who do. */
function done({ who, isOne, noun, rest, choices }: TakenClause, sentence: string, draft: Draft): boolean {
  const object = objectOf(rest, draft);
  if (!object) return false;
  const isDescribed = draft.things.some(({ singular: one, fields }) => one === noun && fields.length > 0);
  const whose = doersOf(who, isOne, NAMED.test(object.rest), draft);
  if (!whose) return false;
  const target = object.of ?? openThing(object.noun, draft).singular;
  const thing = openThing({ singular: noun, also: [], around: [] }, draft);
  const deed: Deed = { place: draft.last, target, people: whose.of, isCaller: whose.isCaller };
  if (!point(deed.place, target, draft) || (whose.of !== null && !point(deed.place, whose.of, draft))) return false;
  say(draft, `"${sentence}" is kept as ${pluralOf(thing)}: each is of one ${target}${whose.of === null ? "" : ` and one ${whose.of}`}`);
  if (choices && thing.fields.some(({ name }) => name === noun)) return false;
  if (choices) thing.fields.push({ name: noun, kind: "choice", isRequired: true, isUnique: false, choices });
  const valued = /^(?:rating|score)$/.test(noun) && !thing.fields.some(({ kind, name }) => name === noun || kind === "integer" || kind === "choice");
  if (valued) thing.fields.push({ name: noun, kind: "integer", isRequired: true, isUnique: false, min: 0, isGuess: true });
  const isEmpty = !isDescribed && object.rest.trim() === "";
  if (noun === "review" && isEmpty) return false;
  if (noun === "comment" && isEmpty) withText(thing, draft);
  readTail(object.rest, deed, draft);
  // The tail is read on a copy that takes the draft's place.
  const { fields } = draft.things[deed.place] ?? thing;
  if (valued && fields.some(({ name, isGuess }) => name === noun && isGuess)) draft.open.push({ text: sentence, why: `From what to what the ${noun} goes isn't said: the outline has a whole number of at least 0.` });
  for (const field of fields) if (/^(?:loan|rental)$/.test(noun) && /^(?:return date|date returned|returned)$/.test(field.name) && field.isRequired) { field.isRequired = false; say(draft, `${pluralOf(thing)}: ${field.name} may be left out, until it is back`); }
  if (whose.of !== null) draft.doers.push(whose.of);
  if (whose.of === null && whose.isAnybody) draft.doneBy.push(thing.singular);
  draft.last = deed.place;
  return true;
}

/** What they give says who they are. */
const NAMED = /\b(?:names?|e-?mail|phone|telephone)\b/i;
/** "a slot with one of our coaches": what is booked is the coach. */
const SLOT = /^(?:[a-z]+ )?(?:slot|place|spot|seat|time|appointment|session)$/;

interface ObjectOf { of: string | null; noun: { singular: string; also: string[]; around: string[] }; rest: string; field?: string }

function objectOf(said: string, draft: Draft, isTaken = true): ObjectOf | null {
  const it = /^(?:it|them|one|one of them|these|those)(?=$|,| )/i.exec(said)?.[0];
  const last = draft.things[draft.last];
  if (it !== undefined) return last ? { of: last.singular, noun: { ...last }, rest: said.slice(it.length) } : null;
  const kept = keptIn(said, draft);
  if (kept) return { of: kept.of, noun: { singular: kept.of, also: [], around: [] }, rest: kept.rest };
  const found = nounIn(said);
  if (!found) return null;
  if (!isTaken || !SLOT.test(found.noun.singular)) return { of: null, noun: found.noun, rest: found.rest };
  const [lead = ""] = /^ (?:with|for|in|on|at|of) /i.exec(found.rest) ?? [];
  const beside = lead === "" ? null : keptIn(found.rest.slice(lead.length), draft);
  return beside ? { of: beside.of, noun: found.noun, rest: beside.rest } : null;
}

interface Doers { of: string | null; isCaller: boolean; isAnybody: boolean }

/** Who does it: those that are kept, who calls, or people with a name. Null where it is nobody that could. */
function doersOf(who: string, isOne: boolean, isTold: boolean, draft: Draft): Doers | null {
  const kept = nameKept(draft, who);
  if (kept !== undefined) return { of: kept, isCaller: false, isAnybody: false };
  const isCaller = /^users?$/i.test(who) || draft.callers.includes(nounOf(who));
  if (isCaller || ANYBODY.test(who)) return { of: null, isCaller, isAnybody: !isTold && !/^(?:we|i)$/i.test(who) };
  if (isTold) return { of: null, isCaller: false, isAnybody: false };
  const noun = rowNoun(who);
  if (!noun || !(isOne || isPlural(who.split(" ").at(-1)?.toLowerCase() ?? ""))) return null;
  return { of: openThing(noun, draft).singular, isCaller: false, isAnybody: false };
}

/** "in a flat with a description and an urgency" */
const LISTED = /^((?: (?:in|on|at|for|of|about) (?:an?|one|the|their|our) [a-z]+(?: [a-z]+)?)?)(?:,? (?:each )?with(?: an?| the| their)? |: ?)(.+)$/i;

const HANDED = /^(?:upload|submit|post|enter|share|report|record|log)s?$/;
/** "upload the link of a photo with a caption": a photo with both. */
function factOf(rest: string): ObjectOf | null {
  const [, field = "", what = ""] = /^(?:the |an? |their )?([a-z]+(?: [a-z]+)?) (?:of|to) ((?:an?|one|their|the) .+)$/i.exec(rest) ?? [];
  const found = what === "" ? null : nounIn(what);
  return found && { of: null, noun: found.noun, rest: found.rest, field: `${field}, ` };
}

/** Who keeps something has it; who it is isn't kept with it. */
const KEEPS = /^(?:keep|manage|own|run|track|note|store|list|give|make|add|start)s?$/;

/** "Owners propose motions with a title": what is made has one who made it. */
function made({ who, isOne, verb, rest }: DeedClause, draft: Draft): boolean {
  const found = (HANDED.test(verb) ? factOf(rest) : null) ?? objectOf(rest, draft, false);
  if (!found || (found.of === null && KEEPS.test(verb)) || /^(?:i|we|you|they|someone|somebody|persons?)$/i.test(who) || (found.of === null && !LISTED.test(found.rest))) return false;
  const maker = doersOf(who, isOne, false, draft);
  if (!maker || maker.of === found.of) return false;
  const thing = openThing(found.of === null ? found.noun : { singular: found.of, also: [], around: [] }, draft);
  const place = draft.last;
  const before = lengthOpen(draft);
  const [, where = "", list] = LISTED.exec(found.rest) ?? [];
  const object = where === "" ? null : keptIn(where.replace(/^ (?:in|on|at|for|of|about) /i, ""), draft);
  // Products that are put into a cart aren't the cart's alone.
  if (where !== "" && (!object || object.rest !== "" || found.of !== null || !point(place, object.of, draft))) return false;
  if (found.rest !== "" && (list === undefined || !addFields(`${found.field ?? ""}${list}`, thing, draft) || (found.of !== null && lengthOpen(draft) > before))) return false;
  if (/ (?:of|to) one /i.test(rest) && found.field !== undefined) draft.open.push({ text: rest.replace(/^.*? (?=one )/i, "").replace(/^(one [a-z]+).*$/i, "$1"), why: `Whether each may have only one isn't clear. It reads like this: "At most 1 ${thing.singular} per ${nounOf(who)}".` });
  // "Employees log hours: employee, date": who it is is among them.
  if (thing.fields.some(({ name }) => name === nounOf(who))) return true;
  if (maker.of === null) { draft.doneBy.push(thing.singular); return true; }
  if (!point(place, maker.of, draft)) return false;
  say(draft, `each of the ${pluralOf(thing)} has one ${maker.of}`);
  draft.last = place;
  return true;
}

/** "Readers leave comments on posts", "patients make appointments with a doctor": of a post, and of the readers where they are kept. */
function leaves(said: string, sentence: string, draft: Draft): boolean {
  const { each, who = "", made: noun = "", rest = "" } = LEAVES.exec(said)?.groups ?? {};
  const object = noun === "" ? null : objectOf(rest, draft);
  if (!object || (object.of === null && !/^(?:an?|one) /i.test(rest)) || NOBODY.test(who)) return false;
  const isLeft = new RegExp(`^(?:${LEFT})$`, "i").test(noun);
  if (!isLeft || nameKept(draft, who) !== undefined || !(ANYBODY.test(who) || GUESTS.test(who))) return done({ who, isOne: each !== undefined, noun: noun.toLowerCase(), rest }, sentence, draft);
  const isKept = nameKept(draft, noun) !== undefined;
  const target = object.of ?? openThing(object.noun, draft).singular;
  const thing = openThing({ singular: noun.toLowerCase(), also: [], around: [] }, draft);
  const place = draft.last;
  if (!ANYBODY.test(who)) say(draft, `which of the ${who.toLowerCase()} made one of the ${pluralOf(thing)} isn't kept`);
  if (noun.toLowerCase() === target || !point(place, target, draft)) return false;
  if (object.rest.trim() === "" && !isKept) withText(thing, draft);
  readTail(object.rest, { place, target, people: null, isCaller: false }, draft);
  draft.last = place;
  return true;
}

const GUESTS = /^(?:readers|customers|guests|viewers|clients)$/i;
const NOBODY = /\b(?:not|never|no|only|if|when|unless|nobody|until)\b/i;

function withText(thing: DraftThing, draft: Draft): void {
  thing.fields.push({ name: "text", kind: "longText", isRequired: true, isUnique: false });
  say(draft, `${pluralOf(thing)} have a text, since nothing else is said of them`);
}

/** "Each owner can vote yes, no or abstain once per motion": what is chosen, of what it is about. */
function chooses(said: string, sentence: string, draft: Draft): boolean {
  const { each, who = "", values = "", rest = "" } = CHOOSES.exec(said)?.groups ?? {};
  const about = /^(?<once> (?:only )?once)? (?:(?:per|on|for|about|in) )?(?<rest>(?:each |every |an? |the |one )?[a-z].*)$/i.exec(rest)?.groups;
  const object = about === undefined ? null : objectOf(about["rest"] ?? "", draft);
  if (!object || object.of === null) return false;
  return done({ who, isOne: each !== undefined, noun: "vote", rest: `the ${object.of}${about?.["once"] ?? ""}${object.rest}`, choices: values.split(/,? or |, /) }, sentence, draft);
}

/** "classes and students who book them" */
function relative(said: string, sentence: string, draft: Draft): boolean {
  const { one = "", who = "", deed = "", tail = "" } = RELATIVE.exec(said)?.groups ?? {};
  const [noun, people] = [one === "" ? null : rowNoun(one), who === "" ? null : rowNoun(who)];
  if (!noun || !people || !isPlural(one.split(" ").at(-1)?.toLowerCase() ?? "") || !isPlural(who.split(" ").at(-1)?.toLowerCase() ?? "")) return false;
  const target = nameKept(draft, one) ?? openThing(noun, draft).singular;
  const [clause] = deedClauses(`${who} ${deed}the ${target}${tail}`);
  return clause !== undefined && clause.noun !== null && done({ ...clause, noun: clause.noun }, sentence, draft);
}

/** "Cleaners clean rooms", where cleanings are kept. */
function doesKept(said: string, sentence: string, draft: Draft): boolean {
  const { each, who = "", verb = "", rest = "" } = DOES.exec(said)?.groups ?? {};
  const base = verb.toLowerCase().replace(/(?<!s)s$/, "");
  const kept = [gerund(base), base].find((noun) => [...draft.things, ...draft.expected].some(({ singular: one }) => one === noun));
  const object = kept === undefined ? null : objectOf(rest, draft);
  if (kept === undefined || !object || object.of === null || object.of === kept || NOBODY.test(who) || deedOf(base) !== null) return false;
  return done({ who, isOne: each !== undefined, noun: kept, rest }, sentence, draft);
}

/** "When somebody borrows a book we want to know the date": what is known of each time. */
function eachTime({ who = "", verb = "", what, list = "" }: Record<string, string | undefined>, draft: Draft): boolean {
  const about: DraftThing | undefined = what === undefined ? draft.things[draft.last] : thingCalled(draft, what);
  const target = about?.singular ?? (what === undefined ? undefined : nameKept(draft, what));
  const base = verb.toLowerCase().replace(/^(.+?)(?:ies)\b/, "$1y").replace(/^([a-z]+?)(?:s|es)?(?= |$)/, "$1");
  const noun = deedOf(base) ?? (/^[a-z]+$/.test(base) ? gerund(base) : null);
  if (target === undefined || noun === null) return false;
  const people = ANYBODY.test(who) ? undefined : nameKept(draft, who);
  if (people === undefined && !ANYBODY.test(who)) return false;
  const thing = openThing({ singular: noun, also: [], around: [] }, draft);
  const place = draft.last;
  const before = lengthOpen(draft);
  if (!point(place, target, draft) || (people !== undefined && !point(place, people, draft)) || !addFields(list, thing, draft) || lengthOpen(draft) > before) return false;
  draft.last = place;
  say(draft, `each time is kept as one of the ${pluralOf(thing)}, of one ${nounOf(target)}`);
  return true;
}
