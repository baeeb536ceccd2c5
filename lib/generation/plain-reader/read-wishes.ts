import { pluralOf } from "../outline/outline-issues.ts";
import { type Draft, type DraftThing, namesOf, say, thingCalled } from "./draft.ts";
import { findField } from "./find-field.ts";
import { meets, searchIn } from "./meets.ts";
import { readOrder } from "./read-order.ts";
import { isContext } from "./read-context.ts";

const USERS = "(?:people|users?|anyone|everyone|everybody|customers?|visitors?|members?|staff|guests?|clients?|volunteers?|teachers?|parents?|students?|colleagues|neighbou?rs|i|we|you|they|it|one|the api|the list|callers|shoppers|readers|players)";
const LEAD = new RegExp(`^(?:(?:and|also|please|then|plus|additionally|furthermore|it would be (?:nice|great|good|cool|helpful)(?: if| to)?|it should be possible to|there should be (?:a way to|an? endpoint to|an? option to)|(?:an? |the )?(?:way|option|possibility|endpoints?|ability) (?:to|for)|be able to|able to|let me|let us|let (?:people|users|them|everyone)|allow (?:me|us|people|users|them|everyone|anyone)? ?(?:to)?|help me|i'd like to|we'd like to|i'd like|we'd like|ideally|mainly|mostly|basically|need to|need|needs?|want to|want|wants?|possible to|should|must|can|could|able|to|support|supports?|with|it can|of course|show me|give me|show us|give us|both) |(?:and|also|for|then),? |${USERS}(?:'d| would| should| must| can| could| will| shall| may| might| want| wants| need| needs| have| has| like| love| be able| able| also| often| usually| sometimes| to| just| only(?= need| want)| mostly)* (?=(?:be able|to|see|list|filter|search|find|look|sort|browse|get|add|edit|delete|create|update|change|remove|view|fetch|show|order|page|query|read|both|mark|toggle|check|pull|retrieve|narrow|list|look|post|log|record|enter|save|store|register|submit|have|keep|make|create|page|sort|mark)\\b))`, "i");

type Mode = "crud" | "filter" | "search" | "sort" | "show" | null;
interface State { mode: Mode; thing: DraftThing }

const EVERY = "(?:all|one|an?|the|new|existing|every|each|single|any|some|of|my|our|their|his|her|old|them|it|those|these|whole|complete|specific|individual|wrong|own|more|first|current|particular|certain)";
const DO = "(?:list|view|see|show|get|fetch|read|retrieve|browse|find|look at|display|look up|add|create|post|enter|insert|record|save|store|log|register|edit|update|change|modify|rename|correct|delete|remove|manage|replace|open|write|submit|put in|put|patch|adding|editing|deleting|removing|listing|creating|updating|viewing|changing|reading|crud|load|take out|throw out|drop|input|maintain|fix|edit or delete|update or delete)";
const END = "(?: (?:by id|by its id|by their id|with its id|by the id|one by one|again|at once|too|later|afterwards|as well|in one list|in a list|list|details?|if needed|when needed|easily|please|anytime|at any time|individually|by themselves|also))*";

/** What callers do with the lists: narrow, search, sort, page, add, change and delete. Every part that each API has anyway is met; the others are open. Null where the sentence asks for none of it. */
export function readWishes(sentence: string, before: Draft): Draft | null {
  const draft = structuredClone(before);
  const current = draft.things[draft.last] ?? draft.things[0];
  if (!current) return null;
  const state: State = { mode: null, thing: current };
  let met = 0;
  const open: string[] = [];
  for (const part of partsOf(sentence, draft)) {
    if (readPart(part, state, draft)) met += 1;
    else open.push(part);
  }
  if (met === 0) return null;
  draft.last = draft.things.indexOf(state.thing);
  draft.open.push(...open.map((text) => ({ text })));
  return draft;
}

