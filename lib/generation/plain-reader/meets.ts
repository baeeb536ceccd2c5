import { plainName } from "../outline/name-of.ts";
import type { OutlineField } from "../outline/schema.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { fieldName } from "../outline/name-of.ts";
import { type Draft, type DraftThing, namesOf, say } from "./draft.ts";
import { findField, timeOf } from "./find-field.ts";
import { findFlag, NOT } from "./find-flag.ts";
import { unitOf } from "../field-words/units.ts";

const RANGED = new Set<OutlineField["kind"]>(["integer", "number", "money", "date", "dateTime"]);
const TEXTS = new Set<OutlineField["kind"]>(["text", "longText", "list"]);
const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const callOf = ({ name, kind }: OutlineField): string => fieldName(name, kind === "reference");

/** Whether a list can be narrowed to what a phrase says, as each list can by each of its fields. How it is called is said. */
export function meets(phrase: string, thing: DraftThing, draft: Draft): boolean {
  const text = plainName(phrase.replace(/^by (?=(?:an? |the )?(?:min|max|least|lowest|highest))/i, "").replace(/\((?:e\.g\.?|for example|like|such as)[^)]*\)/gi, "").replace(/,? (?:e\.g\.?|for example|like) [a-z0-9 ]+$/i, "")).replace(/^where (?:the |it |they )?/, "").replace(/^(?:(?:is|are|was|were|be|being|what|who|which|that|those|the ones?|things|ones|only|just|also|either|both|whether (?:it|they) (?:is|are|has|have)) )+/, "").replace(/ (?:ones?|only|too|as well|only ones|items|or not|yes no)$/, "").replace(/ (?:ones?|only)$/, "").trim();
  const noun = namesOf(thing).find((name) => text.endsWith(` ${name}`));
  const short = noun === undefined || thing.fields.some(({ name }) => name === text) ? null : text.slice(0, -noun.length).trim();
  if (short && meets(short, thing, draft)) return true;
  if (FIGURES.test(text) && !thing.fields.some(({ name }) => name === text || text.endsWith(` ${name}`) && !FIGURES.test(text.slice(0, -name.length)))) return false;
  const path = `GET /${pluralOf(thing).replaceAll(" ", "-")}`;
  const told = (query: string): true => { say(draft, `"${phrase.trim()}": ${path}?${query}`); return true; };
  return ranged(text, thing, told) || value(text, thing, told) || byField(text, thing, told);
}

/** What asks for a figure, which no list is narrowed by. */
const FIGURES = /\b(?:totals?|sum|average|avg|mean|count|number of|how many|how much|how often|per|most|percent(?:age)?|ratio|ranking|statistics|history|each)\b(?! (?:length|price|rating|year|weight|cost))/;

type Tell = (query: string) => true;

