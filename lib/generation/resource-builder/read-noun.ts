import { resolveNoun } from "./known-resources.ts";
import { NotUnderstood } from "./not-understood.ts";
import { stripLead } from "./strip-lead.ts";
import { isPlural, onLastWord, singular } from "./words.ts";

/** The singular noun phrase of a resource. Throws when it is more than a noun. */
export function readNoun(phrase: string): string {
  if (/^(?:the )?(?:people|users?|everyone|customers|visitors|guests|clients) (?:register|book|order|rate|review|vote|submit|post|comment|subscribe|reserve|like|follow|apply|request|report|answer)$/.test(phrase.trim())) throw new NotUnderstood(`It isn't clear what "${phrase.trim()}" stores. Name the things, for example "registrations with event, name and email".`, phrase.trim());
  // "a log book for a drone pilot": whose it is says nothing of what is written in it.
  const kept = /^(?:(?:keep|make|create|build|write|have) )?(?:(?:an?|the|my|our) )?(log|diary|journal|logbook) (?:of|for) (?:an?|the) ([a-z]+(?: [a-z]+)?)$/.exec(phrase.trim());
  if (kept && !isPlural(kept[2] ?? "")) return `${kept[1] ?? ""} entry`;
  const text = stripLead(whatIsHeld(phrase.trim())).replace(/^["' ]+|["' .,]+$/g, "")
    .replace(/^(?:(?!(?:in|at|of|for|from|on|to|by) )[a-z]+ ){0,2}(?!(?:in|at|of|for|from|on|to|by) )[a-z]+'s? (?=[a-z])/, "")
    .replace(/ (?:in|at|of|for|from|on) (?:(?:my|our|a|an|the|your) )?(?:small |local |little )?[a-z]+(?:'s?)?(?: (?!(?:with|and)\b)[a-z]+)?$/, "")
    .replace(/^([a-z]+(?: [a-z]+)?s) (?:waiting|living|working|staying|coming|owned|borrowed|kept|bought|sold)$/, "$1")
    .replace(/^(?:different|various|several|all|many|multiple) /, "");
  const one = onLastWord(text.replace(/-/g, " "), singular);
  // A playlist holds songs; playlists are things of their own.
  const noun = /^(?:playlists|wishlists|leaderboards|notebooks|cookbooks|shopping lists)$/.test(text) ? one : resolveNoun(one);
  const words = noun.split(" ");
  if (noun === "" || words.length > (/ (?:entry|item)$/.test(noun) ? 4 : 3) || !/^[a-z][a-z0-9 ]*$/.test(noun) || NOT_A_NOUN.test(noun) || TO_DO.test(noun) || SERVICE.test(noun) || (ACTIVITY.test(noun) && !isPlural(text.split(" ").at(-1) ?? "")) || new Set(words).size < words.length || noun.length < 3) {
    throw new NotUnderstood(`It isn't clear what "${phrase.trim()}" stores.`, phrase.trim());
  }
  return noun;
}

/** The inventory of a cupboard holds items, not cupboards; so does the stock of a shop, said "shop stock". */
export const whatIsHeld = (text: string): string => text.replace(HOLDER, "$1 items").replace(HOLDS, "$1 items");
const STORE = "(?:cupboard|cabinet|storeroom|warehouse|shop|school|lab|office|club|library|kitchen|garage|museum|gallery|church|house|home|household|fridge|freezer|pantry|cellar|shed|workshop|room|bar|restaurant|cafe|farm|hospital|clinic|department|van|truck|boat)";
const HOLDER = new RegExp(`\\b(?:inventory|catalogue|catalog|contents|stock) (?:of|for|in) (?:(?:my|our|the|an?|[a-z]+'s?) )*((?:[a-z]+ )?${STORE})$`);
const HOLDS = new RegExp(`((?:^|\\b[a-z]+ )${STORE}) (?:stock|inventory|contents)$`);

/** A noun phrase that starts with one of these is a thing to do. Those that are also things ("order", "book") are left out. */
const TO_DO = /^(?:estimate|generate|exchange(?! rates?\b)|recommend|predict|guess|simulate|measure|transform|combine|correct|improve|evaluate|arrange|identify|settle|divide|distribute|allocate|visuali[sz]e|notify|remind|fetch|calculate|make|get|tell|give|help|suggest|grade(?= essays?| papers?| exams?| homework| tests?| students?)|match(?! results?| days?| reports?| stat| entr| event)|draw(?! results?)|pick(?! ups?)|choose|mix|tune|filter|lookup|reserve|rent out|automat\w+|take|accept|process|charge|sell|play|run|verify|validate|detect|resize|compress|crop|render|draw|paint|solve|sort|reverse|encode|decode|encrypt|decrypt|hash|sign|parse|extract|merge|split|search|find|look|check|count|compare|compute|send|receive|post|publish|share|invite|connect|integrate|sync|deploy|monitor|watch|listen|read|write|edit|delete|remove|update|approve|reject|assign|schedule|automate|optimi[sz]e|optimise|suggest|rate|rank|vote|bet|trade|invest|transfer|pay|refund|ship|deliver|control|turn|switch|open|close|lock|unlock|start|stop|learn|teach|train|answer|ask|explain|describe|speak|say|sing|cook|order me|buy|browse|stream|download|upload|print|scan|serve|proxy|cache|redirect|shorten|convert|translate|roll|flip) [a-z]/;

/** Whether the words say what to do, not what to keep. */
export const isDeed = (phrase: string): boolean => TO_DO.test(stripLead(phrase));

/** What an API would do, named as a thing. */
const SERVICE = /(?:^(?:route planner|[a-z]+ally|login|logout|auth|authentication|chat|chatbot|weather|hello|test|hi|drop table .*)|\b(?:generator|converter|calculator|encoder|decoder|encode|decode|validator|checker|resizer|resize|scraper|bot|timer|simulator|parser|shortener|recognition|streaming|statistics?|stats|push notification|speech to text))$/;
/** In the singular, something to run; in the plural, things to keep. */
const ACTIVITY = /\b(?:engine|time|lookup|storage|tracking|chess|sudoku|tic tac toe|map|wallet|chat|calendar|game|dashboard|builder|editor|detector|scanner|control|recommender|translator|scheduler|queue|solver|search|kit|clone|online shop|newsletter|signup)$/;

const NOT_A_NOUN = new RegExp(
  "^(?:two|three|four|five|six|seven|eight|nine|ten) |\\b(?:roles|rights|permissions)$|\\b(?:needs?|wants?|grows?|forgets?|loses?|takes?|goes|comes|gives?) [a-z]|"+
  "\\b(?:that|which|who|when|where|if|then|from|into|to|as|by|using|via|is|are|be|predicts?|prediction|forecasts?|tells?|sends?|email me|shows? [a-z]+|returns?|gives?|gets?|fetch(?:es)?|calculates?|generates?|converts?|translates?|" +
  "summari[sz]es?|scrapes?|detects?|recognis?zes?|analy[sz]es?|recommends?|plays?|does|do|can|should|must|will|would|could|i|me|my|you|it|they|something|anything|everything|stuff|things?|api|app|website|asdf|qwerty|tomorrow|real[- ]?time|live|other|someone|everyone|" +
  "secrets?|passwords?|credentials?|not|no|only|duplicates?|overdue|and|or)\\b",
);
