import { copyOf } from "../copy-of.ts";
import { pluralOf } from "../outline/outline-issues.ts";
import { type Draft, namesOf, say } from "./draft.ts";
import { meets, searchIn } from "./meets.ts";
import { isContext } from "./read-context.ts";
import { readOrder } from "./read-order.ts";
import { wishBasics } from "./wish-basics.ts";
import { wishChange } from "./wish-change.ts";
import { wishNarrowed, wishSearched } from "./wish-narrowed.ts";
import { wishOrder } from "./wish-order.ts";
import { tailed, wishShown } from "./wish-shown.ts";
import type { WishState } from "./wish-state.ts";

const USERS = "(?:people|users?|anyone|everyone|everybody|customers?|visitors?|members?|staff|guests?|clients?|volunteers?|teachers?|parents?|students?|colleagues|neighbou?rs|i|we|you|they|it|one|the api|the list|callers|shoppers|readers|players)";
const LEAD = new RegExp(`^(?:(?:and|also|please|then|plus|additionally|furthermore|it would be (?:nice|great|good|cool|helpful)(?: if| to)?|it should be possible to|there should be (?:a way to|an? endpoint to|an? option to)|(?:an? |the )?(?:way|option|possibility|endpoints?|ability) (?:to|for)|be able to|able to|let me|let us|let (?:people|users|them|everyone)|allow (?:me|us|people|users|them|everyone|anyone)? ?(?:to)?|help me|i'd like to|we'd like to|i'd like|we'd like|ideally|mainly|mostly|basically|need to|need|needs?|want to|want|wants?|possible to|should|must|can|could|able|to|support|supports?|with|it can|of course|show me|give me|show us|give us|both) |(?:and|also|for|then),? |${USERS}(?:'d| would| should| must| can| could| will| shall| may| might| want| wants| need| needs| have| has| like| love| be able| able| also| often| usually| sometimes| to| just| only(?= need| want)| mostly)* (?=(?:be able|to|see|list|filter|search|find|look|sort|browse|get|add|edit|delete|create|update|change|remove|view|fetch|show|order|page|query|read|both|mark|toggle|check|pull|retrieve|narrow|list|look|post|log|record|enter|save|store|register|submit|have|keep|make|create|page|sort|mark)\\b))`, "i");

/** What callers do with the lists: narrow, search, sort, page, add, change and delete. Every part that each API has anyway is met; the others are open. Null where the sentence asks for none of it. */
export function readWishes(sentence: string, before: Draft): Draft | null {
  const draft = copyOf(before);
  const current = draft.things[draft.last] ?? draft.things[0];
  if (!current) return null;
  const state: WishState = { mode: null, thing: current };
  let met = 0;
  const open: string[] = [];
  for (const part of partsOf(sentence, draft)) {
    // "One milking per cow, day and shift": a name alone goes on with what stands before it, which was no wish.
    if (!(open.length > 0 && (met === 0 || state.mode === null || state.mode === "show") && isFieldName(part, draft)) && readPart(part, state, draft)) met += 1;
    else open.push(part);
  }
  if (met === 0) return null;
  draft.last = draft.things.indexOf(state.thing);
  draft.open.push(...open.map((text) => ({ text })));
  return draft;
}

const isFieldName = (part: string, { things }: Draft): boolean => things.some(({ fields }) => fields.some(({ name }) => name === part.toLowerCase()));

function partsOf(sentence: string, draft: Draft): string[] {
  const kept = sentence.replace(/,? \(?(?:e\.g\.?|for example|for instance|such as),? [^,;()]+\)?(?=$|,)/gi, "").replace(/\b(between|from) ((?:a |an |the |two |given )*[a-z0-9]+(?: [a-z0-9]+)?) and (?!by |filter|search|sort|list|show|for |on |in )((?:a |an |the |given )*[a-z0-9]+)/gi, "$1 $2 _and_ $3").replace(/\b(min(?:imum)?|start|from|on) (?:and|or) (max(?:imum)?|end|to|off)\b/gi, "$1 _and_ $2").replace(/\([^)]*\)/g, (bracket) => bracket.replaceAll(",", " ").replaceAll(" and ", " _and_ "));
  const named = [...draft.things.flatMap(({ fields }) => fields.flatMap(({ name, choices = [] }) => [name, ...choices]))].filter((name) => / (?:and|or) /.test(name));
  const whole = named.reduce((text, name) => text.replace(new RegExp(name.replace(/[^a-z0-9 ]/gi, "\\$&"), "gi"), (said) => said.replace(/ (and|or) /g, " _$1_ ")), kept);
  return whole.split(/\s*[,;]\s*(?:(?:and|or|then|but|plus)(?: also| then)? )?|\s+(?:and then|and also|and|or|then|but|plus|as well as|&)\s+|\s*\/\s*(?=[a-z])/i).map((part) => part.replace(/_(and|or)_/g, "$1").trim()).filter(Boolean);
}

