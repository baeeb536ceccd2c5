import { canBeUnique, pluralOf } from "../outline/outline-issues.ts";
import { type FieldOfThing, type Way, MUST } from "./constraint-way.ts";
import { type Draft, type DraftThing, namesOf, say, thingCalled } from "./draft.ts";
import { fieldsCalled } from "./fields-called.ts";
import { openThing } from "./open-thing.ts";
import { readItem } from "./read-item.ts";

const NOT = "(?:can't|cannot|can not|must not|mustn't|may not|should not|shouldn't|must never|can never|may never|should never)";
const MAKE = "(?:add|have|save|create|enter|register|store|make|get|put in|keep|record)";
const SAME = "(?:(?:with|of|that have|which have|having|have|share|sharing|has|to have)(?: exactly)?(?: the| one)? same|shar(?:e|es|ing)(?: an?| one| the| their)|on the same(?= (?:date|day)$)) (?<names>[a-z][a-z ,]*)";
const TWO = "(?:two|2|several|another|a second|more than one)(?: different)?(?: (?<thing>[a-z]+(?: [a-z]+)??))?";
/** "Only one entry per day", of what is kept once for each. */
const ONE_A_DAY = /^(?:(?:there (?:is|can be|may be|must be)|allow|accept|keep|we (?:make|keep|have)|i (?:make|keep|have)) )?(?:only |just |at most |no more than |never more than |not more than )(?:one|1|a single) (?<thing>[a-z]+(?: [a-z]+)??)(?: is allowed| may be made| allowed)? (?:per|an?|each|every|for each|for every|for one|on one|for the same|on the same) (?<names>day|date)$/i;
const FORMS = [
  new RegExp(`^(?:never|no|avoid|refuse|there (?:${NOT} be|should be no|must be no|may be no|are no|are never|is never)|(?:i|we) (?:don't|do not|never) want(?: to have)?|don't (?:allow|accept|let there be)|(?:nobody|no ?one)(?: else)? (?:can|may|should|must) (?:be able to )?${MAKE}|(?:i|we|you|people|they) ${NOT} ${MAKE}|never ${MAKE}|${NOT} (?:have|be|exist)) ${TWO}(?: (?:can|may|must|should|will))?(?: ever)? ${SAME}$`, "i"),
  new RegExp(`^two (?<thing>[a-z]+(?: [a-z]+)??) ${NOT}(?: ever)? ${SAME}$`, "i"),
  new RegExp(`^(?:each|every|all) (?<thing>[a-z]+(?: [a-z]+)??) (?:must have|has to have|have to have|needs|has|have|gets) (?:(?:an? |its |their )?(?:unique|different)|its own|their own) (?<names>[a-z][a-z ]*)$`, "i"),
  /^no (?<names>[a-z]+(?: [a-z]+)?) (?:twice|two times|more than once)$/i,
  // "Nobody else can have the same plate"
  /^(?:nobody|no ?one|no other [a-z]+)(?: else)? (?:can|may|must|should) (?:also )?(?:have|use|get|take|share) the same (?<names>[a-z][a-z ]*)$/i,
  // "The same email may sign up only once"
  new RegExp(`^(?:(?:one and )?the )?same (?<names>[a-z]+(?: [a-z]+)??) (?:(?:can|may|must|should|is allowed to) (?:only |just )?(?:be )?[a-z]+(?: (?:up|in|on|it))? (?:only |just |no more than )?once(?: only)?|(?:${NOT} (?:be )?[a-z]+(?: (?:up|in|on|it))?|not|never) (?:twice|again|more than once|two times))$`, "i"),
];

/** "No two members can have the same email", "never two cameras with the same serial". */
export const unique: Way = (clause, draft) => {
  for (const form of FORMS) {
    const { thing: noun, names } = form.exec(clause)?.groups ?? {};
    // "The same name and city" hold together.
    if (names === undefined || / and |,/.test(names)) continue;
    const thing = noun === undefined || /^(?:entries|records|ones|items|of them)$/i.test(noun) ? draft.things[draft.last] : thingCalled(draft, noun);
    const found = thing ? fieldsCalled(names.replace(/ twice$/, ""), draft, thing) : null;
    if (found ? mark(found) : thing && noun !== undefined && addUnique(names, thing, draft)) return true;
  }
  const daily = ONE_A_DAY.exec(clause)?.groups;
  if (daily) return onceADay(daily["thing"] ?? "", draft);
  const bare = /^(?:the |each |every |all )?([a-z ]+?) (?:(?:must|should|can|may|has to|needs to) (?:only )?(?:be |exist |appear |occur )?)?(?:unique|different for (?:everyone|everybody|each of them|all of them)|(?:only )?once(?: only)?)$/i.exec(clause)?.[1];
  const found = bare === undefined || /^(?:.* )?(?:not|never) /i.test(bare) ? null : fieldsCalled(bare, draft);
  return found !== null && mark(found);
};

/** Not where it points to something: "one check-in per day" may be one for each habit. */
function onceADay(noun: string, draft: Draft): boolean {
  const thing = /^(?:entry|record|row|log)$/i.test(noun) ? draft.things[draft.last] : thingCalled(draft, noun);
  const dates = thing?.fields.filter(({ kind }) => kind === "date" || kind === "dateTime") ?? [];
  const [date] = dates;
  if (!thing || date?.kind !== "date" || dates.length > 1 || thing.fields.some(({ kind }) => kind === "reference")) return false;
  date.isUnique = true;
  return true;
}

function mark(found: readonly FieldOfThing[]): boolean {
  if (!found.every(({ field }) => canBeUnique(field))) return false;
  for (const { field } of found) field.isUnique = true;
  return true;
}

/** "No two pets have the same chip number": so they have one. */
function addUnique(name: string, thing: DraftThing, draft: Draft): boolean {
  const item = readItem(name.replace(/ twice$/, ""));
  if (!item || item.isUnsure || thing.fields.length === 0 || !canBeUnique(item.field)) return false;
  thing.fields.push({ ...item.field, isUnique: true });
  say(draft, `${pluralOf(thing)} have a ${item.field.name}, since no two may have the same`);
  return true;
}

/** "Plot number is unique", said before the plots have fields. */
export const firstlyUnique: Way = (clause, draft) => {
  const name = new RegExp(`^(?:the |each |every |all )?([a-z ]+?),? ${MUST} (?:unique|different(?: for (?:each|every|all) [a-z ]+)?)$`, "i").exec(clause)?.[1];
  const item = name === undefined ? null : readItem(name);
  const [topic, ...others] = draft.topics;
  const thing = draft.things[draft.last] ?? (topic !== undefined && others.length === 0 ? openThing({ singular: topic.split("|")[0] ?? "item", also: [], around: [] }, draft) : undefined);
  if (!item || item.isUnsure || !thing || !canBeUnique(item.field)) return false;
  const own = namesOf(thing).find((one) => item.field.name.startsWith(`${one} `));
  thing.fields.push({ ...item.field, name: own === undefined ? item.field.name : item.field.name.slice(own.length + 1), isUnique: true });
  return true;
};
