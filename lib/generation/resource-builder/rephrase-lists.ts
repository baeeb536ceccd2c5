import { areFields as areKnown, itemsOf } from "./grammar/items-of.ts";
import { CHOICE_NAMES } from "./grammar/lexicon.ts";
import { inferKind } from "./infer-kind.ts";
import type { Rephrasing } from "./rephrasing.ts";
import { rephraseTitles } from "./rephrase-titles.ts";
import { isPlural, onLastWord, plural, singular, withArticle } from "./words.ts";

const PEOPLE = "(?:people|visitors|users|guests|customers|members|everyone|anyone|applicants|tenants|readers|players|students|staff|i|we|they)";
const LEAVE = "(?:leave|submit|enter|post|give|write|send|fill in|suggest|report|share|propose)";
const LIST = "[a-z][^.;:\\n]*(?:,| and )[^.;\\n]*";
const VALUE = "[a-z0-9][a-z0-9_-]*(?: [a-z][a-z0-9_-]*)?";
/** Things that are written about another thing. */
const ABOUT = "(?:notes|comments|visits|payments|photos|reviews|replies|orders|measurements)";
/** What lasts from one day to another. */
const STAYS = /\b(?:vacations?|holidays?|leaves?|leave requests?|absences?|stays?|rentals?|loans?|reservations?|bookings?|projects?|employment|sick)\b/;

