import type { Rephrasing } from "./rephrasing.ts";

const DO = "(?:make|build|create|save|store|keep|track|manage|record|register|write|collect|have|add|log|list|note|see|know|get|show|count|search|find)";

/** English as people write it who speak another language. It must mean the same. */
export const rephrasePlainEnglish: Rephrasing[] = [
  { said: new RegExp(`\\b(i|we|they|users?) (want|wants|need|needs|would like|wish) (?=${DO}\\b)`, "g"), means: "$1 $2 to " },
  { said: new RegExp(`(?<=^|[.;\\n] ?)wants? (?:to )?(?=${DO}\\b)`, "g"), means: "i want to " },
  { said: new RegExp(`\\b(?:for to|in order for to|for) (?=(?:manage|keep|store|save|track|record|register|organi[sz]e|collect)\\b(?! (?:[a-z]+ )?(?:api|app)\\b))`, "g"), means: "to " },
  { said: /\b(storing|managing|keeping|tracking|saving|recording|registering|organi[sz]ing) of (?=[a-z])/g, means: "$1 " },
  { said: /\bto note (?:down )?(?=(?:the |our |my |all )?[a-z]+s\b)/g, means: "to record " },
  // "i'd like a guestbook for our wedding, guests leave name and message"
  { said: /^(?:i|we)(?:'d| would)? (?:like|need|want) (?:to have )?(?=an? (?:guest ?book|list|log|register|directory|catalogue|catalog|diary|journal|suggestion box|waiting list|waitlist|wish ?list)\b)/, means: "" },
  { said: /\bwrite down (?=(?:the |our |my |all )?[a-z])/g, means: "record " },
  { said: /\binformations\b/g, means: "information" },
  { said: /\b(each|every) ([a-z]+) have (?=[a-z])/g, means: "$1 $2 has " },
  { said: /\b(must|can|should) to (?=(?:be|have|show|see)\b)/g, means: "$1 " },
  { said: /\b(?:is|it is|must be) possible (?:to|of) (?=(?:see|get|show|list|search|filter|sort|find)\b)/g, means: "" },
  { said: /^((?:i|we) (?:want|need|would like) (?:to (?:make|build|create|have) )?)?(?:one|an?) api (?:of|about) (?:the |my |our )?(?=[a-z]+s\b)/, means: "$1an api to manage " },
  { said: /\b(with|has|have) (?:the )?(?:next|following|this|these) (?:fields?|data|datas|information|attributes|columns)(?: like)?:? ?/g, means: "$1 " },
  { said: /\bdatas\b/g, means: "data" },
];
