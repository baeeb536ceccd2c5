import { readRemark } from "../../field-remarks/read-remark.ts";
import { CHOICE_NAMES } from "../../resource-builder/grammar/lexicon.ts";
import { isPlural } from "../../resource-builder/words.ts";

/** An item of a list of fields begins and ends here. */
const BEGIN = "(?<=^|[,:;] |\\b(?:and|with|has|have|having|an?|the|its|is|are) )";
const END = "(?=$|[,;.)]|,? and | with )";
const WORD = "[A-Za-z0-9+'.-]+";
const VALUE = `${WORD}(?: (?!(?:and|or|with)\\b)${WORD}){0,2}`;
const SLASHED = new RegExp(`${BEGIN}(?<lead>(?:${WORD} ){0,3}${WORD})(?<others>(?: ?/ ?${VALUE})+)${END}`, "g");
const NAMES = `(?:[a-z]+ )?(?:${CHOICE_NAMES}|strength|language|shift|day|weekday|group|sex|position|side|unit|currency|payment|transport|skill)`;
const NAMED = new RegExp(`${BEGIN}(?<name>${NAMES}) (?:either )?(?<values>(?:${WORD}, )*${WORD},? or ${WORD}(?: of ${WORD})?)(?: with (?<start>${WORD}) as (?:the )?default)?${END}`, "gi");
const ALONE = new RegExp(`${BEGIN}(?:either )?(?<values>(?:[a-z]+, )*[a-z]+ or [a-z]+)${END}`, "g");
/** "can be planned, attended or missed" is known to all readers. */
const NEVER = /$^/g;
const LISTED = new RegExp(`${BEGIN}(?<name>${CHOICE_NAMES}) (?<values>(?:[a-z]+, ){2,}(?:and )?[a-z]+)$`, "i");
const UNIT = "(?:minutes?|mins?|hours?|days?|weeks?|months?|kg|cm|mm|euros?|people|persons)";
/** "length (15, 30 or 60 minutes)", "length in minutes (15, 30 or 60)" */
/** "one milking per cow, day and shift" tells what it is called. */
const PART_OF_DAY = /\b(?:per|and|same|each|every|or) (shift|slot|session|half day|part of the day)\b/i;
const SIZED = new RegExp(`\\b([a-z]+)(?: in ${UNIT})? \\((\\d+(?:, \\d+)*,? (?:or|and) \\d+)(?: ${UNIT})?\\)`, "gi");

/** Values that could be fields by their names, behind a name that is of one: "section (strings, brass)", "blood group (A+, A-)". */
const DOUBTED = /\b([a-z]+(?: (?!with|and|has|have|the|an?)[a-z]+)?) \(([A-Za-z0-9+-]+(?: [a-z]+)?(?:, [A-Za-z0-9+-]+(?: [a-z]+)?)+(?:,? (?:and|or) [A-Za-z0-9+-]+)?)\)/g;
const FIELDS = /\b(?:name|title|date|number|price|e-?mail|phone|address|year|age|notes?|description|location|code|amount|city|place|time|row|default|optional|required|unique|text)\b/i;