function partsOf(sentence: string, draft: Draft): string[] {
  const kept = sentence.replace(/,? \(?(?:e\.g\.?|for example|for instance|such as),? [^,;()]+\)?(?=$|,)/gi, "").replace(/\b(between|from) ((?:a |an |the |two |given )*[a-z0-9]+(?: [a-z0-9]+)?) and (?!by |filter|search|sort|list|show|for |on |in )((?:a |an |the |given )*[a-z0-9]+)/gi, "$1 $2 _and_ $3").replace(/\b(min(?:imum)?|start|from|on) (?:and|or) (max(?:imum)?|end|to|off)\b/gi, "$1 _and_ $2").replace(/\([^)]*\)/g, (bracket) => bracket.replaceAll(",", " ").replaceAll(" and ", " _and_ "));
  const named = [...draft.things.flatMap(({ fields }) => fields.flatMap(({ name, choices = [] }) => [name, ...choices]))].filter((name) => / (?:and|or) /.test(name));
  const whole = named.reduce((text, name) => text.replace(new RegExp(name.replace(/[^a-z0-9 ]/gi, "\\$&"), "gi"), (said) => said.replace(/ (and|or) /g, " _$1_ ")), kept);
  return whole.split(/\s*[,;]\s*(?:(?:and|or|then|but|plus)(?: also| then)? )?|\s+(?:and then|and also|and|or|then|but|plus|as well as|&)\s+|\s*\/\s*(?=[a-z])/i).map((part) => part.replace(/_(and|or)_/g, "$1").trim()).filter(Boolean);
}

function readPart(said: string, state: State, draft: Draft): boolean {
  if (isContext(said) && /^(?:no |please|thanks)/i.test(said)) return true;
  let part = said.replace(/\.$/, "");
  for (let shorter = part.replace(LEAD, ""); shorter !== part; shorter = part.replace(LEAD, "")) part = shorter;
  part = part.replace(/ (?:please|easily|quickly|as well|too|if possible|would be (?:nice|great|good|cool|helpful|enough)|is enough|also)$/i, "").trim();
  if (part === "") return true;
  return basics(part, state, draft) || ordered(part, state, draft) || paged(part) || narrowed(part, state, draft) || searched(part, state, draft) || changed(part, state, draft) || shown(part, state, draft) || carriedOn(part, state, draft);
}

/** Create, read, update and delete. */
function basics(part: string, state: State, draft: Draft): boolean {
  const nouns = draft.things.flatMap(namesOf).join("|");
  if (/^(?:full |basic |simple |standard |usual |normal |complete |the |all |all the )*(?:crud|create read update delete|operations|basic stuff|usual (?:operations|things|endpoints|stuff|calls)|crud (?:operations|endpoints|api|for (?:both|all|them|everything|each)))(?: (?:for|on|of) (?:both|all|them|everything|each|all of them|it))?$/i.test(part)) return true;
  const found = new RegExp(`^${DO}(?:(?: and| or|/)? ${DO})*(?: ${EVERY})*(?: (${nouns}|items?|entries|entry|records?|ones?|things?|everything|stuff|both|data|list|lists|info|details|rows?))?(?: (?:list|details|entries|records|data|info))?${END}$`, "i").exec(part);
  if (!found) return /^(?:one|all|every one|details|each one|by id|one by one|get by id|by its id|both|single|one by id|a single one|all of them)$/i.test(part) && state.mode !== "filter" && state.mode !== "search" && (state.mode === "crud" || /id/.test(part));
  const thing = found[1] === undefined ? undefined : thingCalled(draft, found[1]);
  if (thing) state.thing = thing;
  state.mode = "crud";
  return true;
}

/** "newest first", "sorted by date". */
function ordered(part: string, state: State, draft: Draft): boolean {
  const nouns = namesOf(state.thing).join("|");
  const said = new RegExp(`^(?:(?:list|show|get|see|display|give|a|the|it|them|all|should|be|is|are|come|comes|lists?|${nouns}|results?|one|ones|automatically|always|can|in)(?: |$))*(?:(sort|order|sorting|sortable|ordering)|(sorted|ordered))(?: (?:it|them|the|all|list|results?|${nouns}|be|possible))* ?(?:by|on|after|from|in|for)? ?(.+)?$`, "i").exec(part);
  if (said) {
    const [, can, , by = ""] = said;
    state.mode = "sort";
    if (by === "") return true;
    return readOrder(by, state.thing, draft, can === undefined && !/\bcan\b|\bpossible\b/i.test(part));
  }
  const first = new RegExp(`^(?:(?:show|list|get|see|display|give|with|the|a|in|have|put|come|it|they|should) )*(.+? (?:first|on top|at the top)|alphabetical(?:ly)?(?: order)?|chronological(?:ly)?(?: order)?)$`, "i").exec(part)?.[1];
  if (first !== undefined) { const isRead = readOrder(first.replace(/^(?:list|all|them|lists?) /i, ""), state.thing, draft, true); if (isRead) state.mode = "show"; return isRead; }
  const last = new RegExp(`^(?:(?:show|list|get|see|fetch|find|display|give|retrieve|read|the|an?|me|us|only|just) )+(?:last|latest|newest|most recent) (?:one|ones|few|\\d+|${nouns}|entry|entries|items?|records?|value)(?: (?:${nouns}|only))?$`, "i").test(part);
  if (last && readOrder("newest first", state.thing, draft, true)) {
    say(draft, `"${part}": lists of ${pluralOf(state.thing)} come newest first, so that ?limit=1 is the last one`);
    state.mode = "show";
    return true;
  }
  return false;
}