/** "max length", "price range", "between two dates", "from a date to a date", "by day". */
function ranged(text: string, thing: DraftThing, told: Tell): boolean {
  const time = timeOf(thing);
  if (/^(?:between (?:two |any two |given )?(?:dates|days|times|a start and an? end(?: date)?)|(?:a |given |certain )?(?:date|time) (?:range|period|span)|(?:from|start) (?:and|to|until) (?:to|end)(?: date)?|(?:the |a |one |given |single |particular |specific )*(?:day|date|week|month|period|year)|today|this (?:week|month|year)|(?:from|since|until|before|after|on) (?:a |the |one |given |certain |some |specific |particular )*(?:date|day|month|year)|start(?: date)? and end(?: date)?|from .*dates?|from (?:a )?to(?: b)?)$/.test(text) && !(findField(text, thing) && RANGED.has(findField(text, thing)?.kind ?? "text"))) {
    return time !== null && told(`${callOf(time)}From=…&${callOf(time)}To=…`);
  }
  const [, deed = ""] = /^(?:to |to be |due for )?([a-z]{3,}?)(?:ing|e|ed|s)? (?:(?:soon|before|after|until|by|from|since|on|between|in|within) ?(?:an? |the |one |two |given |certain |some |specific |particular )*(?:date|dates|day|days|month|year)?)$/.exec(text) ?? [];
  const timed = deed === "" || deed === "soon" ? [] : thing.fields.filter(({ name, kind }) => (kind === "date" || kind === "dateTime") && name.split(" ").some((word) => word.startsWith(deed.slice(0, 5))));
  if (timed.length === 1 && timed[0] && !/soon|within/.test(text)) return told(`${callOf(timed[0])}From=…&${callOf(timed[0])}To=…`);
  if (bounded(text, thing, told)) return true;
  const end = /^(?:an? |the )?(min(?:imum)?|max(?:imum)?|least|most|lowest|highest|smallest|largest|at least|at most|up to|over|under|above|below|more than|less than|earliest|latest|shorter than|longer than|cheaper than|older than|newer than)(?: and max(?:imum)?| or max(?:imum)?)? (?:an? |the |of |a certain |a given )*(.+)$/.exec(text);
  const range = /^(?:an? |the )?(?:(.+?) (?:range|between|from|over|under|above|below|up to|or less|or more|at least|at most|min|max|interval|before|after|since|until)(?: (?:a |an |the |one |some |two |given |certain )*(?:value|number|amount|date|dates|values|numbers|limit|minimum and maximum|min and max|x|n|and|to|y)*)?|(?:range|interval) of (.+))$/.exec(text);
  for (const name of [end?.[2], range?.[1], range?.[2]]) {
    const field = name === undefined ? undefined : findField(name, thing);
    if (!field || !RANGED.has(field.kind)) continue;
    const call = callOf(field);
    const isTime = field.kind === "date" || field.kind === "dateTime";
    return told(isTime ? `${call}From=…&${call}To=…` : `min${upper(call)}=…&max${upper(call)}=…`);
  }
  return false;
}

const MORE = "above|over|more than|at least|higher than|bigger than|older than|heavier than|longer than";
const BOUND = new RegExp(`^(?:(?:with|having|that have|which have|who have|costing|that cost|worth|priced|of|for|under the) )*(?:an? |the |their |its )?(?:(?<name>[a-z][a-z ]*?) )?(?:is |are |of )?(?<how>${MORE}|below|under|less than|fewer than|at most|up to|lower than|cheaper than|shorter than) (?<figure>\\d+)(?: (?<unit>[a-z]+(?: [a-z]+)?))?$`);

/** "stock below 5", "less than 5 left", "more than 100 euros": a number in a wish narrows the list. */
function bounded(text: string, thing: DraftThing, told: Tell): boolean {
  const { name, how = "", figure, unit } = BOUND.exec(text)?.groups ?? {};
  const numbers = { ...thing, fields: thing.fields.filter(({ kind }) => kind === "integer" || kind === "number" || kind === "money") };
  const only = (fields: readonly OutlineField[]): OutlineField | undefined => (fields.length === 1 ? fields[0] : undefined);
  const left = (): OutlineField | undefined => only(numbers.fields.filter((field) => /\b(?:stock|left|quantity|available|remaining|copies|on hand)\b/.test(field.name)));
  const field = figure === undefined ? undefined : name !== undefined ? findField(name, numbers) : unit === undefined ? undefined : /^(?:left|in stock|remaining|available|on hand)$/.test(unit) ? left() : findField(unit, numbers) ?? (unitOf(unit) === "money" ? only(numbers.fields.filter(({ kind }) => kind === "money")) : /^(?:pieces|units|items|pcs)$/.test(unit) ? only(numbers.fields.filter(({ name: one, kind }) => kind === "integer" && /^(?:quantity|amount|stock|count|in stock)$/.test(one))) : undefined);
  if (!field) return false;
  const isLeast = new RegExp(`^(?:${MORE})$`).test(how);
  const isClosed = /^(?:at least|at most|up to)$/.test(how) || field.kind !== "integer";
  return told(`${isLeast ? "min" : "max"}${upper(callOf(field))}=${Number(figure) + (isClosed ? 0 : isLeast ? 1 : -1)}`);
}