/** "strength weak / medium / strong", "morning or evening", "category veg, fruit, other": a choice, its values in brackets. What has no name gets one by its values. */
export const rewordChoices = (sentence: string, description = sentence): string =>
  sentence
    .replace(DOUBTED, (all, name: string, values: string) => (isPlural(name.split(" ").at(-1) ?? "") || valuesOf(values).length < 3 || FIELDS.test(values) || readRemark(values, name) !== null ? all : `${name} {${valuesOf(values).join("|")}}`))
    .replace(SIZED, "$1 ($2)")
    .replace(SLASHED, (all, ...args) => { const { lead, others } = groupsOf(args); return slashed(lead ?? "", others ?? "") ?? all; })
    .replace(NAMED, (all, ...args) => { const { name = "", values = "", start } = groupsOf(args); return isValues(values) ? `${name} (${listed(values)}${start === undefined ? "" : `, default ${start}`})` : all; })
    .replace(/\b(?:can|could|may|must|one of)\b(?: be)? /i.test(sentence) ? NEVER : ALONE, (all: string, ...args: unknown[]) => alone(valuesOf(groupsOf(args)["values"] ?? ""))?.replace(/^(.*)time of day (?=\()/, (_one, before: string) => `${before}${PART_OF_DAY.exec(description)?.[1] ?? "time of day"} `) ?? all)
    .replace(LISTED, (all, ...args) => { const { name = "", values = "" } = groupsOf(args); return isValues(values) ? `${name} (${listed(values)})` : all; });

const groupsOf = (args: readonly unknown[]): Record<string, string | undefined> => { const last = args.at(-1); return typeof last === "object" && last !== null ? Object.fromEntries(Object.entries(last).map(([key, value]) => [key, typeof value === "string" ? value : undefined])) : {}; };
const valuesOf = (said: string): string[] => said.split(/,? or |, and |, ?|\//).map((value) => value.trim()).filter(Boolean);
const listed = (said: string): string => valuesOf(said).join(", ");
/** No field and no clause among them. */
const isValues = (said: string): boolean => !/\b(?:name|date|price|number|email|phone|address|notes?|title|description|amount|it|they|not|more|less|by|in|to|per|the)\b/i.test(said) && !/\b(?:a|an)\b/.test(said);

/** "kite, morning or evening": the last of them that are known values; what stands before is a field of its own. */
function alone(all: readonly string[]): string | null {
  const at = all.findIndex((_value, index) => all.length - index > 1 && (nameOf(all.slice(index)) ?? "kind") !== "kind");
  return at < 0 ? null : [...all.slice(0, at), `${nameOf(all.slice(at)) ?? ""} (${all.slice(at).join(", ")})`].join(", ");
}

function slashed(lead: string, said: string): string | null {
  const others = valuesOf(said);
  const [name, first] = parted(lead, others);
  const last = /^(\d+) (?:min|mins|minutes|hours|h|days|weeks|months|kg|cm|euros?)$/.exec(others.at(-1) ?? "");
  const values = [first, ...others.slice(0, -1), last?.[1] ?? others.at(-1) ?? ""];
  if (/\b(?:per|in|of|to|for|by|at|on|or|http|www)\b|:/i.test(`${name} ${lead}`) || (name !== "" && !isValues(values.join(",")))) return null;
  const called = name === "" ? nameOf(values) : name;
  // "km/h", "date/time": two of which nothing says that they are values.
  return called === null || (name === "" && called === "kind" && values.length < 3) ? null : `${called} (${values.join(", ")})`;
}

/** Where the name ends and the first value begins: values have as many words as the others. */
function parted(lead: string, others: readonly string[]): [name: string, first: string] {
  const words = lead.split(" ");
  const known = words.findIndex((word) => new RegExp(`^(?:${CHOICE_NAMES}|strength|language)$`, "i").test(word));
  const at = known >= 0 && known < words.length - 1 ? known + 1 : others.every((one) => !one.includes(" ") || /^\d/.test(one)) ? words.length - 1 : Math.min(1, words.length - 1);
  return [words.slice(0, at).join(" "), words.slice(at).join(" ")];
}

/** What a choice is called that was given no name, by its values; null where they may be anything. */
const CALLED: [RegExp, string][] = [
  [/^(?:(?:early |late )?(?:morning|noon|midday|afternoon|evening|night)|early|late|am|pm)$/i, "time of day"], [/^(?:breakfast|brunch|lunch|dinner|supper|snack)$/i, "meal"], [/^(?:m|f|d|x|male|female|boy|girl|man|woman)$/i, "gender"],
  [/^(?:in|out|incoming|outgoing|added|removed)$/i, "direction"], [/^(?:pass|fail|passed|failed|won|lost|draw|win|loss)$/i, "result"], [/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?$/i, "weekday"],
  [/^(?:x?s|m|x*l|small|medium|large|big)$/i, "size"], [/^(?!red$|bed$)[a-z]+(?:ed|open|new|pending)$|^(?:open|new|draft|pending|ready|done|closed)$/i, "status"],
];
const nameOf = (values: readonly string[]): string | null => CALLED.find(([value]) => values.every((one) => value.test(one)))?.[1] ?? (values.length > 2 ? "kind" : null);
