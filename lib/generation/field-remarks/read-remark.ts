import { unitOf } from "../field-words/units.ts";
import { inferKind } from "../resource-builder/infer-kind.ts";
import { isPlural } from "../resource-builder/words.ts";
import { isChosen, isValue } from "./is-value.ts";
import { kindWordOf } from "./kind-words.ts";
import { readEntry, readRule } from "./read-entry.ts";
import { lettersIn } from "../field-words/letters-in.ts";
import { newRemark, type Remark } from "../field-words/told.ts";

/** What a bracket, or a clause behind its name, says of a field: its kind, unit, values, limits, what it begins as, and whether it may be missing. Null where any of it isn't understood. */
export function readRemark(inside: string, label: string): Remark | null {
  const text = inside.trim().replace(/,? please$/i, "").replace(/,? \b(?:because|so that)\b .+$/i, "").replace(/[.;:,]$/, "");
  const remark = newRemark();
  if (EXAMPLES.test(text)) { remark.hasExamples = true; remark.told.said = [`${text} is only an example: other values are taken too`]; return remark; }
  if (SEVERAL.test(text.toLowerCase()) || (/^(?:zero|0) or more$/i.test(text) && isListed(label))) { remark.told.kind = "list"; return remark; }
  if (WHEN_SO.test(text)) { remark.told.isRequired = false; return remark; }
  // One rule may hold a comma or an "or": "18 or older", "yes or no", "letters or digits, 6 to 10".
  const alone = newRemark();
  if (!/[,;]/.test(text) && readRule(text, alone)) return settled(alone, label);
  const letters = lettersIn(text);
  if (letters) { remark.values.push(...letters); remark.told.said = [`${text} is one of ${letters.join(", ")}`]; return settled(remark, label); }
  const entries = entriesOf(text, remark);
  const figures = entries.map(Number);
  // "1, 2 or 3" are all the whole numbers from 1 to 3.
  if (entries.length > 2 && entries.every((entry) => /^\d+$/.test(entry)) && figures.every((figure, index) => index === 0 || figure === (figures[index - 1] ?? 0) + 1)) { Object.assign(remark.told, { kind: "integer", min: figures[0], max: figures.at(-1) }); return settled(remark, label); }
  const ruled = entries.filter(isRule).length;
  const areNames = entries.length > 1 && (isChosen(label) || !entries.every((entry) => readRule(entry, newRemark()))) && (ruled === 0 || entries.every((entry) => /^[\d/.:-]+$/.test(entry)) || (ruled === entries.length && entries.every((entry) => /^\d+ ?(?:-|to|\+)/.test(entry)))) && entries.every((entry) => isValue(entry, label)) && (isChosen(label) || kindWordOf(entries[0] ?? "") === undefined || /^double$/i.test(entries[0] ?? ""));
  if (areNames) remark.values.push(...entries);
  else if (entries.length > 1 && readScale(entries, remark)) return settled(remark, label);
  else if (!entries.every((entry) => readEntry(entry, label, remark))) return null;
  asOne(text, entries, remark);
  return settled(remark, label);
}

const EXAMPLES = /^(?:e\.?g\.?|eg|for example|for instance|example:?|like(?! new\b)|such as|i\.e\.?|ie)[,:]? /i;
/** "(when sold)", "(if returned)": only then it is known. */
const WHEN_SO = /^(?:if|when|once) (?!(?:it|they) (?:is|are) (?:more|less|over|under))[a-z']+(?: [a-z']+){0,3}$/i;
const SEVERAL = /^(?:(?:one|1) or more|more than one|several|many|multiple|can be (?:several|many|more than one))$/;

/** "tags (zero or more)" are several, years of experience so many. */
const isListed = (label: string): boolean => { const { kind, isSure } = inferKind(label.toLowerCase()); return kind === "list" || (!isSure && isPlural(label.toLowerCase().split(" ").at(-1) ?? "")); };

/** "two capital letters, a dash, four digits": one rule, of which nothing is a value. */
function asOne(text: string, entries: readonly string[], remark: Remark): void {
  const [first, ...others] = remark.unkept;
  // "13 digits, starts with 9" is no default.
  if (first && remark.start !== undefined && entries.some((entry) => /^(?:it |which |that )?(?:starts?|begins?|starting|beginning) with\b/i.test(entry))) { delete remark.start; others.push({ ...first }); remark.unkept.push({ ...first }); }
  if (!first || others.some(({ why }) => why !== first.why) || remark.unkept.length + remark.values.length < entries.length || remark.values.length > remark.unkept.length) return;
  remark.values = [];
  remark.unkept = [{ text, why: first.why }];
}