/** Lists of fields and values. */
export const rephraseLists: Rephrasing[] = [
  ...rephraseTitles,
  // "dogs belong to owners (name, phone)"
  { said: /(?<=^|[.;:\n] ?)([a-z]+s) belong to (?:an? |the )?([a-z]+) ?\(([^()]*,[^()]*)\)(?=[.;\n]|$)/g, means: (match, [many = "", one = "", inside = ""]) => (areFields(inside) ? `${isPlural(one) ? one : onLastWord(one, plural)} with ${inside}; each ${onLastWord(many, singular)} belongs to ${withArticle(onLastWord(one, singular))}` : match) },
  // "Each loan has …" without a word of loans before
  { said: new RegExp(`^(?:each|every) (?!(?:user|person|caller|customer|member|client|student|player|team|one|of)\\b)([a-z]+(?: [a-z]+)?) has (?:an? |the |its )?(?![^.;\\n]*,? and (?:is|are|was|can|may|must)\\b)(?=${LIST})`), means: (_match, [noun = ""]) => `${onLastWord(noun, plural)} with ` },
  // "Each rental: customer, tent size"
  { said: new RegExp(`(?<=^|[.;\\n] ?)(?:each|every|one) ([a-z]+(?: [a-z]+)?): (?=${LIST})`, "g"), means: (_match, [noun = ""]) => `${onLastWord(noun, plural)} with ` },
  // "rating, default 1200", "rating starting at 1200"
  { said: /(?<=[a-z0-9)]) ?[,(-]? ?\b(?:with )?(?:an? )?(?:default(?:s|ing)?|initially)(?: value)?(?: of| to| is|:| =)? (-?\d+(?:\.\d+)?)\)?(?=[,;)\n]|\.(?!\d)|$| and )/g, means: " default $1" },
  { said: /\b(rating|score|level|points|elo|balance|credits|coins|lives|stock)(?: that| which)? (?:start|begin)(?:s|ing|ning)? (?:at|from|with) (\d+(?:\.\d+)?)(?=[,;)\n]|\.(?!\d)|$| and )/g, means: "$1 default $2" },
  // "how many days between waterings"
  { said: /(?<=(?:,|\band|\bwith|\bhave|\bhas) )(?:the )?(?:how many|number of) (?=(?:days|weeks|months|hours|minutes) between [a-z])/g, means: "" },
  // "food safe or not"
  { said: /(?<=(?:,|\band|\bwith) )((?!(?:whether|if)\b)[a-z]+(?: [a-z]+)?) or not(?=[,;.)\n]|$| and )/g, means: "whether $1" },
  // "Comments on bugs." as a sentence of its own
  { said: /(?<=[.;\n] ?)(?:with )?(comments|notes|replies) (?:on|about|for|per) (?:the |an? |each |every )?([a-z]+)(?=[.;\n]|$)/g, means: "$1 belong to $2" },
  // "Animals (name, species), applications with …"
  { said: /(?<=^|[.;:\n] ?|\), |\) and |\), and )([a-z]+s) ?\(([^()]*,[^()]*)\)(?:,? and|,|;|\.)?(?= [a-z]+s(?: with | per | ?\(|[,;.]| and |$))/g, means: (match, [noun = "", inside = ""]) => (areFields(inside) ? `${noun} with ${inside};` : match) },
  // "stage: lead|prospect|lost"
  { said: new RegExp(`([a-z][a-z ]*?) ?[:=] ?"?(${VALUE}"?(?: ?\\| ?"?${VALUE}"?)+)`, "g"), means: (_match, [name = "", values = ""]) => `${name} (${values.replace(/"/g, "").split(/ ?\| ?/).join(", ")})` },
  { said: new RegExp(`\\b(${CHOICE_NAMES}) (${VALUE}(?: ?\\| ?${VALUE})+)`, "g"), means: (_match, [name = "", values = ""]) => `${name} (${values.split(/ ?\| ?/).join(", ")})` },
  // "title + done + priority"
  { said: /(?<=[a-z0-9)]) \+ (?=[a-z])/g, means: ", " },
  // "Status draft, sent, paid." as a sentence of its own
  { said: new RegExp(`(?<=[.;\\n] ?)(?:the |its |their )?(${CHOICE_NAMES})(?: is| are| can be|:)? (?:either |one of )?(${VALUE}(?:, ${VALUE})*(?:, | or |, or | and )${VALUE})(?=[.;\\n]|$)`, "g"), means: "each has $1 ($2)" },
  // "daily standup notes per team member: yesterday, today, blockers"
  { said: new RegExp(`^((?:[a-z]+ ){0,3}[a-z]+s) (?:per|for each|for every|by) ([a-z]+(?: [a-z]+)?): (?=${LIST})`), means: (_match, [many = "", one = ""]) => `${many} with ${one}, ` },
  // "Parking spots: each spot has number and floor"
  { said: new RegExp(`(?<=^|[.;\\n] ?)([a-z][a-z -]*?s)[:,] (?:each|every|an?|one) (?:of them|[a-z]+) (?:has|have|with) (?=${LIST})`, "g"), means: "$1 with " },
  // "ideas box. everyone can submit an idea with title and description"
  { said: new RegExp(`(?<=^|[.;\\n] ?)(?:(?:an? |the |my |our )?[a-z]+(?: [a-z]+){0,2})[,:.;] ${PEOPLE.replace("|i|we|they)", "|i|we|they|everybody)")} (?:can |should |may )?${LEAVE} (?:their |an? |the )([a-z]+(?: [a-z]+)?) with (?=${LIST})`, "g"), means: (_match, [noun = ""]) => `${onLastWord(noun, plural)} with ` },
  // "guest book, visitors leave name and message"
  { said: new RegExp(`(?<=^|[.;\\n] ?)((?:an? |the |my |our )?[a-z]+(?: (?!for\\b)[a-z]+){0,2})(?: for (?:my|our|the|an?) [a-z]+(?: [a-z]+)?)?[,:.;] ${PEOPLE} (?:can |should |may )?${LEAVE} (?:their |an? |the )?(?=${LIST})`, "g"), means: "$1 with " },
  // "an API where people submit ideas with …"
  { said: new RegExp(`^[^.,:;]*?\\b(?:where|so that|in which) ${PEOPLE} (?:can )?${LEAVE} (?=(?:an? |the |their )?[a-z]+(?: [a-z]+)? with )`), means: "" },
  // "marks for each pupil with …", "and write down marks for each pupil with …"
  { said: /(?:,? (?:and )?(?:(?:i|we) (?:want to |need to |can )?)?(?:write down|record|note|log|track|store|keep|save|collect|enter|register) |(?<=[.;] ?))([a-z]+s) (?:(?:for|per|of) (?:each|every)|per) ([a-z]+) with /g, means: ". $1 with $2, " },
  // "projects belong to a client with title and budget"
  { said: /(?<=^|[.;,\n] ?(?:and )?)([a-z]+s) belong to (?:an? |one |the )?([a-z]+),? (?:with|and have) /g, means: "$1 with $2, " },
  // "users can comment on recipes"
  { said: new RegExp(`(?:,|;|\\.| and|, and) ${PEOPLE} (?:can|may|should be able to) (?:also )?(?:comment on|leave comments on|write comments on|add comments to) (?:the |an? |each |every )?([a-z]+)(?=[,.;\\n]|$)`, "g"), means: ". comments belong to $1" },
  // "…, notes per contact" names things that belong to the contacts
  { said: new RegExp(`(?:,|;|\\.| and) (?:with )?(${ABOUT}) (?:per|for each|for every|on each|about each) ([a-z]+)(?=[,.;\\n]|$)`, "g"), means: ". $1 belong to a $2" },
  // "from, to": the days on which something begins and ends
  { said: /\bfrom(?:,| and) (to|until)(?=[,.;\n)]|$| and )/g, means: (match, [end = ""], text) => (/(?:,|:|with|and) date(?:,| and|\.)/.test(text) && (end === "until" || STAYS.test(text)) ? "start time, end time" : end === "until" || STAYS.test(text) ? `from date, ${end} date` : match) },
  // "log patients' vital signs: temperature, pulse" are of a patient each
  { said: /\b((?:log|track|record|store|keep|save|note|collect)(?: the| all)?) ([a-z]+)s' ([a-z]+(?: [a-z]+)?s)(?:: ?| with )(?=[a-z])/g, means: "$1 $3 with $2, " },
  // "Reviews of a trail: stars, comment" where trails are kept
  { said: /(?<=^|[.;\n] ?|\band )([a-z]+s) (?:of|for|on|about) (?:an?|each|every|one) ([a-z]+)(?:: ?| with | have )/g, means: (match, [many = "", one = ""], text) => (text.includes(plural(one)) ? `${many} with ${one}, ` : match) },
  // "todos, title, done": the first is what has the others
  { said: /^((?:my |our |the )?[a-z-]+(?: (?!with\b|ha(?:s|ve)\b|that\b)[a-z-]+){0,6}?(?: api)?(?: (?:of|for) (?:my|our|the) [a-z]+(?: [a-z]+)?)?)[,;.] ((?:[^,.;:\n]+, )+[^,.;:\n]+)(?=[.;\n]|$)/, means: (match, [noun = "", list = ""]) => (isHolder(noun) && areFields(list) ? `${noun.replace(/ api$/, "")} with ${list}` : match) },
  // "choir attendance. singer, rehearsal date": in a sentence of its own anything is a title
  { said: /^((?:my |our |the )?[a-z-]+(?: (?!with\b|ha(?:s|ve)\b|that\b)[a-z-]+){0,6}?(?: api)?(?: (?:of|for) (?:my|our|the) [a-z]+(?: [a-z]+)?)?)\. ((?:[^,.;:\n]+, )+[^,.;:\n]+)(?=[.;\n]|$)/, means: (match, [noun = "", list = ""]) => (TITLE.test(noun) && !isField(noun) && areFields(list) ? `${noun.replace(/ api$/, "")} with ${list}` : match) },
  // "when measured", "when they joined", "when it was bought"
  { said: /(?<=(?:,|and|with) )when (?:it was |they were )?(measured|taken|recorded|logged|reported|seen)(?=[,.;]|$| and )/g, means: "$1 at" },
  { said: /(?<=(?:,|and|with) )when (?:they|he|she|it|we|i) (?:was |were |has been |have been |last )?([a-z]+ed|bought|built|made|sold|found|born)\b/g, means: "$1 date" },
  { said: /(?<=(?:,|:| -|and|with|has|have) )who ([a-z]+ed|paid|made|wrote|brought|took|gave)(?: it| them)?(?=[,.;]|$| and )/g, means: "$1 by" },
  { said: /(?<=(?:,|:| -|and|with|has|have) )who (?:does|did|owns|uses|pays|brings) (?:it|them)(?=[,.;]|$| and )/g, means: "person" },
  { said: /(?<=(?:,|:| -|and|with|has|have) )for whom(?=[,.;]|$| and )/g, means: "for_person" },
  { said: /(?<=(?:,|:| -|and|with|has|have) )how many (?:(?:we|i|you) have|there are|are left|are in stock)(?=[,.;]|$| and )/g, means: "quantity" },
  { said: /(?<=(?:,|:| -|and|with|has|have) )how much(?=[,.;]|$| and )/g, means: "amount" },
  { said: /(?<=(?:,|:| -|and|with|has|have) )(?:what for|for what)(?=[,.;]|$| and )/g, means: "purpose" },
  { said: /(?<=(?:,|and|with|has|have|:) )where (?:it was |it is )?(?:found|seen|kept|bought)(?=[,.;]|$| and )/g, means: "location" },
  { said: /(?<=(?:,|:| -|and|with|has|have) )(?:every )?how many (days|weeks|months)(?=[,.;]|$| and )/g, means: "interval in $1" },
  { said: /(?<=(?:,|:| -|and|with|has|have) )how many ([a-z]+) (?:it|they|he|she) [a-z]+s?(?=[,.;]|$| and )/g, means: "number of $1" },
  { said: /(?<=(?:,|:| -|and|with|has|have) )how often (?:it|they) (?:was|were|is|are) [a-z]+(?=[,.;]|$| and )/g, means: "number of times" },
  // "message, max 500 characters" belongs to the message
  { said: /\b(message|text|body|content|comment|note|description|title|name)s?, (?:with )?((?:max(?:imum)?(?: of)?|up to|at most|no more than|limited to) \d+ (?:characters|chars|letters))\b/g, means: "$1 ($2)" },
  { said: /\b(message|text|body|content|comment|note|description|title|name) ((?:max(?:imum)?(?: of)?|up to|at most|no more than|limited to) \d+ (?:characters|chars|letters))\b/g, means: "$1 ($2)" },
];

const TITLE = /^(?!.*\b(?:i|we|you|they|it|me|us|please|want|need)\b)[a-z-]+(?: [a-z-]+){0,3}$/;
const isField = (label: string): boolean => inferKind(label).isSure || /(?:name|number|type|date)$/.test(label);

/** Plural, or a list by its name. */
const isHolder = (noun: string): boolean => /^(?:(?:save|store|keep|track|log|record) )?(?:the )?[a-z]+(?: [a-z]+)? of (?:the|our|my|each|all)\b/.test(noun) || [noun, noun.replace(/ (?:api|(?:of|for) [a-z ]+)$/, "")].some((name) => isPlural(name.split(" ").at(-1) ?? "")) || /\b(?:list|log|diary|journal|collection|tracker|queue|book|database|directory|register|roster|sheet|catalogue|catalog|archive|inventory|schedule|history|records?)(?: for [a-z ]+)?$/.test(noun);

/** None of them is several things. */
const areFields = (list: string): boolean => areKnown(list) && !itemsOf(list).some((item) => /\b(?:with|have|has|can|should)\b/.test(item));
