import { TEXT_NOUNS } from "../resource-builder/field-nouns.ts";
import { inferKind } from "../resource-builder/infer-kind.ts";
import { singular } from "../resource-builder/words.ts";

/** Names of fields that hold one of some values. */
export const CHOICE_NOUN = "(?:status|state|stage|priority|urgency|severity|level|difficulty|size|condition|kind|type|category|mood|gender|sex|colou?r|grade|quality)";

const words = (text: string): ReadonlySet<string> => new Set(text.split("|"));
const STATE = words("new|open|opened|closed|pending|waiting|requested|confirmed|cancelled|canceled|draft|published|archived|active|inactive|paused|planned|scheduled|started|ongoing|ready|done|finished|completed|approved|rejected|accepted|declined|paid|unpaid|shipped|delivered|returned|sent|received|packed|ordered|collected|contacted|won|lost|sold|reserved|available|in progress|on hold|to do|other");
const STEP = words("none|lowest|low|medium|middle|normal|high|highest|urgent|critical|blocker|trivial|minor|moderate|major|mild|severe|tiny|small|large|big|huge|easy|simple|hard|difficult|beginner|intermediate|advanced|expert|other");
const LOOK = words("new|used|old|mint|excellent|good|fair|poor|bad|worn|broken|damaged|okay|ok");
const SORT = words("single|double|twin|triple|suite|other");
const FEELING = words("happy|sad|angry|tired|calm|anxious|excited|bored|neutral|good|ok|okay|bad|other");
const SEX = words("male|female|other|diverse|unknown|boy|girl");
const COLOUR = words("red|green|blue|yellow|black|white|grey|gray|brown|orange|purple|pink|other");
/** The values that each name may have bare behind it: a flag such as "sold" is a value of a status, but not of a size. */
const valuesOf = (noun: string): ReadonlySet<string> =>
  /^(?:status|state|stage)$/.test(noun) ? STATE : noun === "condition" || noun === "quality" ? LOOK : noun === "mood" ? FEELING : /^(?:gender|sex)$/.test(noun) ? SEX : /^colou?r$/.test(noun) ? COLOUR : /^(?:type|kind|category)$/.test(noun) ? SORT : STEP;

const ITEM = "[a-z]+(?: (?:progress|hold|do))?";
const BARE = new RegExp(`(?<=(?:^|[,;:(]|\\b(?:with|has|have|and|plus)) ?(?:and )?(?:an? |the |its |their )?)((?:[a-z]+ )?(${CHOICE_NOUN})) (${ITEM}(?:(?:, ?(?:and |or )?| and | or )${ITEM})+)(?=[ ]*(?:[,;.)\\n]|$| and | or | with ))`, "gi");

/** Values parted by nothing but the last "or". */
const SPACED = new RegExp(`\\b((?:[a-z]+ )?(${CHOICE_NOUN})) ([a-z]+(?: [a-z]+)+ or [a-z]+)(?= *(?:[,;.)\\n]|$| and ))`, "gi");
/** Words behind a name, the last by "or". */
const LAST_BY_OR = /(?<=(?:^|[,;:(]|\b(?:with|has|have|and|plus)) ?(?:and )?(?:an? |the |its |their )?)([a-z]+) ([a-z][a-z+-]*(?:, ?[a-z][a-z+-]*)*,? or [a-z][a-z+-]*)(?= *(?:[,;.)\n]|$| and ))/gi;
/** "grade A-F", "zone from A to D" */
const LETTERS = /\b((?:[Gg]rade|[Mm]ark|[Ll]evel|[Ss]ection|[Cc]lass|[Zz]one|[Gg]roup|[Rr]ow|[Bb]and|[Bb]lock|[Rr]ating|[Tt]ier)) (?:from )?([A-Z]) ?(?:-|\u2013|to) ?([A-Z])\b/g;
/** What comes in a few kinds, and is no text of its own. */
const OF_SOME = words("package|plan|tier|membership|transport|method|mode|frequency|side|sleeve|milk|payment|delivery");
/** Sorts, whose values are things themselves: "material wood, metal or stone". */
const OF_SORT = /^(?:species|material|temper|temperament|taste|flavou?r|fabric|fuel|vehicle|transport|shape|texture|weather|cuisine|diet|instrument|animal|pet)$/;
const FACT = /^(?:name|phone|email|address|number|date|title|id|code|type|age|price|text|description|notes?|weight|height|size)$/i;
/** What may be a value: neither a field of its own nor a word about one. */
const isNoField = (value: string): boolean => {
  const word = value.toLowerCase();
  const { kind, isSure } = inferKind(word);
  return !TEXT_NOUNS.has(word) && !TEXT_NOUNS.has(singular(word)) && (!isSure || kind === "boolean" || kind === "text") && !/^(?:not|no|yes|unique|optional|required|an?|the|each|every|all|any|both|none?|is|are|has|have|by|to|from|at|on|in|of|for|with|and|must|can|name|date|time)$/.test(word) || word.length === 1;
};

