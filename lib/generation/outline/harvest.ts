import { isListWish } from "../field-remarks/is-list-wish.ts";
import { markOptions } from "../resource-builder/split-items.ts";
import { stripLead } from "../resource-builder/strip-lead.ts";
import { isPlural, onLastWord, singular } from "../resource-builder/words.ts";
import { harvestField } from "./harvest-field.ts";
import { FIELD_LIKE, takeBracketed } from "./harvest-brackets.ts";
import { headIn, itemsOf, listsOf } from "./harvest-lists.ts";
import { withSeries } from "../field-words/series.ts";
import { deedOf } from "../field-words/deeds.ts";
import { readRelation } from "./harvest-relation.ts";
import { wishIn } from "../wishes.ts";
import { addFields, contextOf, contextOrNull, type Harvest, type HarvestedThing, thingCalled } from "./harvested.ts";
import { plainName } from "./name-of.ts";
import { nounAtEnd, nounOf } from "./noun-of.ts";
import type { Segment } from "./split-segments.ts";

/** Takes things and fields from one sentence or line. Returns the parts of it that are neither, as far as they say something. */
export function harvestSegment({ plain, isBullet }: Segment, harvest: Harvest): string[] {
  const said = prepared(plain);
  const heading = /^([^:]+):$/.exec(said)?.[1];
  if (heading !== undefined) return readHeading(heading, harvest);
  if ((isBullet && harvest.areWishes) || isAskedAlone(said)) return [plain];
  if (!isBullet) harvest.areWishes = false;
  const bracketed = takeBracketed(said, harvest, isBullet);
  const text = markOptions(bracketed.rest).replace(/\s+/g, " ").trim();
  if (text === "") return bracketed.open;
  return [...bracketed.open, ...readRest(text, harvest, isBullet, bracketed.isTaken)];
}

function readRest(text: string, harvest: Harvest, isBullet: boolean, isTaken: boolean): string[] {
  // "Give me the products with less than 5 left" keeps nothing.
  if (isListWish(text) && harvest.things.length > 0) return [text];
  const parts = listsOf(text);
  if (parts.length > 1) return readLists(parts, harvest, isBullet);
  if (isBullet && (harvest.current !== null || harvest.title !== null)) return readItems([text], contextOf(harvest), harvest);
  return readPlain(text, harvest, isTaken);
}

const prepared = (plain: string): string => withSeries(plain).replace(/^((?:one|an?|each|every|the) [a-z]+(?: [a-z]+)?) ?= ?(?=[^=]+,)/, "$1: ").replace(/\bw\/o?\s?/g, "with ").replace(/\s(?:&|\+)\s/g, " and ").replace(/(?<=[a-z]) ?(?:-+>|=>|\u2192|>) ?(?=[a-z])/g, "/").replace(/\b(?<!this |that |it |which )([a-z]+) (?:is|can be|must be|being) (?:one of |either )?((?:[a-z0-9+-]+, )+(?:or )?[a-z0-9+-]+ or [a-z0-9+-]+)/g, (_all, name: string, values: string) => `${name} {${values.split(/, (?:or )?| or /).join("|")}}`).replace(/\bfrom ?[-/] ?to (time|date)s?\b/g, "start $1, end $1").replace(/^((?:an?|each|every|the|one) [a-z]+(?: [a-z]+)?) (?:is|are) (?:for|made by|made for|by|of) (?=(?:an?|one|the) [a-z]+,)/, "$1 has ").replace(/^(?:so |ok(?:ay)? |well |hi|hello|hey|hallo)(?: there| all| everyone)?[,.! ]+/, "").replace(/\s+/g, " ").trim();

/** "Predict the price and tell me when to buy": a sentence that begins with what can't be built lists nothing. */
const isAskedAlone = (said: string): boolean => /^(?:please )?(?:predict|forecast|guess|foresee|prophesy|tell me (?:when|whether|if|what))\b(?!.*(?::|\bwith\b))/.test(said) && wishIn(said)?.wish.isVague === undefined && wishIn(said) !== null;