const paged = (part: string): boolean => /^(?:(?:the |results? |lists? |list of [a-z]+ |it |that )*(?:should |must |can |may |is |are |be )*)?(?:page|pages|paging|paged|paginate|paginated|pagination|browse|scroll|go|page by page)(?: (?:page by page|in pages|through|over|on|for|of|by|the|all|results?|lists?|list|them|it|pages?|with|limit|offset|size|number|parameters?|support|please|endpoints?))*$/i.test(part);

/** "filter by difficulty", "filter for food safe ones". */
function narrowed(part: string, state: State, draft: Draft): boolean {
  const nouns = draft.things.flatMap(namesOf).join("|");
  const found = new RegExp(`^(?:(?:the|an?|be|list|lists|get|simple|have|results?|with|all|it) )*(?:filter(?:ed|ing|able|s)?|narrow(?:ed)?(?: down)?|query|select|look up|lookup|limit(?:ed)? to|restrict(?:ed)?)(?: (?:it|them|the|my|all|list|lists|results?|down|our|one|(${nouns})))*(?: (?:by|on|for|to|with|of|per|in|at|using|which|that|who|from))? (.+)$`, "i").exec(part);
  if (!found) return false;
  const thing = found[1] === undefined ? undefined : thingCalled(draft, found[1]);
  if (thing) state.thing = thing;
  state.mode = "filter";
  return meets(found[2] ?? "", state.thing, draft);
}

function searched(part: string, state: State, draft: Draft): boolean {
  const nouns = draft.things.flatMap(namesOf).join("|");
  const found = new RegExp(`^(?:(?:the|an?|full|text|full-text|simple|quick|have) )*(?:search(?:ing|able|es)?|find|look up|lookup|look for|look)(?: (?:for|it|them|the|a|an|all|any|${EVERY}|(${nouns})))*(?: (?:by|in|on|within|with|through|over|using|from|across|at|of|whose|based on))? ?(.+)?$`, "i").exec(part);
  if (!found || !/^(?:[a-z]+ )*?(?:search|find|look)/i.test(part)) return false;
  const thing = found[1] === undefined ? undefined : thingCalled(draft, found[1]);
  if (thing) state.thing = thing;
  const isSearch = /\bsearch/i.test(part);
  state.mode = isSearch ? "search" : "filter";
  const by = found[2] ?? "";
  if (by === "") { const names = state.thing.fields.filter(({ kind }) => kind === "text" || kind === "longText").map(({ name }) => name); if (!isSearch || names.length === 0) return false; state.thing.search = [...new Set([...state.thing.search, ...names])]; return true; }
  return (isSearch || /\b(?:part|contain|word)/i.test(by) ? searchIn(by, state.thing, draft) : false) || meets(by, state.thing, draft);
}

/** "toggle a flag", "mark it as claimed", "change the state": a PATCH of that field. */
function changed(part: string, state: State, draft: Draft): boolean {
  const nouns = draft.things.flatMap(namesOf).join("|");
  const mark = new RegExp(`^(?:mark|set|flag|tick|check off|turn|switch)(?: (?:it|them|an?|the|one|item|items|${nouns}|off))* (?:as |to |on)?(.+)$`, "i").exec(part)?.[1];
  const flags = state.thing.fields.filter(({ kind }) => kind === "boolean");
  const path = `PATCH /${pluralOf(state.thing).replaceAll(" ", "-")}/{id}`;
  const flag = mark === undefined ? undefined : flags.find(({ name }) => name === mark.toLowerCase() || name === mark.toLowerCase().replace(/^(?:not |un)/, "")) ?? state.thing.fields.find(({ choices = [] }) => choices.some((choice) => choice.toLowerCase() === mark.toLowerCase()));
  if (flag) { state.mode = "crud"; say(draft, `"${part}": ${path} sets ${flag.name}`); return true; }
  const [only] = flags;
  if (only && flags.length === 1 && new RegExp(`^(?:toggle|switch|turn|enable|disable|turn on|activate|deactivate)(?: (?:it|an?|the|one|${nouns}|on|off|and|or|${only.name}|flag|them))+$`, "i").test(part)) { state.mode = "crud"; say(draft, `"${part}": ${path} sets ${only.name} to true or false`); return true; }
  const field = /^(?:change|update|edit|set|correct|adjust|move|modify|raise|lower)(?: (?:its|their|the|an?|his|her|it|one))* (.+?)(?: of (?:an?|the|one|my|each) .+)?(?: later| afterwards| if needed| when needed)?$/i.exec(part)?.[1];
  return field !== undefined && findField(field, state.thing) !== undefined;
}

