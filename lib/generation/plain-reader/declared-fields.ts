import { type Draft, type DraftThing, namesOf, nounOf } from "./draft.ts";
import { openThing } from "./open-thing.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { addFields } from "./add-fields.ts";
import { splitItems } from "./split-items.ts";
import { readItem } from "./read-item.ts";

export const FIELDS = /^(?:(?:the |its |their |main |needed |required )*(?:fields?|columns?|attributes|properties|data|details)(?: (?:are|should be|needed|i need|we need|to store|for (?:each|every|one|a|an) [a-z ]+))*:? ?|with:? |(?:it|they|each|each one|every one|each of them|these|those|one) (?:has|have|should have|needs?|must have|should (?:contain|store|hold|include)|contains?|includes?|consists? of)(?: the following)?:? |(?:i|we)(?:'d)? (?:also )?(?:want|need|would like|like|write down|note|record|store|save|keep|track|log)(?: to (?:store|save|keep|record|track|know|note|see|have|write down|log))?(?: (?:for|about|of) (?:each|every|one|them|it)(?: (?!of)[a-z]+)?)?:? |(?:please )?(?:store|save|keep|record|track|log|note)(?: (?:for|about|of) (?:each|every|one|them|it)(?: (?!of)[a-z]+)?)?:? |there (?:is|are|should be)(?: also)? (?:an? |the )?|(?:for|of|about) (?:each|every)(?: one| of them),? (?:(?:i|we) )?(?:want |need )?(?:to )?(?:please )?(?:store|keep|note|record|save|log|write down|know|track)?(?: down)?:? (?=[a-z]))/i;

/** "Fields: species, variety", "I want type, make and plate": of the thing that was spoken of. */
export function fieldsOnly(sentence: string, draft: Draft): boolean {
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
export function bareFields(sentence: string, draft: Draft): boolean {
  if (draft.topics.length !== 1 || draft.things.length > 0 || !/,/.test(sentence)) return false;
  const items = splitItems(sentence);
  if (items.length < 2 || items.filter((item) => readItem(item) === null).length > items.length / 3) return false;
  const noun = /^(?:the |an? )?([a-z]+(?: [a-z]+)?) (?:name|title)$/i.exec(items[0] ?? "")?.[1];
  // Of a cheese tasting the cheese has the name.
  const isKnown = noun === undefined || draft.topics[0]?.startsWith(`${noun.toLowerCase()} `) === true || /(?:er|or|ist|ian)$/i.test(noun) || /^(?:first|last|full|family|user|nick|display|common|latin|scientific|brand|product|company|sur|given|short|long|file|colou?r|class|host|artist|pet|customer|client|student|owner|supplier|contact|guest|user|employee|author|patient|tenant|borrower|buyer|seller|player|driver|teacher|parent|child|visitor|volunteer|member|person|reporter|sender|donor|street|city|place|location|shop|store|team|group|file|project|species|street|common|trade|group|room|model)$/i.test(noun);
  return addFields(sentence, isKnown ? currentThing(draft) : openThing({ singular: nounOf(noun), also: [], around: [] }, draft), draft);
}

/** The thing that fields are read into where none is named. */
function currentThing(draft: Draft): DraftThing {
  const thing = draft.things[draft.last];
  if (thing) return thing;
  const [singular = "item", ...also] = (draft.topics.shift() ?? "item").split("|");
  return openThing({ singular, also, around: [] }, draft);
}