/** An entry that is more than a word for a kind or a unit. */
function isRule(entry: string): boolean {
  const remark = newRemark();
  if (!readRule(entry, remark)) return false;
  const { isRequired, isUnique, min, max, minLength, maxLength, hasDecimals, isSigned } = remark.told;
  return remark.start !== undefined || [isRequired, isUnique, min, max, minLength, maxLength, remark.kindWord === undefined ? hasDecimals : undefined, isSigned].some((one) => one !== undefined);
}

/** "1 = high, 3 = low": what the ends of a scale mean. */
function readScale(entries: readonly string[], { told }: Remark): boolean {
  const figures = entries.map((entry) => Number(/^(\d+) ?(?:=|is|means|stands for) ?[a-z][a-z ]*$/i.exec(entry)?.[1] ?? NaN));
  if (!figures.every(Number.isFinite) || new Set(figures).size < figures.length) return false;
  Object.assign(told, { kind: "integer", min: Math.min(...figures), max: Math.max(...figures), said: [`${entries.join(", ")}: it is a number, and what it means is for callers to know`] });
  return true;
}

/** The entries of a remark. Rules that hold an "or" or a comma themselves stay whole. */
function entriesOf(text: string, remark: Remark): string[] {
  const entries: string[] = [];
  for (const clause of text.replace(/(?<=\d),(?=\d{3}(?!\d))/g, "").split(/\s*;\s*|\s+[-\u2013\u2014]\s+|(?<!\b(?:e\.g|i\.e|max|min|incl|approx|ca))\.\s+/)) {
    const [said = "", ...examples] = clause.split(/,?\s*\b(?=(?:e\.g\.?|for example|for instance|such as)\s)/i);
    remark.hasExamples ||= examples.length > 0;
    for (const part of said.replace(/\bbetween (-?[\d.]+|[a-z]+) and (?=-?\d|[a-z]+\b)/gi, "$1 to ").split(/\s*,\s*(?:or\s+|and\s+)?|\s+and\s+(?=(?:must|should|can|may|not|never|always|at least|at most|max|min|up to|no|unique|required|optional|mandatory|over|under|more|less|above|below|default|starts?|begins?|between|from|positive|a? ?whole|in)\b)|\s+with\s+(?:an? )?(?=\S+ as (?:the |a )?default$|default )|\s+but\s+/i)) {
      const whole = part.replace(/^(?:either|(?:any )?one of|any of|namely|being|(?:choose|pick|select)(?: (?:one of|from|between))?|enum:?|values?:?|options?:?|choices?:?):?\s+/i, "").trim();
      if (/\s+or\s+/i.test(whole) && !readRule(whole, newRemark())) entries.push(...whole.split(/\s+or\s+/i).map((one) => one.replace(/^either\s+/i, "").trim()));
      else entries.push(whole);
    }
  }
  return entries.filter(Boolean);
}

/** The remark with what follows from all of its entries; null where they don't hold together, or say what a field of this name can't have. */
function settled(remark: Remark, label: string): Remark | null {
  const { told, values, unit, start, kindWord, isMove, hasExamples } = remark;
  if (/^(?:text|string|str|long text)$/.test(kindWord ?? "") || (kindWord === undefined && isWritten(label))) toLength(remark);
  if (remark.unkept.some(({ text }) => /^(?:an? )?(?:exactly )?(?:4|four)[ -]digits? year$/i.test(text) || (/\byear\b/.test(label.toLowerCase()) && /^(?:exactly )?(?:4|four)[ -]digits?(?: number)?$/i.test(text))) && told.min === undefined && told.max === undefined) { remark.unkept = []; Object.assign(told, { kind: "integer", min: 1000, max: 9999 }); }
  const inUnit = unitOf(/ in ([a-z0-9/%]+)$/.exec(label.toLowerCase())?.[1] ?? "");
  if (inUnit !== null && kindWord === undefined) told.measured = inUnit;
  if (told.hasDecimals && isMoney(label, unit)) delete told.said;
  const isBounded = told.min !== undefined || told.max !== undefined;
  const isYesNo = values.length === 2 && /^(?:yes|true|y|on)$/i.test(values[0] ?? "") && /^(?:no|false|n|off)$/i.test(values[1] ?? "");
  const { kind: named, isSure } = inferKind(label.toLowerCase());
  if ((isBounded || told.hasDecimals) && isSure && !/^(?:integer|number|money|text|longText)$/.test(named)) return null;
  if (isYesNo) { remark.values = []; told.kind = "boolean"; remark.kindWord = "yes/no"; }
  else if (values.length > 0) {
    const names = isMove ? values : withStart(values, start);
    if (names.length < 2 || remark.unkept.length > 0 || (kindWord !== undefined && !/^(?:text|string|str)$/.test(kindWord)) || unit !== undefined || isBounded || told.maxLength !== undefined || told.minLength !== undefined || told.hasDecimals || hasExamples || told.isUnique) return null;
    const lower = names.map((value) => value.toLowerCase());
    if (new Set(lower).size < lower.length || !names.every((value) => isValue(value, label)) || !areOf(label.toLowerCase(), lower)) return null;
    if (!isMove) { remark.values = names; Object.assign(told, { kind: "choice", choices: names }); }
  }
  if (start !== undefined) {
    const first = typed(start, remark);
    if (first === null) return null;
    told.default = first;
    if (typeof first === "boolean") { told.kind = "boolean"; remark.kindWord ??= "yes/no"; }
  }
  if (unit !== undefined && kindWord === undefined) told.kind = isBounded && told.kind !== "number" ? "integer" : unitOf(unit) ?? told.kind;
  return remark;
}

