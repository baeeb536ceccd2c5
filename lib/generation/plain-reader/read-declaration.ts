import { copyOf } from "../copy-of.ts";
import { type Draft, type DraftThing, isCalled, nameKept, namesOf, nounOf } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { isPlural } from "../resource-builder/words.ts";
import { addFields } from "./add-fields.ts";
import { isPlainTalk } from "../field-words/asks-for.ts";
import { isContext } from "./read-context.ts";
import { deedClauses, withoutWish } from "./deed-clause.ts";
import { DEED } from "../field-words/deeds.ts";
import { readDeeds } from "./read-deeds.ts";
import { PLACE } from "../resource-builder/read-resources.ts";
import { readMany, SETTING } from "./read-many.ts";
import { readPredicates } from "./read-predicates.ts";
import { readBetween, readRelated } from "./read-related.ts";
import { readSides } from "./read-sides.ts";
import { rowNoun, type RowNoun } from "./row-noun.ts";
import { stripOpener } from "./strip-opener.ts";
import { splitItems } from "./split-items.ts";
import { inSeries } from "./read-series.ts";
import { LOGIN, SIGN_IN } from "./sign-in.ts";
import { readItem } from "./read-item.ts";

const EACH = "(?:for )?(?:each|every|an?|one|the|all|our|my|any|per|both)?";
const HAS = "(?:also )?(?:has got|have got|has|have|had|got|has to have|have to have|gets|needs?|should have|must have|will have|can have|would have|should (?:contain|include)|contains?|includes?|consists? of|is made of|is described by|comes? with|stores?|holds?|carr(?:y|ies)|(?:is|are) (?:made )?(?:by|with|made of|described by)|with|having|containing|including|consisting of|that (?:has|have)|which (?:has|have)|where each has)";
const EXAMPLES = /^(.+?)(?:,? - |,? (?:e\.g\.?,?|such as|like|for example,?) | \((?:e\.g\.?,?|such as|like|for example,?)? ?)([a-z -]+(?:, [a-z -]+)+(?:,? (?:and|or) [a-z -]+)?)\)?(?:,? (?:and so on|etc\.?|and more|and similar))?$/i;
const FIELDS = /^(?:(?:the |its |their |main |needed |required )*(?:fields?|columns?|attributes|properties|data|details)(?: (?:are|should be|needed|i need|we need|to store|for (?:each|every|one|a|an) [a-z ]+))*:? ?|with:? |(?:it|they|each|each one|every one|each of them|these|those|one) (?:has|have|should have|needs?|must have|should (?:contain|store|hold|include)|contains?|includes?|consists? of)(?: the following)?:? |(?:i|we)(?:'d)? (?:also )?(?:want|need|would like|like|write down|note|record|store|save|keep|track|log)(?: to (?:store|save|keep|record|track|know|note|see|have|write down|log))?(?: (?:for|about|of) (?:each|every|one|them|it)(?: (?!of)[a-z]+)?)?:? |(?:please )?(?:store|save|keep|record|track|log|note)(?: (?:for|about|of) (?:each|every|one|them|it)(?: (?!of)[a-z]+)?)?:? |there (?:is|are|should be)(?: also)? (?:an? |the )?|(?:for|of|about) (?:each|every)(?: one| of them),? (?:(?:i|we) )?(?:want |need )?(?:to )?(?:please )?(?:store|keep|note|record|save|log|write down|know|track)?(?: down)?:? (?=[a-z]))/i;

/** "An API where volunteers are stored with name, email" */
const STORED = /^(?:.*? )?(?:api|app|system|database|list|register|place|something|tool|backend) (?:where|in which|with which) (?:all )?((?:the |our |my )?[a-z][a-z ]*?) (?:are|is|get|gets|can be|should be|will be) (?:stored|kept|saved|recorded|listed|registered|noted|tracked|managed|collected)(?: (?:with|by))?:? (?:their |its )?/i;
/** "Someone hands in an item: what it is, colour" */
const DONE_BY = new RegExp(`^(?:somebody|someone|people|users|customers|visitors|guests|members|they|we|i) (?!${DEED} )[a-z]+s? (?:(?:in|out|up|over|off|down) )?(?:an?|the|one|some) (?=[a-z]+(?: [a-z]+)?$)`, "i");

/** What a sentence says is kept, with its fields. Null where it isn't such a sentence. */
export function readDeclaration(said: string, before: Draft): Draft | null {
  const sentence = said.replace(STORED, "$1 with ");
  const ways = [readPredicates, readDeeds, signedIn, readSides, readBetween, readMany, inSeries, withColon, withHas, withBrackets, ofEach, fieldsOnly, bareFields, titledFields, topicOnly];
  const found = ways.flatMap((way) => {
    const draft = copyOf(before);
    return way(sentence, draft) ? [draft] : [];
  });
  const size = (draft: Draft): number => draft.open.reduce((sum, { text }) => sum + text.length, 0);
  return found.toSorted((one, other) => size(one) - size(other))[0] ?? null;
}

/** "I keep bees and want something to store my hives": who speaks stands before what is wanted. */
function headOf(head: string): RowNoun | null {
  const said = head.replace(EXAMPLES, "$1").replace(DONE_BY, "");
  const parts = /^(.+?),? (?:and|so|but) ((?:i |we )?(?:want|need|would like|'d like|look for|looking for).+)$/i.exec(said);
  if (parts && (isContext(parts[1] ?? "") || isContext(`I ${parts[1] ?? ""}`))) {
    const them = /\b(?:track of|list of|record of|store|keep|manage|organi[sz]e|catalogue|record) (?:them|these|it|those|all of them)$/i.test(parts[2] ?? "");
    return rowNoun(them ? (/^(?:i|we) [a-z]+ (.+)$/i.exec(parts[1] ?? "")?.[1] ?? "") : stripOpener(parts[2] ?? "").rest);
  }
  return rowNoun(stripOpener(said).rest);
}

const SIGNED = new RegExp(`^(?:the |our |all )?(?<who>(?:(?:each|every|any) )?[a-z]+(?: [a-z]+)?) (?:can |should |must |will |have to )?(?<login>${LOGIN})(?:,? and (?:then )?|,? then |,? to )(?<rest>.+)$`, "i");

/** "Teachers log in and open tickets with a subject": who calls is one of them, and what they do is kept. */
function signedIn(sentence: string, draft: Draft): boolean {
  const { who = "", login = "", rest = "" } = SIGNED.exec(sentence)?.groups ?? {};
  if (login === "" || /\b(?:not|no|only|if|when|unless|nobody)\b/i.test(who)) return false;
  const plain = who.replace(/^(?:each|every|any) /i, "");
  if (nameKept(draft, plain) === undefined) draft.callers.push(nounOf(plain));
  const read = readDeclaration(`${who} ${rest}`, draft);
  if (!read) return false;
  Object.assign(draft, read, { open: [...read.open, { text: login, why: SIGN_IN }] });
  return true;
}

function withColon(sentence: string, draft: Draft): boolean {
  // A dash stands for a colon, unless what follows are examples.
  const each = sentence.replace(/^([^:,(]+), (?:and )?each(?: item| one| entry| of them)?,? (?:with|has|having):? /i, "$1: ");
  if (each !== sentence && withColon(each, draft)) return true;
  const dashed = /^[^:()]+? - [^:]+,[^:]+,/.test(sentence) && !/\b(?:and so on|etc|and more|and similar)\.?$/i.test(sentence) ? sentence.replace(" - ", ": ") : sentence;
  const [, head = "", list = ""] = /^([^:()]+?) ?:(?!\/\/) ?(.+)$/.exec(dashed) ?? [];
  if (list === "" || FIELDS.exec(`${head}: `)?.[0].length === head.length + 2) return false;
  // "Podcast backend: shows have a title" sets the scene.
  if (DECLARED.test(list.replace(/\b(?:whether|if) (?:it|they|the [a-z]+) (?:has|have)\b/gi, "whether"))) return inScene(isContext(head) ? head : stripOpener(head).rest, list, draft);
  // "Housing association: owners propose motions with a title"
  if (deedClauses(withoutWish(list)).length > 0 || SIGNED.test(list)) { const copy = copyOf(draft); if (inScene(stripOpener(head).rest, list, copy)) { Object.assign(draft, copy); return true; } }
  // "Podcast: shows and episodes", of which more is said.
  if (draft.expected.length > 0 && splitItems(list).every((item) => draft.expected.some((thing) => isCalled(thing, item)) && isPlural(item.split(" ").at(-1)?.toLowerCase() ?? ""))) return true;
  if (draft.things.length === 0 && readRelated(list, draft)) return true;
  const noun = headOf(head.replace(/^for (?:each|every) (.+?),? (?:i|we)(?:'d like| want| need| would like| store| keep| note| record| track| save| log| have| write)?(?: down)?(?: to (?:store|know|keep|record|note|save|have|see|track|log|write down))?$/i, "$1").replace(new RegExp(`^${EACH} `, "i"), "").replace(/,? (?:with|having|and) (?:the )?(?:following )?(?:fields|columns|attributes|properties|data|information|info|details)?$|,? (?:with|has|have|having|includes?|should have|contains?)$/i, ""));
  return noun !== null && addFields(list, openThing(noun, draft), draft);
}

/** Behind a colon, a sentence of its own. */
const DECLARED = / (?:has|have|belongs? to|live in|consists? of) |^(?:there (?:is|are) )?(?:[a-z]+ )?[a-z]+s (?:with|\() ?/i;

/** What stands before the colon is what all of it is about, or only where it is. */
function inScene(scene: string, told: string, draft: Draft): boolean {
  const isWhere = PLACE.test(scene.toLowerCase()) || SETTING.test(scene) || isContext(scene);
  const noun = isWhere ? null : rowNoun(scene);
  if (!isWhere && !noun) return false;
  if (noun && draft.things.length === 0 && draft.topics.length === 0) draft.topics.push([noun.singular, ...noun.also].join("|"));
  const read = readDeclaration(told.replace(/^there (?:is|are) /i, ""), draft);
  if (read) Object.assign(draft, read);
  return read !== null;
}

function withHas(sentence: string, draft: Draft): boolean {
  const form = new RegExp(`^(?:${EACH} )?((?:(?! with | has | have ).)+?),? (?:should )?${HAS}:? (?:the following:? |at least |just |only |simply )?(.+)$`, "i");
  const opened = stripOpener(sentence);
  const said = form.exec(sentence);
  // "I need stock items with name": what I need is no field.
  const match = said && /^(?:i|we)$/i.test((said[1] ?? "").trim()) && opened.isOpened ? form.exec(opened.rest) : said;
  const [, head = "", list = ""] = match ?? [];
  const [, each = "", wanted = ""] = /^for (?:each|every) ([a-z -]+?),? (?:i|we) (?:want|need|would like|store|keep|note|record|track|save|write|log|have|register)(?: down)?(?: to (?:store|know|keep|record|note|save|have|see|track|log|write down))? (.+)$/i.exec(sentence) ?? [];
  // "Inspections. For every hive we note the date": of the inspections.
  if (wanted !== "" && draft.things.length === 0 && draft.topics.length === 1 && EVENT.test(draft.topics[0]?.split("|")[0] ?? "") && !EVENT.test(each)) return false;
  if (wanted !== "") { const noun = rowNoun(each); return noun !== null && addFields(wanted, openThing(noun, draft), draft); }
  if (!match || /^(?:i|we|it|they|each|you|he|she|one)$/i.test(head.trim())) return false;
  // "A therapist can't have two appointments" says what may not be.
  if (/(?:n't|\b(?:cannot|not|never))$|^(?:deleting|removing|changing|editing) /i.test(head.trim())) return false;
  // "Our garden needs a list of its plots": what is needed is no field.
  if (/\b(?:needs?|should have|must have|gets)\b/i.test(sentence.slice(head.length, head.length + 14)) && LIST_OF.test(list)) return false;
  if (readRelated(sentence, draft)) return true;
  // "name and address with street": a part of what stands before, not a thing of its own.
  if (draft.things.length > 0 && sentence.slice(head.length).trimStart().startsWith("with ") && !isPlural(head.trim().split(" ").at(-1)?.toLowerCase() ?? "")) return false;
  const noun = headOf(head);
  // "For our cellar I'd like bottles with a name": who wants it stands before it.
  const [, later = "", fields = ""] = noun === null && opened.isOpened ? form.exec(opened.rest) ?? [] : [];
  const other = later === "" ? null : headOf(later);
  return noun !== null ? addFields(list, openThing(noun, draft), draft) : other !== null && addFields(fields, openThing(other, draft), draft);
}

const LIST_OF = /^(?:an? |the )?(?:[a-z]+ )?(?:list|register|overview|log|record|records|database|catalogue|catalog|inventory|directory|api|app|system) (?:of|for|to|where|that)\b/i;
const EVENT = /\b(?:inspection|visit|check|session|treatment|feeding|reading|measurement|service|repair|watering|cleaning|meeting|lesson|training|maintenance|test|count|harvest|delivery|sale)$/i;

function withBrackets(sentence: string, draft: Draft): boolean {
  const [, head = "", list = ""] = /^([^:(]+?) ?\(([^()]+(?:\([^()]*\)[^()]*)*)\)$/.exec(sentence) ?? [];
  if (!/,| and /.test(list)) return false;
  const noun = headOf(head);
  return noun !== null && addFields(list, openThing(noun, draft), draft);
}

/** "Store the title and author of each book." */
function ofEach(sentence: string, draft: Draft): boolean {
  const { rest, isOpened } = stripOpener(sentence);
  const [, list = "", head = "", more = ""] = /^(.+?) (?:of|for|about) (?:each|every|all|all of|all the|my|our|all my|all our|the) ((?:my |our |the )?[a-z -]+?)(?:,? and (.+))?$/i.exec(rest) ?? [];
  if (!isOpened || !/,| and /.test(list)) return false;
  const noun = rowNoun(head);
  return noun !== null && addFields(more === "" ? list : `${list}, ${more}`, openThing(noun, draft), draft);
}

/** "Fields: species, variety", "I want type, make and plate": of the thing that was spoken of. */
function fieldsOnly(sentence: string, draft: Draft): boolean {
  // "Maybe a photo link"
  if (/^(?:and )?(?:maybe|optionally|possibly|perhaps) (?:also )?/i.test(sentence)) { const more = splitItems(sentence.replace(/^and /i, "")); return (draft.things.length > 0 || draft.topics.length > 0) && more.every((item) => readItem(item)?.isUnsure === false) && addFields(sentence.replace(/^and /i, ""), currentThing(draft), draft); }
  const list = sentence.replace(FIELDS, "");
  if (list === sentence || (draft.things.length === 0 && draft.topics.length === 0)) return false;
  const items = splitItems(list);
  if (!/^(?:fields?|columns?|attributes|properties|data)\b/i.test(sentence) && items.length < 2) return false;
  if (/^(?:to|see|list|search|filter|sort|find|show|get|be able)\b/i.test(list)) return false;
  // "I want to know the cost of the whole recipe" is worked out.
  if (/^(?:i|we)\b.* know\b/i.test(sentence) && items.some((item) => draft.things.some((thing) => namesOf(thing).some((name) => new RegExp(` (?:of|per|for) (?:(?:the|each|every|an?) )?(?:whole |entire )?${name}$`, "i").test(item))))) return false;
  return addFields(list, namedThing(items, draft) ?? currentThing(draft), draft);
}

/** "The adoption date" is of the adoptions, whatever was spoken of last. */
const namedThing = (items: readonly string[], draft: Draft): DraftThing | undefined => draft.things.find(({ singular: one }) => draft.said.some((line) => line.includes(`is kept as ${pluralOf({ singular: one })}:`)) && items.some((item) => item.replace(/^(?:the|an?|its|their) /i, "").toLowerCase().startsWith(`${one} `)));

/** Behind what names the thing, a sentence of nothing but names: "Stall name, cuisine, phone". */
function bareFields(sentence: string, draft: Draft): boolean {
  if (draft.topics.length !== 1 || draft.things.length > 0 || !/,/.test(sentence)) return false;
  const items = splitItems(sentence);
  if (items.length < 2 || items.filter((item) => readItem(item) === null).length > items.length / 3) return false;
  const noun = /^(?:the |an? )?([a-z]+(?: [a-z]+)?) (?:name|title)$/i.exec(items[0] ?? "")?.[1];
  // Of a cheese tasting the cheese has the name.
  const isKnown = noun === undefined || draft.topics[0]?.startsWith(`${noun.toLowerCase()} `) === true || /(?:er|or|ist|ian)$/i.test(noun) || /^(?:first|last|full|family|user|nick|display|common|latin|scientific|brand|product|company|sur|given|short|long|file|colou?r|class|host|artist|pet|customer|client|student|owner|supplier|contact|guest|user|employee|author|patient|tenant|borrower|buyer|seller|player|driver|teacher|parent|child|visitor|volunteer|member|person|reporter|sender|donor|street|city|place|location|shop|store|team|group|file|project|species|street|common|trade|group|room|model)$/i.test(noun);
  return addFields(sentence, isKnown ? currentThing(draft) : openThing({ singular: nounOf(noun), also: [], around: [] }, draft), draft);
}

const HOLDS = /\b(?:book|guestbook|log|logbook|list|register|tracker|diary|journal|inventory|database|catalogue|catalog|collection|directory|api|app|backend|registry|records?|archive)\b/i;

/** "Guest book for our hut, name, home town, message": what it is, and its fields in one row. */
function titledFields(sentence: string, draft: Draft): boolean {
  const [, head = "", list = ""] = /^([^,:(]+), (.+)$/.exec(sentence) ?? [];
  const items = splitItems(list);
  if (draft.things.length > 0 || draft.topics.length > 0 || !HOLDS.test(head) || items.length < 3 || items.some((item) => readItem(item) === null)) return false;
  const noun = headOf(head);
  return noun !== null && addFields(list, openThing(noun, draft), draft);
}

/** "Need an endpoint for hiking trails": the thing, of which more is said later. */
function topicOnly(sentence: string, draft: Draft): boolean {
  const { rest, isOpened } = stripOpener(sentence);
  const said = rest.replace(EXAMPLES, "$1").replace(/,? (?:please|thanks)$/i, "");
  if (draft.things.length > 0 || said.split(" ").length > 9) return false;
  const nouns = said.split(/,? and (?:the |our |my )?|, /).map(rowNoun);
  const whole = rowNoun(said.replace(/\blost and found\b/i, "found items"));
  if (!isOpened && !(draft.open.length === 0 && isPlainTalk(sentence)) && !/\b(?:api|register|list|log|tracker|directory|inventory|database|catalogue|collection|library|project|app|system|backend|please|records?|bookings?)\b/i.test(sentence)) return false;
  const topics = whole ? [whole] : nouns.filter((noun) => noun !== null);
  if (topics.length === 0 || (!whole && topics.length < nouns.length)) return false;
  draft.topics.push(...topics.map(({ singular, also }) => [singular, ...also].join("|")));
  return true;
}

/** The thing that fields are read into where none is named. */
function currentThing(draft: Draft): DraftThing {
  const thing = draft.things[draft.last];
  if (thing) return thing;
  const [singular = "item", ...also] = (draft.topics.shift() ?? "item").split("|");
  return openThing({ singular, also, around: [] }, draft);
}
