import { inferKind } from "../resource-builder/infer-kind.ts";
import { NotUnderstood } from "../resource-builder/not-understood.ts";
import { readField } from "../resource-builder/read-field.ts";
import type { Field } from "../resource-builder/resource-plan.ts";
import { tellsDeed } from "../field-words/is-clause-name.ts";
import { plainName } from "./name-of.ts";
import { UNSAFE } from "../resource-builder/unsafe-to-keep.ts";
import type { OutlineField } from "./schema.ts";

/** One item of a list as a field, with the kind that its name or a hint says; text, marked as a guess, where neither does. Null where it is a wish or a rule. "built-in": every document has it. */
export function harvestField(item: string): OutlineField | "built-in" | null {
  const said = item.trim().replace(/^(?:(?:and|also|plus|then|the|an?|its|their|his|her|my|our|optionally|maybe|of course|just|some) )+/, "").replace(/^["'(]+|[\s.!:"']+$/g, "").replace(/\b(?:etc|and so on|or so)$/, "").trim();
  // An example of a value, what has to hold, and "one per child" are no names.
  if (/^(?:e ?\.? ?g\b|i\.e\b|for (?:example|instance)\b|such as\b|who (?:must|should|can|has to)\b|which (?:must|should|can|has to)\b|two different\b|(?:(?:only|at most) )?(?:one|1|once) (?:per|for each|for every)\b|per\b)/.test(said)) return null;
  if (said === "" || /^(?:id|ids|created at|updated at|it|them|etc|so on)$/.test(said)) return said === "" ? null : "built-in";
  const marks = readMarks(said.replace(/^(?:for|by|of|in|at|on|to) (?:an?|the|one|our) (?=[a-z]+$)/, ""));
  const spoken = SPOKEN.find(([words]) => words.test(marks.rest));
  const field = spoken?.[1](marks.rest) ?? strictly(marks.rest) ?? loosely(marks.rest);
  if (field === null || UNSAFE.test(field.name)) return null;
  const made: OutlineField = { ...field, ...marks.more };
  if (marks.more.kind !== undefined) delete made.isGuess;
  if (made.kind === "boolean") made.isRequired = false;
  if (/^(?:max(?:imum)?|min(?:imum)?|total) (?:number|count) of /.test(made.name) && (made.kind === "text" || made.kind === "list")) { made.kind = "integer"; delete made.isGuess; }
  // "length in minutes (15, 30 or 60)": the values are all that it may be.
  if (made.kind === "choice") { delete made.min; delete made.max; delete made.maxLength; }
  if (made.isGuess && made.kind === "text" && /^(?:hours?|minutes?|seconds?|days|weeks|months)$/.test(made.name)) made.kind = "number";
  return made.name === "" || isDoing(made.name) || made.name.length > 40 ? null : made;
}

type More = Partial<Pick<OutlineField, "isRequired" | "isUnique" | "maxLength" | "min" | "max" | "kind" | "choices">>;

/** What is said of a field beside its name, wherever it stands. */
function readMarks(said: string): { rest: string; more: More } {
  const more: More = {};
  let rest = said;
  const take = (pattern: RegExp, mark: (match: RegExpExecArray) => void): void => {
    const match = pattern.exec(rest);
    if (!match) return;
    mark(match);
    rest = rest.replace(match[0], " ").replace(/\(\s*[,;]?\s*\)/g, " ").replace(/\s+/g, " ").trim();
  };
  take(/[ (,]*\b(?:optional(?:ly)?|not (?:required|mandatory)|if (?:any|known|needed|applicable)|can be (?:empty|blank))\b\)?/, () => { more.isRequired = false; });
  take(/[ (,]*\b(?:required|mandatory|must (?:be (?:there|given|filled in)|have)|always)\b\)?/, () => { more.isRequired = true; });
  take(/[ (,]*\b(?:must be |has to be |should be )?unique\b\)?/, () => { more.isUnique = true; });
  take(/[ (,:]*\b(?:of )?(?:max(?:imum)?\.?|at most|up to|no more than|limited to|not longer than|<=?)(?: of)? ?(\d{1,3}(?:[,.]\d{3})|\d{1,5})(?: ?)(?:characters?|chars?|letters|signs|symbols)(?: long| max)?\)?/, ([, most = ""]) => { more.maxLength = Number(most.replace(/[,.]/g, "")); });
  take(/[ (,:]+(?:y ?\/ ?n|yes ?\/ ?no|yes or no|true ?\/ ?false|true or false|ja ?\/ ?nein|or not)\b\)?$/, () => { more.kind = "boolean"; });
  take(/[ (,:]+(?:on a scale |on scale |a number |number |integer |score |stars? |scale )?(?:from |between |of )?(-?\d{1,6}) ?(?:-|to|\.\.+|and|\u2013) ?(-?\d{1,6})(?: ?(?:stars?|points?|pts))?\)?$/, ([, low, high]) => { Object.assign(more, Number(low) < Number(high) ? { min: Number(low), max: Number(high) } : {}); });
  take(/[ (,:]+(?:out of|max(?:imum)?\.?|at most|up to|<=?) ?(\d{1,6})\)?$/, ([, most]) => { Object.assign(more, { min: 0, max: Number(most) }); });
  take(/[ (,:]+(?:min(?:imum)?\.?|at least|>=?) ?(\d{1,6})\)?$/, ([, least]) => { more.min = Number(least); });
  take(/[ (:]*(?:[:(=]|\beither\b|\bone of\b|\bcan be\b|\bwhich is\b)? ?\{([^{}]+)\}\)?$/, ([, values = ""]) => { more.choices = valuesOf(values.split("|")); });
  take(/ ((?!km\/|m\/|mg\/|and\/|w\/|date\/)[^\s(),:/|]+(?:[/|][^\s(),:/|]+){1,15})$/, ([, values = ""]) => { more.choices = valuesOf(values.split(/[/|]/)); });
  take(/ ?[:=(] ?((?:[^\s(),:/]+(?: [^\s(),:/]+)?)(?: ?[/|] ?(?:[^\s(),:/|]+(?: (?!and\b)[^\s(),:/|]+)?)){1,15})\)?$/, ([, values = ""]) => { const all = valuesOf(values.split(/[/|]/)); if (all.length > 1 && !/^(?:km|kg|m|l|mg|w|n|and|date|day)$/.test(all[0] ?? "")) more.choices = all; else rest += ` ${values}`; });
  if (more.choices && more.choices.length > 1) more.kind = "choice";
  else delete more.choices;
  if (more.kind === undefined && (more.min !== undefined || more.max !== undefined)) more.kind = numberKind(rest);
  return { rest, more };
}

const numberKind = (label: string): "integer" | "number" | "money" => { const { kind } = inferKind(plainName(label)); return kind === "money" || kind === "number" && !/rating|score|mark|grade|level/.test(label) ? kind : "integer"; };
const valuesOf = (values: readonly string[]): string[] => [...new Set(values.map((value) => value.replace(/^\s*(?:or|and|either) |["']/g, "").replace(/\s+/g, " ").trim()).filter((value) => value !== "" && value.length <= 60))].slice(0, 30);

function strictly(item: string): OutlineField | null {
  try {
    const read = readField(item);
    if (!read) return null;
    const { label, kind, isRequired, isUnique, options, min, max, maxLength, target, isGuess, default: start }: Field = read.field;
    const isUnsure = isGuess === true || (kind === "text" && !inferKind(label).isSure);
    return { name: label, kind, isRequired, isUnique, ...(options ? { choices: options } : {}), ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...(maxLength === undefined ? {} : { maxLength }), ...(target === undefined ? {} : { of: target }), ...(start === undefined ? {} : { default: start }), ...(isUnsure && isGuess ? { isGuess: true } : {}) };
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

function loosely(item: string): OutlineField | null {
  const whether = /^(?:whether(?: or not)?|if|did|do|does|is|are|was|has|have) (?:(?:they|it|he|she|i|we|you|the [a-z]+|there)(?:'ve|'s|'re)? )?(?:(?:have|has|had|is|are|was|were|been|already|be) )*([a-z][a-z ]*?)(?: (?:already|yet|or not|now))?\??$/.exec(item)?.[1];
  if (whether !== undefined && whether.split(" ").length <= 4) return { name: plainName(whether), kind: "boolean", isRequired: false, isUnique: false };
  const name = plainName(item.replace(/\([^)]*\)?/g, " ").replace(/[{}"?]/g, " ").replace(/\b(?:they|we|i|he|she|(?<!thank )you)(?:'ve|'re|'s|'d)?\b|\b(?:it's|its|it|the|an?|their|his|her|my|our|your|is|are|was|were|about|for it|of it)\b/g, " ").replace(/ [:=-].*$/, ""));
  if (!/[a-z]/.test(item) || name === "" || name.split(" ").length > 5 || name.length > 40 || NO_FIELD.test(item) || item.length > 70 || /(?<!\band) or /.test(name)) return null;
  const isQuestion = item.endsWith("?");
  const { kind, isSure } = isQuestion ? { kind: "boolean" as const, isSure: true } : inferKind(name);
  return { name, kind, isRequired: true, isUnique: false, ...(isSure ? {} : { isGuess: true }) };
}

/** "contestants register", "get a price", "to buy": what is done, no fact. */
const isDoing = (name: string): boolean => tellsDeed(name) || /^(?:get|to (?:get|buy|sell|see|know|make|do|be|have)) /.test(name);

const field = (name: string, kind: OutlineField["kind"], isGuess = false) => (): OutlineField => ({ name, kind, isRequired: true, isUnique: false, ...(isGuess ? { isGuess } : {}) });

/** How people call a field when they speak. */
const SPOKEN: [RegExp, (item: string) => OutlineField][] = [
  [/^(?:an? )?who (?!else)[a-z ]+$/, (item) => ({ name: plainName(item.replace(/\b(?:it|them|is|was) ?\b/g, "")), kind: "text", isRequired: true, isUnique: false })],
  [/^(?:from|until|till|to)$/, (item) => ({ name: item, kind: "date", isRequired: true, isUnique: false, isGuess: true })],
  [/^(?:\d+|two|three|four|five|several|some) [a-z]+s$/, (item) => ({ name: item.split(" ").at(-1) ?? item, kind: "list", isRequired: true, isUnique: false, isGuess: true })],
  [/^how much(?: (?:it|they|i|we|he|she|that) (?:cost|costs|paid|spent|was|is|were))?(?: for it)?$/, field("amount", "money")], [/^what (?:i|we|they|it|he|she) (?:paid|cost|spent)(?: for (?:it|them))?$/, field("price paid", "money")],
  [/^when(?: (?:it|that|this) (?:was|is|happened))?$/, field("date", "date")], [/^what for$|^for what$/, field("purpose", "text", true)], [/^who$/, field("person", "text", true)], [/^what$/, field("what", "text", true)], [/^where$/, field("place", "text", true)],
  [/^how (?:many|long|often|old|far|big|heavy|tall|high)\b/, (item) => ({ name: plainName(item).replace(/^how many /, "").replace(/^how long.*$/, "duration").replace(/^how far.*$/, "distance").replace(/^how old.*$/, "age").replace(/\b(?:they|we|i|it|there|are|is|was|were|he|she|you) ?\b/g, "").trim().slice(0, 40), kind: /^how (?:many|old|often)/.test(item) ? "integer" : "number", isRequired: true, isUnique: false, min: 0, isGuess: true })],
  [/^when (?:it|they|i|we|he|she|the [a-z]+) /, (item) => ({ name: plainName(item.replace(/^when (?:it|they|i|we|he|she|the [a-z]+)(?:'s)? (?:was |were |is |are |has been |will be )?/, "")).split(" ").slice(0, 3).join(" ").replace(/^(?!last |next |first ).*/, "$& on").slice(0, 40), kind: "date", isRequired: true, isUnique: false, isGuess: true })],
];

/** Words of wishes and rules. */
const NO_FIELD = /\b(?:can(?:'t|not)?|could|should(?:n't)?|must(?:n't)?|may|shall|would|will|won't|never|only|nobody|everybody|everyone|anyone|unless|until|because|automatically|please|thanks|computed|calculated|based on|depending|send|sends|notify|remind|reminds|alert|warn|warns|export|exports|import|show|shows|display|calculate|calculates|compute|search|filter|sort|login|log in|sign in|suggest|recommend|let|lets|want|wants|need to|if|then|which|that|who can|so that|don't|doesn't|cannot|i'd|we'd|be able|go|goes|comes?|becomes?|happens?|without)\b/;
