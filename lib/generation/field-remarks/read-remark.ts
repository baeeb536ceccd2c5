import { unitOf } from "../plain-reader/units.ts";
import { kindOfHint, inferKind } from "../resource-builder/infer-kind.ts";
import { isChosen, isValue } from "./is-value.ts";
import { newRemark, readEntry, type Remark } from "./read-entry.ts";

/** What a bracket says of the field before it, in the readers' words; "same" where it says it so already, null where it isn't understood. */
export function readRemark(inside: string, label: string): string | "same" | null {
  const text = inside.trim();
  const lower = text.toLowerCase();
  if (text === "" || kindOfHint(lower) !== undefined || EXAMPLES.test(lower) || SEVERAL.test(lower)) return "same";
  const remark = newRemark();
  const entries: string[] = [];
  for (const clause of text.split(/\s*;\s*/)) {
    const [said, ...examples] = clause.split(/,?\s*\b(?=(?:e\.g\.?|for example|for instance|such as)\s)/i);
    remark.examples.push(...examples);
    entries.push(...(said ?? "").split(/\s*,\s*(?:or\s+|and\s+)?|\s+or\s+/).map((entry) => entry.replace(/^(?:either|one of|values?:|options?:|choices?:)\s+/i, "").trim()).filter(Boolean));
  }
  if (entries.length > 1 && entries.every((entry) => /^[\d/.:-]+$/.test(entry))) return "same";
  // What a single remark says, the readers know or refuse by themselves.
  if (entries.length === 1 && !isRewritten(entries[0] ?? "")) return entries[0] === text ? "same" : null;
  const areNames = entries.length > 1 && entries.every((entry) => isValue(entry, label)) && (isChosen(label) || kindOfHint((entries[0] ?? "").toLowerCase()) === undefined);
  if (areNames) remark.values.push(...entries);
  if ((!areNames && !entries.every((entry) => readEntry(entry, label, remark))) || !isSound(remark, label)) return null;
  // States in their order are more than values: the readers of moves say what they make of them.
  if (remark.isMove) return isPlain(remark) ? "same" : null;
  return isPlain(remark) && !text.includes(";") ? "same" : inWords(remark);
}

const EXAMPLES = /^(?:e\.?g\.?|eg|for example|for instance|like(?! new\b)|such as|i\.e\.?)[,:]? /;
const SEVERAL = /^(?:(?:one|1|zero|0) or more|more than one|(?:-?\d+(?:\.\d+)?) or (?:more|less|higher|lower|fewer)|(?:if|when|once) [a-z ]+)$/;
const isRewritten = (entry: string): boolean => /\b(?:by default|as (?:the )?default|decimals?|negative)\b|->|=>|\u2192|^d{1,2}[/.-]m{1,2}[/.-]y{2,4}$|^default/i.test(entry);

/** Nothing but values. */
const isPlain = ({ kind, marks, start, unit, bound, isFigure, values, examples }: Remark): boolean => values.length > 1 && kind === undefined && start === undefined && unit === undefined && bound === undefined && !isFigure && marks.length === 0 && examples.length === 0;

/** Whether all that was said holds together, and is what a field of this name may have. */
function isSound({ kind, start, unit, bound, values, isFigure, marks, examples }: Remark, label: string): boolean {
  const isTyped = kind !== undefined && !/^(?:text|string|str)$/.test(kind);
  if (values.length === 0) return start === undefined || kind === undefined || kindOfHint(kind)?.kind !== "boolean" || /^(?:true|false|yes|no)$/i.test(start);
  if (values.length === 1 || isTyped || unit !== undefined || bound !== undefined || isFigure || examples.length > 0 || marks.includes("unique")) return false;
  if (start !== undefined && !values.some((value) => value.toLowerCase() === start.toLowerCase())) return false;
  return new Set(values.map((value) => value.toLowerCase())).size === values.length && values.every((value) => isValue(value, label)) && areOf(label.toLowerCase(), values.map((value) => value.toLowerCase()));
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

function inWords({ kind, marks, start, unit, bound, values, isFigure }: Remark): string {
  const isCount = kind !== undefined && /^(?:int|integer|whole number|number|numeric|decimal|float|double)$/.test(kind);
  const hasKind = kind !== undefined && !(isCount && (bound !== undefined || unit !== undefined)) && values.length === 0;
  const yesNo = kind === undefined && values.length === 0 && start !== undefined && /^(?:true|false|yes|no)$/i.test(start);
  return [
    unit === undefined ? "" : ` in ${unit}`,
    values.length > 0 ? ` (${values.join(", ")})` : hasKind ? ` (${kind})` : yesNo ? " (yes/no)" : isFigure && unit === undefined && bound === undefined ? FIGURE : "",
    bound === undefined ? "" : ` (${bound})`,
    ...[...new Set(marks)].map((mark) => ` (${mark === "if known" || mark === "if any" ? "optional" : mark})`),
    start === undefined ? "" : ` (default ${start})`,
  ].join("");
}

/** Put where a number is meant; what is measured or paid by its name stays what it is. */
const FIGURE = " (number)";
