import { listsFields } from "./keep-most.ts";
import { CHOICE_NAMES } from "./resource-builder/grammar/lexicon.ts";
import { normaliseText } from "./resource-builder/normalise-text.ts";
import { isRule, ROLES } from "./rule-in.ts";
import { whyNotBuilt } from "./why-not-built.ts";
import { wishIn } from "./wishes.ts";

/** Why one part of a description isn't built, when the rest is: what is out of reach, what no rule here does, or how it could be read. */
export function whyPart(part: string, { kept, reason, build }: Rest): string {
  const wish = wishIn(part)?.wish;
  if (wish && !wish.isVague) return wish.why;
  const values = VALUES.exec(normaliseText(part))?.[1];
  if (values !== undefined) return `It isn't clear which values the ${values} has. Put them in brackets, for example "status (open, closed)".`;
  const none = NOT_BUILT.find(([signal]) => signal.test(normaliseText(part)))?.[1];
  if (none !== undefined) return none;
  const told = reason !== null && !UNREAD.test(reason) ? reason : whyNotBuilt(`${kept.replace(/[.\s]+$/, "")}. ${part}`, build)?.message ?? null;
  const isOfRoles = told !== null && told.startsWith("An API built here doesn't know who may do what") && !ROLES.test(part);
  const isTold = told !== null && !UNREAD.test(told) && !isOfRoles && !told.includes("blueprint");
  if (isTold) return told;
  const plain = normaliseText(part);
  const hint = HINTS.find(([signal]) => signal.test(plain))?.[1];
  if (hint !== undefined && !listsFields(part)) return `It couldn't be read. What is understood reads like this: "${hint}".`;
  if (wish) return wish.why;
  return isOfRoles || isRule(plain) ? NO_SUCH_RULE : `It couldn't be read. ${HOW}`;
}

const VALUES = new RegExp(`^(?:the |an? )?(${CHOICE_NAMES}) [a-z]+$`);

interface Rest {
  /** What is built without it. */
  kept: string;
  /** Why the whole description isn't built, where this part alone is in the way. */
  reason: string | null;
  build: (description: string) => unknown;
}

export const NO_SUCH_RULE = "There is no such rule.";

/** Reasons of a reader that took it for a list of fields. */
const UNREAD = /^It isn't clear what ".*" (?:stores|is|has)|is not something that a field can hold|is something to do|There is no field called|"[^"]+" is no list|doesn't say what|none of the lists|is no list that/;
const HOW = 'Each thing is best named with its fields in a sentence of its own, for example "Books with title and author", and what it belongs to as one of them: "Loans with book and due date".';

/** What many ask for that isn't built, and what comes nearest. */
const NOT_BUILT: [signal: RegExp, why: string][] = [
  [/\b(?:expires?|lapses?|runs? out|is deleted|are deleted|is removed|are removed|disappears?)\b.*\b(?:after|in|within)\b|\bafter (?:it|they) expires?\b|\bexpired\b.*\b(?:can't|cannot|not)\b/, "Nothing expires by itself in an API built here: a date on which it ends can be kept, and lists can be filtered by it."],
  [/\brandom(?:ly)?\b|\bdraw(?:s|n)? (?:a|an|the|one|\d+)\b|\bshuffle/, "Nothing is picked at random in an API built here: lists come filtered, sorted and in pages."],
  [/\b(?:once|twice|one|only|at most|more than|max(?:imum)?)\b.* (?:every|within|in|per) (?:\d+|two|three|six|a few) (?:minutes|hours|days|weeks|months|years)\b/, "Limits per time go by the day, the week, the month or the year, and there is no other period."],
  [/^(?:when|if|once|as soon as|whenever|after)\b.*\b(?:automatically|by itself|gets?|becomes?|is (?:set|marked|made|moved|added|given))\b/, "A change of one thing changes no other in an API built here: whoever calls makes both."],
  [/\b(?:ranking|leader ?board|high ?scores?|standings)\b/, 'A ranking is made of a number of one thing. What is understood reads like this: "Total points per player".'],
];

/** Rules and lists that are built, in words that are read. */
const HINTS: [signal: RegExp, words: string][] = [
  [/\boverlap|\bdouble book|\bsame time\b/, "Bookings of one room must not overlap"],
  [/\bfull\b|\bcapacity\b|\bsold out\b/, "Sign ups are refused when the class is full"],
  [/\b(?:max|maximum|at most|up to|limit(?:ed)?|no more than|more than) (?:of |to )?(?:\d+|one|two|three|four|five|ten) [a-z]+/, "At most 3 loans per member"],
  [/\btwice\b|\bonly once\b|\bone [a-z]+ per\b|\bonce per\b/, "A member can sign up only once per class"],
  [/\b(?:can't|cannot|can not|no longer|must not|not) be (?:changed|edited|deleted|modified)\b|\block(?:ed|s)?\b/, "A closed ticket can't be changed"],
  [/->|\b(?:goes|moves|changes) from\b|^status (?:goes|changes|moves)\b|\breopen/, "Status goes from open to solved to closed"],
  [/\b(?:goes|go) (?:down|up)\b|\b(?:decreases?|increases?)\b|\bone (?:less|more)\b/, "Users can like posts"],
  [/^(?:count|number|total|average|sum|how many|how much)\b|\b(?:totals?|average|number of|count of) .*\bper\b/, "Total amount per month"],
  [/^(?:the )?(?:(?!(?:be|t|r|for|w)est\b)[a-z]+est|most|least)\b.*\bper\b/, "Highest depth per site"],
  [/^(?:the |show (?:me )?(?:the )?)?(?:income|revenue|turnover|profit|usage|spending|earnings|costs?)\b/, "Total amount per month"],
  [/\boverdue\b/, "List overdue loans"],
  [/^(?:list|show|find|see|get|which|what|give me|i want to see)\b/, "List tickets by status"],
];