const SHOW = "(?:list|show|see|get|find|view|display|fetch|browse|give|retrieve|look at|have|only|just|pull|read|return|check|look up|list of|know|tell)";

/** "show unclaimed items", "get all stalls of one cuisine", "only those with cards". */
function shown(part: string, state: State, draft: Draft): boolean {
  const nouns = [...draft.things.flatMap(namesOf), "ones", "one", "those", "things", "thing", "items", "item", "entries", "records", "results", "everything", "it", "them", "stuff", "list"].join("|");
  const said = new RegExp(`^(?:(?:${SHOW}) )+(?:(?:me|us|only|just|all|every|each|the|of|any|a list of|a|an|list of|also|them|everything|out|by|for|which|who) )*(.+)$`, "i").exec(part);
  const only = /^(.+) only$/i.exec(part)?.[1];
  const rest = said?.[1] ?? only ?? (state.mode === "show" || /^(?:all|only|just|those|the ones)\b/i.test(part) ? part.replace(/^(?:(?:all|only|just|the|also) )+/i, "") : undefined);
  if (rest === undefined) return false;
  const named = new RegExp(`^(.*?) ?\\b(${nouns})\\b(?:,? (?:(?:that|which|who) )?(.*))?$`, "i").exec(rest);
  const thing = (named && thingCalled(draft, named[2] ?? "")) ?? state.thing;
  if (named) {
    const [before = "", tail = ""] = [named[1]?.trim(), named[3]?.trim()];
    const copy = structuredClone(draft);
    const own = copy.things[draft.things.indexOf(thing)];
    if (own && (before === "" || /^(?:my|our|the|all|only)$/i.test(before) || meets(before, own, copy)) && (tail === "" || tailed(tail, own, copy))) {
      Object.assign(draft, copy);
      Object.assign(state, { thing: own, mode: "show" });
      return true;
    }
  }
  state.mode = "show";
  return meets(rest, state.thing, draft);
}

/** "of one colour that are not damaged": two of them hold together. */
function tailed(tail: string, thing: DraftThing, draft: Draft): boolean {
  if (tailedOnce(tail, thing, draft)) return true;
  const joint = / (?=(?:that|which|who|with|without|in|at|from|by|of|for|sorted|ordered) )/gi;
  return [...tail.matchAll(joint)].some(({ index }) => {
    const copy = structuredClone(draft);
    const own = copy.things[draft.things.indexOf(thing)];
    if (!own || !tailedOnce(tail.slice(0, index), own, copy) || !tailed(tail.slice(index + 1).replace(/^(?:that|which|who) /i, ""), own, copy)) return false;
    thing.search = own.search;
    thing.rules = own.rules;
    draft.said = copy.said;
    return true;
  });
}

const tailedOnce = (tail: string, thing: DraftThing, draft: Draft): boolean =>
  (/first$|^(?:sorted|ordered) by /i.test(tail) && readOrder(tail.replace(/^(?:sorted|ordered) by /i, ""), thing, draft, true)) || meets(tail, thing, draft) || meets(tail.replace(/^(?:are|is|were|was|have|has|be|stand|lie|live|lives|belong|come|cost|play|happened|made|given|born|grown|kept|stored|bought|done|filed|held) (?:in|at|on|from|to|by|of|with|for)? ?/i, ""), thing, draft);

/** "filter by artist and condition": what follows is of the same kind. */
function carriedOn(part: string, state: State, draft: Draft): boolean {
  const said = part.replace(/^(?:by|on|for|in|with|the|of|at) /i, "");
  switch (state.mode) {
    case "filter": return meets(part, state.thing, draft);
    case "search": return searchIn(said, state.thing, draft) || meets(part, state.thing, draft);
    case "sort": return !state.thing.rules.some(({ rule }) => rule === "order") && readOrder(said, state.thing, draft, false);
    case "show": return meets(part, state.thing, draft) || tailed(part, state.thing, draft);
    default: return false;
  }
}
