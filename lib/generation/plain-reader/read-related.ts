import { copyOf } from "../copy-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { addFields } from "./add-fields.ts";
import { PLACE } from "../resource-builder/read-resources.ts";
import { isPlural } from "../resource-builder/words.ts";
import { type Draft, lengthOpen, nameKept, nounOf, say, thingCalled } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { point } from "./point.ts";
import { rowNoun } from "./row-noun.ts";

const NOUN = "((?:[a-z][a-z-]*)(?: [a-z-]+){0,2})";
const LINK = "(?:belongs? to|lives? in|live in|is (?:in|of|part of|for|on|at|about)|are (?:in|of|part of|for|on|at|about)|is (?:made|written|given) (?:by|for)|sits? in|stands? in|hangs? in|works? (?:in|for|at)|is assigned to|refers? to)";
const HAS = "(?:has|have|contains?|includes?|with|gets?|can have|owns?|can have many|has many|have many)";

/** Things in one sentence that belong to each other, with their fields. False where there is nothing of it. */
export function readRelated(sentence: string, draft: Draft): boolean {
  const clauses = sentence.split(/,? and (?=(?:each|every|an?|the) [a-z]+ (?:has|have)\b)|,? and (?=[a-z]+s (?:live in|belong to|are in)\b)|, (?=each [a-z]+ has\b)|, (?=(?:an?|the) [a-z]+ (?:has|belongs)\b)/i);
  let isRelated = false;
  for (const clause of clauses) {
    const copy = copyOf(draft);
    const isOwnForm = withMany(clause, copy) || withParts(clause, copy) || belongs(clause, copy) || theirs(clause, copy);
    if (!isOwnForm && !(clauses.length > 1 && plain(clause, copy))) return false;
    const alone = copyOf(draft);
    isRelated ||= clauses.length > 1 || !plain(clause, alone) || lengthOpen(copy) < lengthOpen(alone) || (lengthOpen(copy) === lengthOpen(alone) && isOwnForm && copy.things.length > 1 && copy.things.length === alone.things.length);
    Object.assign(draft, copy);
  }
  return isRelated;
}

/** "A registration links an attendee to a workshop": it is of both. */
export function readBetween(sentence: string, draft: Draft): boolean {
  const [, child = "", one = "", other = ""] = new RegExp(`^(?:each|every|an?|the) ${NOUN} (?:links?|connects?|ties|joins|matches|assigns?|pairs) (?:an?|one|the|exactly one) ${NOUN} (?:to|with|and) (?:an?|one|the|exactly one) ${NOUN}$`, "i").exec(sentence) ?? [];
  const [noun, first, second] = [child === "" ? null : rowNoun(child), nameKept(draft, one), nameKept(draft, other)];
  if (!noun || first === undefined || second === undefined || first === second) return false;
  openThing(noun, draft, true);
  return point(draft.last, second, draft) && point(draft.last, first, draft);
}

/** "each building has flats with number and rent": flats of a building. */
function withMany(clause: string, draft: Draft): boolean {
  const [, owner = "", child = "", list = ""] = new RegExp(`^(?:each|every|an?|the|one|all)? ?${NOUN} ${HAS} (?:several |many |some |any number of |its |their |one or more |multiple )*((?:[a-z-]+ )?[a-z-]+s|children|people)(?: with(?: an?| the)?|:| \\(|, each with| that have| which have)(?: an?| the)? (.+?)\\)?$`, "i").exec(clause) ?? [];
  const [noun, whole] = [rowNoun(child), rowNoun(owner)];
  const parent = nameKept(draft, owner) ?? (whole && /^(?:each|every|an?|one|all) /i.test(clause) && !PLACE.test(whole.singular) ? openThing(whole, draft).singular : undefined);
  if (parent === undefined || list === "" || !noun || noun.singular === parent) return false;
  const thing = openThing(noun, draft, true);
  return point(draft.last, parent, draft) && addFields(list, thing, draft);
}

