import type { Rephrasing } from "./rephrasing.ts";

/** Where an item of a list begins and ends. */
const FROM = "(?<=(?:,|;|:|\\(|\\band|\\bwith|\\bhas|\\bhave| -|[a-z]\\.) )";
const TO = "(?=[,;.)\\n]|$| and )";
const THEY = "(?:it|they|he|she|we|i|you|this|that)";
/** Not in a sentence that asks for a figure. */
const COUNTED = "(?<=(?:,|:|\\(|\\band|\\bwith|\\bhas|\\bhave) )(?=the |number |count |how )(?<!\\b(?:show|list|give|get|see|know|tell|report|display|return|calculate|count)s?\\b[^.;\\n]*)";
const PAST = "(?:[a-z]+ed|found|lost|seen|kept|bought|sold|made|built|paid|went|done|wrong|broken|missing|said|caught|left|happened|taken|given|lent|sent|worn|eaten|met|taught|learnt|read|set|put|grown|drunk|won|broke|came|ran|swam|drove|lives|works)";
const TRAVEL = /\b(?:rides?|trips?|flights?|routes?|journeys?|carpools?|taxis?|driving|mileage|commutes?|km|transfers?|shipments?|moves?|travels?|buses|trains|deliveries|tours?|drives?)\b/;

const MOST: Record<string, string> = { five: "5", six: "6", ten: "10", twenty: "20" };