/** "Fields:", "Customer:" or "Features:" above a list. */
function readHeading(heading: string, harvest: Harvest): string[] {
  const plain = heading.trim();
  harvest.areWishes = /\b(?:features?|requirements?|rules?|endpoints?|actions?|must|should|needs? to|functions?|wishes|nice to have|extras?|behaviou?r|users? can|can)\b/.test(plain);
  if (harvest.areWishes || /^(?:the )?(?:fields?|columns?|attributes?|properties|data|details|information|entities|tables|things|models?|objects|i need|we need)(?: are| i need| we need)?$/.test(plain)) return [];
  const owner = /^(.*?)(?:'s)? (?:fields?|columns?|attributes?|properties|details|data|table|entity|have|has|with)$/.exec(plain)?.[1] ?? plain;
  const noun = nounOf(owner.replace(/^(?:each|every|for each|for every|an?|the) /, ""));
  if (noun === null) return [];
  harvest.current = thingCalled(noun, harvest);
  return [];
}

function readLists(parts: string[], harvest: Harvest, isBullet: boolean): string[] {
  const open: string[] = [];
  let head = parts[0] ?? "";
  parts.slice(1).forEach((part, index) => {
    const isLast = index === parts.length - 2;
    const next = isLast ? null : headIn(part);
    const list = next === null ? part : part.slice(0, part.length - next.length).replace(/(?:,|\band|\s)+$/, "");
    open.push(...readList(head, list, harvest, isBullet));
    head = next ?? head;
  });
  return open;
}

function readList(head: string, list: string, harvest: Harvest, isBullet: boolean): string[] {
  const items = itemsOf(list);
  if (/\{/.test(head) && readRelation(head, harvest) !== null) return readItems(items, contextOf(harvest), harvest);
  const [between, one, other] = /^(.*) between (?:an? )?([a-z]+) and (?:an? )?([a-z]+)$/.exec(head) ?? [];
  const [, who, deed] = SIGNED.exec(head) ?? [];
  const signed = deed === undefined ? null : deedOf(deed);
  if (signed !== null && who !== undefined) {
    const about = harvest.current;
    const made = thingCalled(signed, harvest);
    if (about && about !== made) made.refersTo.push(about.singular);
    return readItems(items, made, harvest);
  }
  const kept = RECORDED.exec(head);
  const isBack = BACK.test(head);
  // A field with its values, in a list of lines.
  const values = list.split(/, (?:or |and )?| or | and |\//).map((value) => value.trim()).filter(Boolean);
  const areValues = !items.some((item) => FIELD_LIKE.test(item)) && (!isPlural(head.split(" ").at(-1) ?? "") || / or /.test(list) || / (?:needs|has|is)$/.test(head));
  if (isBullet && areValues && contextOrNull(harvest) !== null && !/^(?:an?|the|each|every) /.test(head)) {
    const single = harvestField(values.length > 1 ? `${head} {${values.join("|")}}` : `${head} (${list})`) ?? harvestField(head);
    if (single !== null) return single === "built-in" ? [] : (addFields(contextOf(harvest), [single]), []);
  }
  const noun = isBack || kept ? null : nounOf(between === undefined ? head : head.slice(0, head.indexOf(" between ")));
  if (noun === null && !isBack && !kept && harvest.current === null && items.every((item) => isPlural(item.split(" ").at(-1) ?? "")) && items.length > 1) return nameThings(items, harvest);
  if (items.length === 0 || list === "") { if (noun !== null) harvest.title ??= noun; return []; }
  if (items.length > 1 && items.every(isThingName) && !/\b(?:each|every|an?) [a-z]+$/.test(head)) { if (noun !== null) harvest.title ??= noun; return nameThings(items, harvest); }
  if (noun === null && !isBack && !kept && harvest.current === null && harvest.title === null) { const first = nounAtEnd(head); if (first === null) return [`${head} ${list}`]; harvest.current = thingCalled(first, harvest); }
  if (noun === null && !isBack && !kept && (WISHED.test(head) || head.split(" ").length > 4)) return [`${head} ${list}`];
  const thing = noun === null ? contextOf(harvest) : thingCalled(noun, harvest);
  if (/^(?:their|its|his|her) /.test(head) && harvest.current && harvest.current !== thing) thing.refersTo.push(harvest.current.singular);
  if (kept?.groups?.of !== undefined && plainName(kept.groups.of) !== thing.singular) thing.refersTo.push(onLastWord(plainName(kept.groups.of), singular));
  if (one !== undefined && other !== undefined) thing.refersTo.push(singular(one), singular(other));
  harvest.current = thing;
  return readItems(items, thing, harvest);
}

/** "people register with name and email" */
const SIGNED = /^(people|persons?|users?|guests|visitors|members|customers|clients|students|parents|players|kids|volunteers|everyone|anyone|they) (?:can |may |should |then )*(register|sign up|book|apply|order|enrol|enroll|subscribe|rsvp|reserve)(?: for (?:it|them|one|an? [a-z]+|the [a-z]+))?$/;
const BACK = /^(?:(?:and|also|each|every|one|entry|item|record|it|they|these|those|the|all|fields?|columns?|details?|data|information|of|them|should|must|needs? to|i need|we need|i want|things|stuff|what|like|here are|needed|are|is)\b ?)*$/;
/** "for every hive I write down": what follows is kept of it. */
const RECORDED = /^(?:for|per) (?:each|every|an?) (?<of>[a-z]+(?: [a-z]+)?),?(?: (?:i|we|they|you|one))?(?: (?:want|need|would like) to)?(?: (?:write down|writes? down|note(?: down)?|record|keep|store|track|save|log|enter|need|want|have))?(?: (?:the|its))?$/;
/** A sentence of what is done. */
const WISHED = /\b(?:can|must|should|may|only|never|automatically|send|show|when|if|will)\b/;

function nameThings(items: readonly string[], harvest: Harvest): string[] {
  for (const item of items) { const noun = nounOf(item); if (noun !== null) thingCalled(noun, harvest).isListed = true; }
  return [];
}

/** In the plural, and no list that a field holds. */
const isThingName = (item: string): boolean => /^[a-z][a-z -]*$/.test(item) && item.split(" ").length <= 3 && isPlural(item.split(" ").at(-1) ?? "") && !LISTED.test(item);
const LISTED = /\b(?:tags|ingredients|steps|labels|categories|keywords|genres|skills|topics|colou?rs|notes|pages|minutes|hours|servings|seats|points|details|remarks|instructions|needs|symptoms|treatments|copies|likes|views|goals|sets|reps|miles|kilometers|calories|features|amenities|hobbies|languages|allergies|toppings|materials|words|lyrics|days|weeks|stars|bedrooms|answers|options)$/;

/** Every item a field of the thing; the others are returned. From the first wish on, all are wishes. */
function readItems(items: readonly string[], thing: HarvestedThing, harvest: Harvest): string[] {
  const open: string[] = [];
  let isWish = false;
  for (const item of items) {
    // "measurements, each with name and value": what these hold is no field of what has them.
    if (OF_EACH.test(item)) { harvest.current = thing; return [...open, items.slice(items.indexOf(item)).join(", ")]; }
    const wish: boolean = isWish || BEGINS_WISH.test(item);
    const field = wish ? null : harvestField(item);
    if (field === "built-in") continue;
    if (field === null) { isWish ||= wish; open.push(...(wish && open.length > 0 && isWish && items.indexOf(item) > 0 && !BEGINS_WISH.test(item) ? [`${open.pop() ?? ""}, ${item}`] : [item])); } else addFields(thing, [field]);
  }
  harvest.current = thing;
  return open;
}

const OF_EACH = /^each (?:one |of (?:them|these|which) )?(?:with|has|having)\b/;
const BEGINS_WISH = /^(?:and |also |then |please |plus )*(?:(?:i|we|they|you|it|users?|members?|people|customers?|everyone|everybody|nobody|admins?|each [a-z]+|every [a-z]+|only [a-z]+|the (?:system|api|app|owner|admin)) (?:can|could|should|must|may|want|need|would|will|gets?|has to|have to|might)|send|show|notify|remind|warn|alert|export|import|calculate|compute|search|filter|sort|list all|suggest|recommend|let |make sure|ability to|option to|no (?:double|two|duplicate)|must not|can't|cannot|it should|tell me|split it|charge|refuse|prevent|ensure)\b/;

/** A sentence without a list: a title, a row of fields, a relation, or a wish. */
function readPlain(text: string, harvest: Harvest, isTaken: boolean): string[] {
  const told = readRelation(text, harvest);
  if (told !== null) return told;
  const items = itemsOf(text);
  const [first = "", ...others] = items;
  const lead = stripLead(first);
  if (others.length === 1 && isPlural(lead.split(" ").at(-1) ?? "") && /^(?:when|whether|who|where|what|how) /.test(others[0] ?? "")) {
    const noun = nounOf(lead);
    if (noun !== null) return readItems(others, thingCalled(noun, harvest), harvest);
  }
  const isOfFields = others.length >= 2 && !WISHED.test(first) && others.filter((item) => FIELD_LIKE.test(item) || (harvestField(item) !== null && item.split(" ").length < 4)).length * 3 >= others.length * 2 && !BEGINS_WISH.test(text);
  if (isOfFields && others.length > 1 && !isTaken) {
    const isHead = lead !== first || isPlural(lead.split(" ").at(-1) ?? "");
    if (items.every((item) => isThingName(stripLead(item)))) return nameThings(items.map(stripLead), harvest);
    const noun = isHead && !FIELD_LIKE.test(lead) ? nounOf(lead) : null;
    const thing = noun === null ? contextOf(harvest) : thingCalled(noun, harvest);
    return readItems(noun === null ? items : others, thing, harvest);
  }
  if (items.length > 1 && items.every((item) => isThingName(stripLead(item)))) return nameThings(items.map(stripLead), harvest);
  if (harvest.things.length === 0 && harvest.title === null && !WISHED.test(text)) {
    harvest.title = nounOf(text.replace(/^(?:.*\b(?:want|need|like|looking for) )?(?:to )?(?:keep track of|track|manage|store|keep|record|log|build|make|create|have) /, "")) ?? null;
    if (harvest.title !== null) return [];
  }
  return CHAT.test(text) ? [] : [text];
}

const CHAT = /^(?:hi|hello|hey|thanks?|thank you|cheers|please|that's (?:it|all)|nothing (?:fancy|special)|(?:i|we|my [a-z]+|our [a-z]+)(?:'m|'re| am| is| are| run| runs| own| have| has| work| lend| rent| sell| do| use| keep losing)\b(?!.*\b(?:can|must|should|only|never|need|want|per|each|every)\b)[^:]*|(?:keep it|it should be|make it) simple.*|simple|basic|.*\b(?:for my|for our) (?:school|side|hobby) project)(?: (?:a lot|in advance|so much|very much))?[\s!.]*$/;