function readPart(said: string, state: WishState, draft: Draft): boolean {
  if (isContext(said) && /^(?:no |please|thanks)/i.test(said)) return true;
  let part = said.replace(/\.$/, "");
  for (let shorter = part.replace(LEAD, ""); shorter !== part; shorter = part.replace(LEAD, "")) {
    if (/^(?:show|give) (?:me|us) /i.test(part)) state.mode = "show";
    part = shorter;
  }
  part = part.replace(/ (?:please|easily|quickly|as well|too|if possible|would be (?:nice|great|good|cool|helpful|enough)|is enough|also)$/i, "").replace(/(?<=first|at the top|on top) (?:in|on|of) (?:the|each|every|all|my|our|any) (?:lists?|overview|results?)$/i, "").trim();
  if (part === "") return true;
  return wishBasics(part, state, draft) || wishOrder(part, state, draft) || paged(part) || pageSize(part, state.thing, draft) || wishNarrowed(part, state, draft) || wishSearched(part, state, draft) || wishChange(part, state, draft) || wishShown(part, state, draft) || carriedOn(part, state, draft);
}

const paged = (part: string): boolean => /^(?:(?:the |results? |lists? |list of [a-z]+ |it |that )*(?:should |must |can |may |is |are |be )*)?(?:page|pages|paging|paged|paginate|paginated|pagination|browse|scroll|go|page by page)(?: (?:page by page|in pages|through|over|on|for|of|by|the|all|results?|lists?|list|them|it|pages?|with|limit|offset|size|number|parameters?|support|please|endpoints?))*$/i.test(part);

/** "only 20 trees per page": lists come 20 at a time, and with any other number up to 100 where a call asks for it. */
function pageSize(part: string, thing: Draft["things"][number], draft: Draft): boolean {
  const nouns = [...namesOf(thing), "items?", "results?", "entries", "records?", "rows?", "ones"].join("|");
  const { one, other } = new RegExp(`^(?:(?:only|just|always|max(?:imum)?(?: of)?|at most|up to|no more than|not more than|returns?|show|list|give|send|display|load|lists?|pages?|the|of|in|with|me|us|them|it|should|must|can|be|is|are|come|comes|have|has|there|results?|${nouns}) )*(?:(?<one>\\d{1,4})(?: (?:${nouns}))? (?:(?:per|a|on each|on one|on a|in each|for each|each) page|at (?:a|one) time|at once|per (?:request|call|response|answer)|in one (?:go|answer|call))|(?:page size|pages?)(?: (?:of|is|=|should be|must be))? (?<other>\\d{1,4})(?: (?:${nouns}))?)$`, "i").exec(part)?.groups ?? {};
  const size = Number(one ?? other ?? NaN);
  if (!(size >= 1 && size <= MOST_PER_PAGE)) return false;
  const path = `GET /${pluralOf(thing).replaceAll(" ", "-")}`;
  say(draft, size === PER_PAGE ? `${path} gives ${PER_PAGE} at a time, and the next with ?cursor=` : `${path} gives ${PER_PAGE} at a time, and ${size} with ?limit=${size}; the next come with ?cursor=`);
  return true;
}

/** What each list gives by itself, and at most. */
const PER_PAGE = 20;
const MOST_PER_PAGE = 100;

/** "filter by artist and condition": what follows is of the same kind. */
function carriedOn(part: string, state: WishState, draft: Draft): boolean {
  const said = part.replace(/^(?:by|on|for|in|with|the|of|at) /i, "");
  switch (state.mode) {
    case "filter": return meets(part, state.thing, draft);
    case "search": return searchIn(said, state.thing, draft) || meets(part, state.thing, draft);
    case "sort": return !state.thing.rules.some(({ rule }) => rule === "order") && readOrder(said, state.thing, draft, false);
    case "show": return meets(part, state.thing, draft) || tailed(part, state.thing, draft);
    default: return false;
  }
}
