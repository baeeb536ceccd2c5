import { copyOf } from "../copy-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { isPlural } from "../resource-builder/words.ts";
import { addFields } from "./add-fields.ts";
import { ANYBODY, deedClauses, withoutWish } from "./deed-clause.ts";
import { done, withText } from "./deed-done.ts";
import { made } from "./deed-made.ts";
import { objectOf } from "./deed-parties.ts";
import { readTail, RECORDED } from "./deed-tail.ts";
import { deedOf, gerund, LEFT } from "../field-words/deeds.ts";
import { type Draft, type DraftThing, lengthOpen, nameKept, nounOf, say, thingCalled } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { readTaken } from "./read-taken.ts";
import { rowNoun } from "./row-noun.ts";

const NOUN = "[a-z][a-z-]*(?: [a-z-]+)?";
const THE = "(?:(?:an?|the|one|one or more|several|many|some|different|our|these|those|any|his|her|their) )?";
const WHO = `(?:(?:the|our|all) )?(?<each>(?:each|every|any|an?) )?(?<who>${NOUN}?)`;
const MAY = "(?:can |may |could |will |are able to |should be able to |are allowed to )?(?:also )?";
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
    (copy) => doesKept(said, sentence, copy), (copy) => readTaken(sentence, copy),
  ];
  return ways.some((way) => { const copy = copyOf(draft); const isRead = way(copy); if (isRead) Object.assign(draft, copy); return isRead; });
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
