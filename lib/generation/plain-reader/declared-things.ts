import type { Draft } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { isPlural } from "../resource-builder/words.ts";
import { addFields } from "./add-fields.ts";
import { isPlainTalk } from "../field-words/asks-for.ts";
import { readRelated } from "./read-related.ts";
import { rowNoun } from "./row-noun.ts";
import { stripOpener } from "./strip-opener.ts";
import { splitItems } from "./split-items.ts";
import { readItem } from "./read-item.ts";
import { EACH, EXAMPLES, headOf } from "./declared-head.ts";

const HAS = "(?:also )?(?:has got|have got|has|have|had|got|has to have|have to have|gets|needs?|should have|must have|will have|can have|would have|should (?:contain|include)|contains?|includes?|consists? of|is made of|is described by|comes? with|stores?|holds?|carr(?:y|ies)|(?:is|are) (?:made )?(?:by|with|made of|described by)|with|having|containing|including|consisting of|that (?:has|have)|which (?:has|have)|where each has)";

/** "Every boat has a name and a berth", "for each hive we note the date": the thing, and what it has. */
export function withHas(sentence: string, draft: Draft): boolean {
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

/** "Boats (name, berth, length)". */
export function withBrackets(sentence: string, draft: Draft): boolean {
  const [, head = "", list = ""] = /^([^:(]+?) ?\(([^()]+(?:\([^()]*\)[^()]*)*)\)$/.exec(sentence) ?? [];
  if (!/,| and /.test(list)) return false;
  const noun = headOf(head);
  return noun !== null && addFields(list, openThing(noun, draft), draft);
}

/** "Store the title and author of each book." */
export function ofEach(sentence: string, draft: Draft): boolean {
  const { rest, isOpened } = stripOpener(sentence);
  const [, list = "", head = "", more = ""] = /^(.+?) (?:of|for|about) (?:each|every|all|all of|all the|my|our|all my|all our|the) ((?:my |our |the )?[a-z -]+?)(?:,? and (.+))?$/i.exec(rest) ?? [];
  if (!isOpened || !/,| and /.test(list)) return false;
  const noun = rowNoun(head);
  return noun !== null && addFields(more === "" ? list : `${list}, ${more}`, openThing(noun, draft), draft);
}

const HOLDS = /\b(?:book|guestbook|log|logbook|list|register|tracker|diary|journal|inventory|database|catalogue|catalog|collection|directory|api|app|backend|registry|records?|archive)\b/i;

/** "Guest book for our hut, name, home town, message": what it is, and its fields in one row. */
export function titledFields(sentence: string, draft: Draft): boolean {
  const [, head = "", list = ""] = /^([^,:(]+), (.+)$/.exec(sentence) ?? [];
  const items = splitItems(list);
  if (draft.things.length > 0 || draft.topics.length > 0 || !HOLDS.test(head) || items.length < 3 || items.some((item) => readItem(item) === null)) return false;
  const noun = headOf(head);
  return noun !== null && addFields(list, openThing(noun, draft), draft);
}

/** "Need an endpoint for hiking trails": the thing, of which more is said later. */
export function topicOnly(sentence: string, draft: Draft): boolean {
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