/** "broken", "unclaimed", "food safe", "out of stock", "with cards". */
function value(text: string, thing: DraftThing, told: Tell): boolean {
  const said = text.replace(/^(?:with|having|have|has|who have|that have|of|in|marked|marked as|set to|already|still|currently|now|in state|in status) (?:an? |the )?/, "").replace(/ (?:state|status|condition|now|already|yet|true|yes|s)$/, "");
  const isNot = NOT.exec(said)?.[0];
  const plain = isNot === undefined ? said : said.slice(isNot.length).replace(/^(?:any |an? |the )/, "").trim();
  for (const { name, kind, choices = [] } of thing.fields) {
    if (kind !== "choice") continue;
    const choice = choices.find((one) => plainName(one) === said || `${plainName(one)} ${name}` === said || `${plainName(one)} s` === said || `${plainName(one)}s` === said);
    if (choice !== undefined) return told(`${fieldName(name)}=${encodeURIComponent(choice)}`);
  }
  if (/^(?:out of stock|sold out|finished|used up|empty|at zero|zero|none left|no stock)$/.test(said)) {
    const stock = thing.fields.filter(({ name, kind }) => kind === "integer" && /\b(?:stock|left|quantity|available|remaining|copies|on hand)\b/.test(name));
    const [only] = stock;
    return only !== undefined && stock.length === 1 && told(`${callOf(only)}=0`);
  }
  const counted = isNot === undefined ? undefined : thing.fields.find(({ name, kind }) => kind === "integer" && name === plain);
  if (counted) return told(`${callOf(counted)}=0`);
  const flag = findFlag(said, thing);
  return flag !== null && told(`${callOf(flag.field)}=${flag.isSo}`);
}

/** By a field of it, or by words in its texts. */
function byField(text: string, thing: DraftThing, told: Tell): boolean {
  const name = text.replace(/^(?:with|by|on|for|in|at|of|from|to|using|having|containing|that contain|that have|which contain|who have|belonging to|called|named|written by|made by|done by|with the) (?:an? |the |one |any |my |each |same |certain |given |specific |particular )*/, "").replace(/ (?:i|you|we|they) (?:want|choose|give|select|ask for|like|need|name)$/, "");
  const field = findField(name, thing) ?? findField(name.replace(/^(?:name|word|part|parts) (?:of|in) (?:the )?/, ""), thing);
  if (!field) return isOnlyThing(name, thing);
  if (TEXTS.has(field.kind) && field.kind !== "text") {
    if (!thing.search.includes(field.name)) thing.search.push(field.name);
    return told(`q=… finds a part of the ${field.name}`);
  }
  return told(`${callOf(field)}=…`);
}

const isOnlyThing = (text: string, thing: DraftThing): boolean => namesOf(thing).includes(text) && text !== "";

/** Adds what `?q=` looks in. */
export function searchIn(phrase: string, thing: DraftThing, draft: Draft): boolean {
  const text = plainName(phrase).replace(/^(?:(?:by|in|on|for|the|an?|any|part of|parts of|partial|words? in|text in|within|a part of|piece of|their|its|full text|through|over) )+/, "").replace(/^(?:part|parts|words?|a word|some words?|a few letters) (?:of|in|from) (?:the |its |their )?/, "");
  const field = findField(text, thing);
  if (!field) return false;
  if (TEXTS.has(field.kind)) {
    if (!thing.search.includes(field.name)) thing.search.push(field.name);
    say(draft, `"${phrase.trim()}": GET /${pluralOf(thing).replaceAll(" ", "-")}?q=… finds a part of the ${field.name}, in any case`);
    return true;
  }
  return meets(text, thing, draft);
}
