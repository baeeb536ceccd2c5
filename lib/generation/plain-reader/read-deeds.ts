import { deedOf } from "../outline/harvest-relation.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { isPlural } from "../resource-builder/words.ts";
import { addFields } from "./add-fields.ts";
import { type Draft, type DraftThing, lengthOpen, nameKept, nounOf, say, thingCalled } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { rowNoun } from "./row-noun.ts";

/** What is done again and again: each time is kept. */
const DEED = "(?:borrow|rent|hire|book|reserve|sign up for|sign up to|register for|register to|order|buy|enrol in|enroll in|enrol for|enrol on|apply for|apply to|attend|rsvp to|subscribe to|join)";
const DONE = "(?:borrowed|rented|hired|booked|reserved|ordered|bought|enrolled in|enroled in|signed up for|registered for|attended)";
/** What one makes is that one's. */
const MAKE = "(?:write|publish|make|paint|teach|run|own|manage|organi[sz]e|host|supply|produce|direct|give|deliver|build|design|record|compose|create|submit|post|upload|breed|keep|raise|coach|lead)";
const ANYBODY = /^(?:people|persons?|users?|anyone|anybody|everyone|everybody|somebody|someone|we|i|they|you|visitors?)$/i;
const NOUN = "[a-z][a-z-]*(?: [a-z-]+)?";
const MAY = "(?:can |may |could |will |are able to |should be able to |are allowed to )?(?:also )?";
const THE = "(?:(?:an?|the|one|one or more|several|many|some|different|our|these|those|any) )?";
const RECORDED = "(?:i|we) (?:(?:also )?(?:want to|need to|would like to|'d like to|have to|must) )?(?:know|log|record|note|note down|write down|store|save|keep|register|track|write)(?: down)?:? ";

const FORMS = {
  does: new RegExp(`^(?:the |our |my )?(?<who>${NOUN}) ${MAY}(?<deed>${DEED})s? ${THE}(?<what>${NOUN})(?: (?:with|giving|by giving|leaving)(?: their| an?| the)? (?<list>.+))?$`, "i"),
  done: new RegExp(`^(?:the |our |my |an? |each |every )?(?<what>${NOUN}) (?:can|may|could|will|are|is|should) (?:be )?(?<done>${DONE}) (?:by|from) ${THE}(?<who>${NOUN})(?:,? (?:with|giving)(?: their| an?| the)? (?<list>.+))?$`, "i"),
  into: new RegExp(`^(?:the |our )?(?<who>${NOUN}) (?:are|can be|get) (?<done>enroll?ed in|signed up for|registered for|subscribed to) ${THE}(?<what>${NOUN})$`, "i"),
  makes: new RegExp(`^(?:the |our |each |every |an? )?(?<who>${NOUN}) (?:can |may )?(?<made>${MAKE})(?:e?s)? ${THE}(?<what>${NOUN})$`, "i"),
  leaves: new RegExp(`^(?:the |our )?(?<who>${NOUN}) ${MAY}(?:leave|write|post|add|make|submit|give|send|put) ${THE}(?<made>comment|review|rating|answer|reply|message|note|question|report|complaint|suggestion|bid|offer)s? (?:on|to|for|about|of|under) ${THE}(?<what>${NOUN})(?: (?:with|giving)(?: an?| the| their)? (?<list>.+))?$`, "i"),
  times: new RegExp(`^(?:when|whenever|every time|each time|if) (?:an? |the )?(?<who>${NOUN}) (?<verb>[a-z]+(?: for| in| up for)?) (?:(?<it>it|them|one|one of them)|(?:an?|the|one of the) (?<what>${NOUN})),? ${RECORDED}(?<list>.+)$`, "i"),
};

/** "book a room from a start time to an end time with their email": the two times are what each has. */
const FROM_TO = / from (?:an? )?(start(?:ing)? [a-z]+|start) (?:to|until|till) (?:an? )?(end(?:ing)? [a-z]+|end)(?:,? (?:with|and|giving) (?:their |an? |the )?(.+))?$/i;

/** "Members borrow books", "Authors write books", "Every time I water one I log the date": what is done is kept as a thing of its own, what is made points to who makes it. */
export function readDeeds(sentence: string, draft: Draft): boolean {
  const fromTo = sentence.replace(FROM_TO, (_all, from: string, to: string, list = "") => ` with ${from} and ${to}${list === "" ? "" : ` and ${list}`}`);
  if (fromTo !== sentence) return readDeeds(fromTo, draft);
  const left = FORMS.leaves.exec(sentence)?.groups;
  if (left) return leaves(left, draft);
  const [does, makes, times] = [FORMS.does.exec(sentence) ?? FORMS.done.exec(sentence) ?? FORMS.into.exec(sentence), FORMS.makes.exec(sentence), FORMS.times.exec(sentence)].map((found) => found?.groups);
  if (times) return eachTime(times, draft);
  if (does) return done(does, sentence, draft);
  return makes ? made(makes, draft) : false;
}