/** "An invoice has a number, a date and lines with hours and rate": the lines are of the invoice, which is what is spoken of. */
function withParts(clause: string, draft: Draft): boolean {
  const [, owner = "", list = "", child = "", rest = ""] = new RegExp(`^(?:each|every|an?|the|one|all|any) ${NOUN} ${HAS} ([^:;]+?),? and (?:(?:several|many|some|its|their|one or more|any number of) )?((?:[a-z-]+ )?[a-z-]+s) (?:(?:each )?(?:with|having)|that have|which have)(?: an?| the| its| their)? (.+)$`, "i").exec(clause) ?? [];
  const whole = list === "" || !isPlural(child.toLowerCase().split(" ").at(-1) ?? "") ? null : rowNoun(owner);
  if (!whole || nounOf(child) === whole.singular || !plain(`a ${owner} has ${list}`, draft) || !withMany(`a ${owner} has ${child} with ${rest}`, draft)) return false;
  draft.last = draft.things.findIndex((thing) => thing === thingCalled(draft, owner));
  return draft.last >= 0;
}

/** "episodes belong to a show and have number, title", "tenants live in flats". */
function belongs(clause: string, draft: Draft): boolean {
  const match = new RegExp(`^(?:each|every|an?|the|one|all)? ?${NOUN} ${LINK} (?:an?|one|the|exactly one|one of the|a single)? ?${NOUN}(?:(?:,? and|,) ${HAS} (.+))?$`, "i").exec(clause);
  const [, child = "", owner = "", list] = match ?? [];
  const parent = thingCalled(draft, owner);
  const noun = match && rowNoun(child);
  if (!parent || !noun || thingCalled(draft, child) === parent) return false;
  const thing = openThing(noun, draft);
  if (!point(draft.things.indexOf(thing), parent.singular, draft)) return false;
  return list === undefined || addFields(list, thing, draft);
}

/** "owners, their pets (species, name, born), and visits with date": each of what stands before. */
function theirs(clause: string, draft: Draft): boolean {
  const parts = clause.split(/,? and (?![^(]*\))|, (?![^(]*\))/);
  const [first = "", second = ""] = parts;
  const [, child = "", list = ""] = /^their ([a-z ]+?) \((.+)\)$/i.exec(second) ?? [];
  const [owner, noun] = [rowNoun(first), rowNoun(child)];
  if (!owner || !noun || list === "") return false;
  const parent = openThing(owner, draft);
  if (parent.fields.length === 0) { parent.fields.push({ name: "name", kind: "text", isRequired: true, isUnique: false }); say(draft, `${pluralOf(parent)} have a name, since nothing else is said of them`); }
  const thing = openThing(noun, draft);
  if (!point(draft.things.indexOf(thing), parent.singular, draft)) return false;
  if (!addFields(list, thing, draft)) return false;
  const rest = clause.slice(clause.indexOf(second) + second.length).replace(/^,? (?:and )?/, "");
  if (rest === "") return true;
  const [, more = "", fields = ""] = /^([a-z ]+?) (?:with|\() ?(.+?)\)?$/i.exec(rest) ?? [];
  const other = rowNoun(more);
  if (!other) return false;
  const last = openThing(other, draft);
  if (!point(draft.things.indexOf(last), thing.singular, draft)) return false;
  say(draft, `${pluralOf(last)} are of one of the ${pluralOf(thing)}`);
  return addFields(fields, last, draft);
}

function plain(clause: string, draft: Draft): boolean {
  const [, head = "", list = ""] = new RegExp(`^(?:each|every|an?|the|one|all)? ?${NOUN} (?:has|have|with|contains?) (.+)$`, "i").exec(clause) ?? [];
  const noun = rowNoun(head);
  return noun !== null && list !== "" && addFields(list, openThing(noun, draft), draft);
}