/** What people write for one fact in a list of fields. */
export const rephraseItems: Rephrasing[] = [
  { said: /\bwhat's (?=[a-z])/g, means: "what is " },
  { said: /(?<=[a-z]) \/ (?=[a-z])/g, means: "/" },
  { said: /\b(rating|score|mark|grade|stars) ?\/ ?(5|6|10|20|100)\b/g, means: "$1 out of $2" },
  { said: /\b(rating|score|mark|grade|stars|points) out of (five|six|ten|twenty)\b/g, means: (_match, [what = "", most = ""]) => `${what} out of ${MOST[most] ?? most}` },
  // "number of frames with brood"; where frames are kept, it is a figure of them
  { said: new RegExp(`${COUNTED}(?:the )?(?:number of|count of|how many) ([a-z]+(?: [a-z]+)?) (with|having|including|containing|(?:that|which|who) (?:have|has|had|contain|contained)) (?:an? |the |any )?((?!(?:status|state)\\b)[a-z]+(?: (?!(?:and|or|from|between|per|by|for)\\b)[a-z]+)?)(?=[,;.)\\n]|$| and | ?\\(| from \\d| between \\d)`, "g"), means: (match, [what = "", having = "", of = ""], text) => (new RegExp(`(?<!(?:number of|count of|how many) )\\b${what}\\b`).test(text) ? match : `number_of_${what}_${/^(?:that|which|who|having)/.test(having) ? "with" : having}_${of}`.replaceAll(" ", "_")) },
  { said: new RegExp(`${FROM}what${TO}`, "g"), means: "item" },
  { said: new RegExp(`${FROM}what (?:(?:is |has |needs |there is )?to do|(?:has|needs) to be done|must be done)${TO}`, "g"), means: "task" },
  // "how often to water (days)"
  { said: new RegExp(`${FROM}how often (?:to|i|we|it is|they are) ([a-z]+)(?: (?:it|them))? ?\\((?:in |every )?(days|weeks|months|hours)\\)${TO}`, "g"), means: "$1 interval in $2" },
  // "whether they have paid", "whether they have a car"
  { said: new RegExp(`\\b(whether|if) (?:or not )?${THEY} (?:have|has|had|'ve) (?:been )?(?=(?:already )?${PAST}\\b)`, "g"), means: "$1 " },
  { said: new RegExp(`(?<=(?:,|;|:|\\band|\\bwith) )(?:whether|if) (?:or not )?${THEY} (?:have|has|had) (?:an? |any |the )?([a-z]+(?: [a-z]+)?)(?: or not)?${TO}`, "g"), means: (_match, [what = ""]) => `has_${what.replaceAll(" ", "_")} (yes/no)` },
  { said: /\b(delivery|working|opening|training|market|available|open|collection|class) days of the week\b/g, means: "$1 days" },
  // "student who borrowed it"
  { said: new RegExp(`${FROM}((?:the |an? )?[a-z]+(?: [a-z]+)?) (?:who|that|which) ${PAST}(?: (?:it|them|this))?${TO}`, "g"), means: "$1" },
  { said: new RegExp(`${FROM}who (said|caught|found|sold|bought|lent|borrowed|did|sent|took|wrote|drove|taught|led|won)(?: (?:it|them))?${TO}`, "g"), means: (_match, [verb = ""]) => `${PARTICIPLES[verb] ?? verb} by` },
  // "what is wrong", "what went well": the question itself names the field
  { said: new RegExp(`${FROM}((?:what|why|how) (?:(?:is|was|were|has been|${THEY}) ){0,2}${PAST}(?: [a-z]+)?)(?= \\(| (?:from )?\\d)`, "g"), means: (match) => match.replaceAll(" ", "_") },
  { said: new RegExp(`${FROM}((?:what|why|how) (?:(?:is|was|were|has been|${THEY}) ){0,2}${PAST}(?: [a-z]+)?)${TO}`, "g"), means: (match) => `${match.replaceAll(" ", "_")} (text)` },
  // "the exercises we did"
  { said: new RegExp(`${FROM}(?:the |an? )?([a-z]+(?: [a-z]+)?) (?:that |which )?(?:we|i|they|he|she) (?:did|${PAST})${TO}`, "g"), means: (match, [what = ""]) => (/^(?:what|why|how|where|when|who|if|whether)\b/.test(what) ? match : what) },
  { said: new RegExp(`${FROM}(price|cost|fee|amount) (?:each|apiece|a piece)${TO}`, "g"), means: "$1 per piece" },
  { said: new RegExp(`${FROM}(working|functioning|operational)${TO}`, "g"), means: "is_$1" },
  { said: /\bblack and white\b/g, means: "black_and_white" },
  { said: new RegExp(`${FROM}((?:what|why|how) ${THEY} [a-z]+(?: [a-z]+)?)${TO}`, "g"), means: (match) => `${match.replaceAll(" ", "_")} (text)` },
  { said: new RegExp(`${FROM}how (old|big|tall|long|heavy|far|deep|wide|high) (?:(?:it|he|she|they) (?:is|are|was|were))${TO}`, "g"), means: (_match, [how = ""]) => DEGREES[how] ?? how },
  { said: new RegExp(`${FROM}with (?:whom|who)${TO}`, "g"), means: "companion" },
  { said: new RegExp(`${FROM}about what${TO}`, "g"), means: "topic" },
  { said: new RegExp(`${FROM}(from|to) whom${TO}`, "g"), means: "$1_person" },
  { said: new RegExp(`${FROM}which ([a-z]+)${TO}`, "g"), means: "$1" },
  { said: new RegExp(`${FROM}([a-z]+ed|bought|sold|made|built|found|lent|born) when${TO}`, "g"), means: "$1 date" },
  { said: new RegExp(`${FROM}how (far|old|big|tall|long|heavy|deep)(?: away)?${TO}`, "g"), means: (_match, [how = ""]) => (how === "long" ? "duration in minutes" : DEGREES[how] ?? how) },
  { said: new RegExp(`${FROM}([a-z]+(?: [a-z]+)?) ?%${TO}`, "g"), means: "$1 percent" },
  { said: new RegExp(`${FROM}(?:went to bed|bedtime) at${TO}`, "g"), means: "bedtime (datetime)" },
  { said: new RegExp(`${FROM}(?:got up|woke up|wakes? up) at${TO}`, "g"), means: "wake time (datetime)" },
  { said: new RegExp(`${FROM}fell asleep at${TO}`, "g"), means: "sleep start (datetime)" },
  { said: new RegExp(`${FROM}by whom (?:(?:it|they) (?:was|were) )?([a-z]+ed|taken|made|found|sold|done)${TO}`, "g"), means: "$1 by" },
  { said: new RegExp(`(?<=, )([a-z]{2,}ed) with(?=\\s*(?:[,.;\\n)]|$))`, "g"), means: "$1_with" },
  { said: new RegExp(`${FROM}since when${TO}`, "g"), means: "since" },
  { said: new RegExp(`${FROM}([a-z]+(?: [a-z]+)?) (?:must be|has to be|should be|is) unique(?=,)`, "g"), means: "$1 (unique)" },
  { said: new RegExp(`${FROM}where (?:(?:is|was|were|${THEY}) ){0,2}(?:${PAST}|is|[a-z]+s)(?: (?:it|them))?${TO}`, "g"), means: (match, _groups, text) => (/(?:,|and|with) location\b|\b(?:per|by|each) place\b/.test(text.replace(match, "")) ? "place" : "location") },
  { said: new RegExp(`${FROM}where${TO}`, "g"), means: "place" },
  { said: new RegExp(`${FROM}when${TO}`, "g"), means: "date" },
  { said: new RegExp(`${FROM}who${TO}`, "g"), means: "person" },
  { said: new RegExp(`${FROM}why${TO}`, "g"), means: "reason" },
  { said: new RegExp(`${FROM}how many${TO}`, "g"), means: "quantity" },
  { said: new RegExp(`${FROM}how long(?: (?:it|they) (?:took|lasted|takes?|lasts?))?${TO}`, "g"), means: "duration in minutes" },
  { said: new RegExp(`${FROM}how many ([a-z]+s)(?: ${THEY} [a-z]+| (?:sold|eaten|collected|made|there were|came|left))?${TO}`, "g"), means: "number of $1" },
  { said: new RegExp(`${FROM}is (?:it|he|she) ([a-z]+(?: [a-z]+)?)${TO}`, "g"), means: "is $1" },
  { said: new RegExp(`(?<=, |, and )(contains|includes) (?:an? )?([a-z]+)${TO}`, "g"), means: "$1_$2 (yes/no)" },
  // "has a driving licence" among other fields opens no list
  { said: new RegExp(`(?<=, |, and )(?:has|have) (?:an? )?([a-z]+(?: (?!and\\b|or\\b)[a-z]+)?)${TO}`, "g"), means: (_match, [what = ""]) => `has_${what.replaceAll(" ", "_")}` },
  { said: new RegExp(`(?<=, |, and )(with|without) ([a-z]+(?: [a-z]+)?) or not${TO}`, "g"), means: (_match, [link = "", what = ""]) => `${link}_${what.replaceAll(" ", "_")} (yes/no)` },
  { said: new RegExp(`${FROM}([a-z]+(?: [a-z]+){0,2}),? (?:yes or no|yes\\/no|y\\/n)${TO}`, "g"), means: "$1 (yes/no)" },
  // "water every n days", "fertilizer every how many weeks"
  { said: new RegExp(`${FROM}(?:([a-z]+(?: [a-z]+)?) )?every (?:n|x|how many|so many|#) (days|weeks|months|hours|years)${TO}`, "g"), means: (_match, [what = "", unit = ""]) => `${what === "" ? "" : `${what} `}interval in ${unit}` },
  { said: /\b(serial|invoice|order|house|flat|room|policy|account|member|student|model|registration|tel|phone|mobile|licen[cs]e|id|batch|lot) no\.?(?=[,;)\n]| (?:and|unique)\b|\.(?=\s|$)|$)/g, means: "$1 number" },
  { said: /\b(?!(?:yes|and|say|says|has|there|with|but|votes)\b)([a-z]{3,}) no(?:\.(?=,)|(?=,))/g, means: "$1 number" },
  { said: new RegExp(`${FROM}from(?:,| and) to${TO}`, "g"), means: (match, _groups, text) => (WORKS.test(text) ? "start time, end time" : TRAVEL.test(text) || (/(?:,|:|with) date,/.test(text) && !STAYS.test(text)) ? "from_place, to_place" : match) },
  // "plus one name" is of the one that comes along; "message on the cake" is a message
  { said: new RegExp(`${FROM}(message|text|name|number|date|note|km|kilometers|kilometres|miles|hours|words|writing|label) (on|of|at|in) the ([a-z]+)${TO}`, "g"), means: "$1 $2 $3" },
];

/** What is from one hour to another. */
const WORKS = /\b(?:time ?sheets?|shifts?|break|working hours|lessons?|meetings?|appointments?|sessions?|opening)\b/;
/** What lasts from one day to another. */
const STAYS = /\b(?:vacations?|holidays?|leaves?|absences?|stays?|rentals?|loans?|reservations?|bookings?|projects?|employment|sick)\b/;
const DEGREES: Record<string, string> = { old: "age", big: "size", tall: "height", long: "length", heavy: "weight", far: "distance", deep: "depth", wide: "width", high: "height" };
const PARTICIPLES: Record<string, string> = { did: "done", took: "taken", wrote: "written", drove: "driven" };