/** "priority low, medium, high and a status", "package basic, deluxe or premium", "grade A-F": the values that stand bare behind a name, in brackets. Left as it is where it isn't sure where they end. */
export const bracketBareChoices = (description: string): string => bracketKnown(bracketByOr(bracketLetters(bracketSpaced(description))));

/** "mood good neutral or bad" */
const bracketSpaced = (description: string): string => description.replace(SPACED, (whole: string, name: string, noun: string, list: string) => {
  const values = list.toLowerCase().split(/,? or | /);
  return values.length > 2 && values.every((value) => valuesOf(noun.toLowerCase()).has(value)) ? `${name} (${values.join(", ")})` : whole;
});

const bracketLetters = (description: string): string => description.replace(LETTERS, (whole: string, name: string, first: string, last: string) => {
  const from = first.charCodeAt(0);
  const letters = Array.from({ length: Math.max(0, last.charCodeAt(0) - from + 1) }, (_none, index) => String.fromCharCode(from + index));
  return letters.length > 1 ? `${name} (${letters.join(", ")})` : whole;
});

const bracketByOr = (description: string): string => description.replace(LAST_BY_OR, (whole: string, name: string, list: string) => {
  const values = list.split(/,? or |, ?/i);
  const noun = name.toLowerCase();
  const areValues = OF_SORT.test(noun) ? values.every((value) => !FACT.test(value)) : (TEXT_NOUNS.has(noun) || OF_SOME.has(noun)) && values.every(isNoField);
  // "hours worked, paid or unpaid": what was done goes on with the name.
  return areValues && !DONE.test(values[0] ?? "") ? `${name} (${values.join(", ")})` : whole;
});
const DONE = /^(?!(?:closed|used|planned|fixed|mixed|red)$)[a-z]+(?:ed|ing)$/i;

function bracketKnown(description: string): string {
  return description.replace(BARE, (whole: string, name: string, noun: string, list: string, at: number, all: string) => {
    const parts = list.split(/(, ?(?:and |or )?| and | or )/i);
    const values = valuesOf(noun.toLowerCase());
    let count = 0;
    while (count * 2 < parts.length && values.has((parts[count * 2] ?? "").toLowerCase())) count += 1;
    if (count < 2) return whole;
    const rest = parts.slice(count * 2 - 1).join("");
    const next = /^(?:, ?(?:and |or )?| and | or )([a-z]+)(?=[,;.)\n]|$| and )/i.exec(rest + all.slice(at + whole.length))?.[1];
    return next !== undefined && !startsField(next.toLowerCase()) ? whole : `${name} (${parts.slice(0, count * 2 - 1).filter((_part, index) => index % 2 === 0).join(", ")})${rest}`;
  });
}

/** A single word that is surely a field's name, and no further value. */
const startsField = (word: string): boolean => {
  const { kind, isSure } = inferKind(word);
  return TEXT_NOUNS.has(word) || (isSure && kind !== "boolean");
};