/** "max 1000" of a message is so many characters. */
function toLength({ told }: Remark): void {
  const { min, max, isOverMin, isUnderMax, hasDecimals } = told;
  if (hasDecimals || isOverMin || isUnderMax || (min === undefined && max === undefined) || (min ?? 1) < 1) return;
  Object.assign(told, min === undefined ? {} : { minLength: min }, max === undefined ? {} : { maxLength: max });
  for (const name of ["min", "max", "kind"] as const) delete told[name];
}

/** What is written, and never counted. */
const isWritten = (label: string): boolean => { const { kind, isSure } = inferKind(label.toLowerCase()); return kind === "longText" || (kind === "text" && isSure && /(?:name|title|subject|username|nickname|label|slogan|headline|caption|code|sku|street)$/i.test(label)); };
const isMoney = (label: string, unit: string | undefined): boolean => inferKind(label.toLowerCase()).kind === "money" || (unit !== undefined && unitOf(unit) === "money");

/** What is so by default is one of the values: of "admin by default, member" it is the first. */
const withStart = (values: readonly string[], start: string | undefined): string[] =>
  start === undefined || values.some((value) => value.toLowerCase() === start.toLowerCase()) ? [...values] : [start, ...values];

function typed(start: string, { told: { choices, kind, min, max, isOverMin }, kindWord }: Remark): string | number | boolean | null {
  if (choices) return choices.find((choice) => choice.toLowerCase() === start.toLowerCase()) ?? null;
  const isBoolean = kind === "boolean" && kindWord !== undefined;
  if (/^(?:true|yes|y|on)$/i.test(start)) return kindWord === undefined || isBoolean ? true : null;
  if (/^(?:false|no|n|off)$/i.test(start)) return kindWord === undefined || isBoolean ? false : null;
  if (isBoolean) return null;
  const figure = Number(start);
  if (!Number.isFinite(figure)) return start;
  return figure < (min ?? figure) || figure > (max ?? figure) || (isOverMin && figure === min) ? null : figure;
}

/** Units behind what is measured, parts behind what has parts, and kinds behind a phone are no values. */
function areOf(label: string, values: string[]): boolean {
  const isMeasure = /\b(?:units?|currency|currencies|measure|scale)$/.test(label);
  if (!isMeasure && values.every((value) => unitOf(value) !== null) && values.some((value) => value.length > 1)) return false;
  if (values.filter((value) => PARTS.test(value)).length > 1 && /\b(?:address|name|owner|person|contact|customer|client|location|position|size|dimensions?|length|duration|time|date|birthday|details|info|manager|author|parent|guardian)$/.test(label)) return false;
  const { kind, isSure } = inferKind(label);
  if (isSure && (kind === "phone" || kind === "email" || kind === "url" || kind === "date" || kind === "dateTime")) return false;
  return kind !== "money" || values.every((value) => /\d|^(?:free|paid|low|medium|high|cheap|expensive)$/.test(value));
}

const PARTS = /^(?:street|house number|number|city|town|zip|zip code|postcode|postal code|country|state|first name|last name|surname|given name|family name|name|phone|email|width|height|depth|length|latitude|longitude|lat|lng|lon|hours?|minutes?|seconds?|days?|months?|years?|gross|net)$/;