const VERBS: Record<string, string> = { borrowed: "borrow", rented: "rent", hired: "hire", booked: "book", reserved: "reserve", ordered: "order", bought: "buy", attended: "attend" };

/** A loan by borrowing: of one of those that are borrowed, by one of those who do. */
function done({ who = "", what = "", deed = "", done: past = "", list }: Record<string, string | undefined>, sentence: string, draft: Draft): boolean {
  const verb = deed || (VERBS[past] ?? past.replace(/^enroll?ed/, "enroll").replace(/^signed/, "sign").replace(/^registered/, "register").replace(/^subscribed/, "subscribe"));
  const [noun, target] = [deedOf(verb.replace(/ to$/, " for").replace(/^register.*/, "register").replace(/^enrol(?!l)/, "enroll").replace(/^enroll for/, "enroll in")), nameKept(draft, what)];
  if (noun === null || target === undefined || /\b(?:not|never|only|no)\b/i.test(who)) return false;
  const isAnybody = ANYBODY.test(who);
  const people = isAnybody ? null : peopleOf(who, list !== undefined, draft);
  if (people === null && !isAnybody && list === undefined) return false;
  if (isAnybody && list === undefined && nameKept(draft, noun) === undefined) return false;
  const thing = openThing({ singular: noun, also: [], around: [] }, draft);
  const place = draft.last;
  if (!point(place, target, draft) || (people !== null && !point(place, people, draft))) return false;
  if (list === undefined) say(draft, `"${sentence}" is kept as ${pluralOf(thing)}: each is of one ${target}${people === null ? "" : ` and one ${people}`}`);
  const before = lengthOpen(draft);
  const isRead = list === undefined || (addFields(list, thing, draft) && lengthOpen(draft) === before);
  draft.last = place;
  return isRead;
}

/** Who does it: those that are kept, or people with a name. Null where what they give says who they are. */
function peopleOf(who: string, isTold: boolean, draft: Draft): string | null {
  const kept = nameKept(draft, who);
  if (kept !== undefined) return kept;
  const noun = rowNoun(who);
  if (isTold || !noun || !isPlural(who.split(" ").at(-1)?.toLowerCase() ?? "")) return null;
  const thing = openThing(noun, draft);
  return thing.singular;
}

function made({ who = "", what = "" }: Record<string, string | undefined>, draft: Draft): boolean {
  const target = /^(?:it|them)$/i.test(what) ? draft.things[draft.last]?.singular : nameKept(draft, what);
  const maker = target === undefined || ANYBODY.test(who) ? undefined : peopleOf(who, false, draft) ?? undefined;
  if (maker === undefined || target === undefined || maker === target) return false;
  const thing = openThing({ singular: target, also: [], around: [] }, draft);
  const place = draft.last;
  if (!point(place, maker, draft)) return false;
  say(draft, `each of the ${pluralOf(thing)} has one ${maker}`);
  return true;
}

/** "Readers leave comments on posts": comments of a post, and of the readers where they are kept. */
function leaves({ who = "", made: noun = "", what = "", list }: Record<string, string | undefined>, draft: Draft): boolean {
  const [target, people] = [nameKept(draft, what), nameKept(draft, who)];
  if (target === undefined || (people === undefined && !ANYBODY.test(who) && !/^(?:readers|customers|guests|viewers|clients)$/i.test(who)) || noun === target) return false;
  const isKept = nameKept(draft, noun) !== undefined;
  const thing = openThing({ singular: noun.toLowerCase(), also: [], around: [] }, draft);
  const place = draft.last;
  const before = lengthOpen(draft);
  if (!point(place, target, draft) || (people !== undefined && !point(place, people, draft))) return false;
  if (list !== undefined && (!addFields(list, thing, draft) || lengthOpen(draft) > before)) return false;
  if (list === undefined && !isKept) {
    thing.fields.push({ name: "text", kind: "longText", isRequired: true, isUnique: false });
    say(draft, `${pluralOf(thing)} have a text, since nothing else is said of them`);
  }
  draft.last = place;
  return true;
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

/** "water": a watering. */
const gerund = (verb: string): string => `${/[^aeiou]e$/.test(verb) ? verb.slice(0, -1) : /^[a-z]?[^aeiou]?[aeiou][bdgmnprt]$/.test(verb) ? verb + verb.slice(-1) : verb}ing`;
