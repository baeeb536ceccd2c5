import { whyUnkept } from "./field-remarks/unkept-rule.ts";
import { listsFields } from "./lists-fields.ts";
import { restricts } from "./read-clauses.ts";
import { CHOICE_NAMES } from "./resource-builder/grammar/lexicon.ts";
import { normaliseText } from "./resource-builder/normalise-text.ts";
import { whyOfWish, wishIn } from "./wishes.ts";

/** Why one part of a description isn't built: what is out of reach, what no rule here does, or how it could be said. */
export function whyPart(part: string): string {
  const wish = wishIn(part)?.wish;
  if (wish && !wish.isVague) return whyOfWish(wish);
  const plain = normaliseText(part);
  const values = VALUES.exec(plain)?.[1];
  if (values !== undefined) return `It isn't clear which values the ${values} has. They can be put in as values of a field.`;
  const none = NOT_BUILT.find(([signal]) => signal.test(plain))?.[1];
  if (none !== undefined) return none;
  const hint = HINTS.find(([signal]) => signal.test(plain))?.[1];
  if (hint !== undefined && !listsFields(part)) return `It couldn't be read. What is understood reads like this: "${hint}".`;
  if (wish) return whyOfWish(wish);
  if (LISTS.test(plain)) return "Every list can be filtered by each field and sorted by it, and searched in the fields that are chosen for that. Whether this asks for more couldn't be read.";
  return whyUnkept(plain) ?? (isRule(plain) ? "It wasn't read as one of the rules that can be built. What it speaks of can be kept as fields." : "It couldn't be read. If it is something to keep, add it as a field.");
}

/** It asks for some of what is kept: "filter by cuisine", "only the broken ones". */
const LISTS = /\b(?:filter|search|sort|list|look up|find|show|see|get)\b.*\b(?:by|on|for|of one|in one|only|ones|at a given|with a given|between)\b/;

/** It forbids, limits or says what becomes of something. */
const isRule = (part: string): boolean => part.split(" ").length > 2 && (restricts(part.replace(/\bbetween\b|\d+/g, "")) || /^if\b|\b(?:gets?|gains?|loses?|becomes?|depends?|counts? as|are split|is split)\b/.test(part));

const VALUES = new RegExp(`^(?:the |an? )?(${CHOICE_NAMES}) [a-z]+$`);

const CHANGES_ONE = "A change of one thing changes no other in an API built here: whoever calls makes both.";

/** What many ask for that isn't built, and what comes nearest. */
const NOT_BUILT: [signal: RegExp, why: string][] = [
  [/\b(?:number|code|id|no)\b.*\b(?:automatic(?:ally)?|counted up|counting up|given out)\b|\b(?:counted|counting) up\b/, "Numbers aren't given out in an API built here: whoever makes one sends it, and each has an id of its own."],
  [/\b\d+ (?:days|weeks|months|hours) (?:after|later|before)\b/, "A date isn't worked out from another in an API built here: whoever calls sends it."],
  [/\bdelet(?:e|ed|ing)\b.*\b(?:too|as well|also|with (?:it|them|him|her))\b|\bdeletes? (?:all )?(?:its|their|his|her)\b/, "Deleting one deletes no others in an API built here: what others still point to can't be deleted before they are."],
  [/\b(?:than|as) (?:the )?(?:one before|(?:the )?(?:last|previous) (?:one|[a-z]+))\b|\b(?:days|hours|weeks|months) between (?:two|one)\b/, "One entry isn't compared with those before it: any value within the limits is taken."],
  [/\b(?:expires?|lapses?|runs? out|is deleted|are deleted|is removed|are removed|disappears?)\b.*\b(?:after|in|within)\b|\bafter (?:it|they) expires?\b|\bexpired\b.*\b(?:can't|cannot|not)\b/, "Nothing expires by itself in an API built here: a date on which it ends can be kept, and lists can be filtered by it."],
  [/\brandom(?:ly)?\b|\bdraw(?:s|n)? (?:a|an|the|one|\d+)\b|\bshuffle/, 'Of what an API built here keeps, one thing at a time can be picked at random, and nothing else. What is understood reads like this: "Get a random quote".'],
  [/\b(?:once|twice|one|only|at most|more than|max(?:imum)?)\b.* (?:every|within|in|per) (?:\d+|two|three|six|a few) (?:minutes|hours|days|weeks|months|years)\b/, "Limits per time go by the day, the week, the month or the year, and there is no other period."],
  [/^(?:when|if|once|as soon as|whenever|after)\b.*\b(?:automatically|by itself|gets?|becomes?|is (?:set|marked|made|moved|added|given))\b/, CHANGES_ONE],
  [/\bpercent(?:age)?s?\b|\b(?:share|ratio|proportion) of\b/, 'Percentages and shares aren\'t worked out. The numbers that they are made of are. What is understood reads like this: "Number of tasks per project".'],
  [/\b(?:left|free|remaining|available)\b.*\b(?:places|seats|spots|tickets|slots)\b|\b(?:places|seats|spots|tickets|slots)\b.*\b(?:left|free|remaining|available)\b/, 'What is left isn\'t worked out: how many there are is, and the most is kept as a field. What is understood reads like this: "Number of bookings per class".'],
  [/\b(?:change|update|adjust|raise|lower|reduce|increase|decrease)s? (?:the |its |their )?(?:[a-z]+(?:'s|s')? )?(?:[a-z]+ )?(?:stock|quantity|balance|level)\b/, CHANGES_ONE],
  [/\bexpired\b.*\b(?:hidden|hide|shown|appear|listed|shouldn't|should not|aren't)\b|\bpast (?:their|its) (?:[a-z]+ )?date\b/, "Lists show everything, also what is over: they can be filtered by the date on which it ends."],
  [/\b(?:no|never|not|refused?|closed)\b.* after (?:the |its |their )?(?:[a-z]+ )?(?:date|deadline|end)\b/, "Nothing is refused because a date of another thing has passed: that date is kept, and lists can be filtered by it."],
  [/\bpoints? for (?:a|each|every) (?:win|draw|victory|loss)\b|\b(?:league|points?) table\b/, "Points aren't worked out from results: they can be kept as a number, and added up per team."],
  [/\bagainst (?:itself|themselves|himself|herself|each other)\b|\b(?:must|should|have to|has to|can't|cannot|may not) be (?:different|the same)\b/, 'It couldn\'t be read. That two of its things differ reads like this: "A team can\'t play against itself".'],
  [/^(?!.*\bone [a-z]+ per\b).*\b(?:can't|cannot|may not|must not|never) .*\b(?:his|her|their|your|its) own (?!lists?\b|accounts?\b)[a-z]+/, "Who calls isn't compared with who made something else, in an API built here: whoever calls sees to that."],
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
