import { unitOf } from "../field-words/units.ts";
import { inferKind } from "../resource-builder/infer-kind.ts";
import { isValue } from "./is-value.ts";
import { kindOfWord, kindWordOf } from "./kind-words.ts";
import { readLength } from "../field-words/read-length.ts";
import { readPresence } from "./read-presence.ts";
import { plainFigures, readRange } from "../field-words/read-range.ts";
import { readBeside } from "./read-beside.ts";
import { startIn } from "./read-start.ts";
import { sizesIn } from "./sizes-in.ts";
import type { Remark } from "../field-words/told.ts";
import { whyUnkept } from "./unkept-rule.ts";

/** Takes one entry of a remark into it; false where it says something that isn't understood. */
export function readEntry(said: string, label: string, remark: Remark): boolean {
  const entry = said.trim().replace(/^["'](.*)["']$/, "$1").replace(/^(?:and|but|also|it|which|that|they) (?=.)/i, "");
  if (entry === "" || /^(?:enum|choices?|one of|options?|values?)$/i.test(entry)) return true;
  if (/^(?:valid|real|correct|well-formed)$/i.test(entry) && CHECKED.has(inferKind(label.toLowerCase()).kind)) return true;
  return readRule(entry, remark) || readValues(entry, label, remark);
}

/** Kinds of which the form is checked anyway. */
const CHECKED = new Set<string>(["email", "url", "phone", "date", "dateTime", "time"]);

/** An entry that says a rule, a kind or a start, and is no value whatever the field. */
export function readRule(entry: string, remark: Remark): boolean {
  const { told } = remark;
  const lower = entry.toLowerCase();
  const bare = lower.replace(/^(?:(?:it |which |that )?(?:must|should|has to|have to|needs? to|shall)(?: always)? (?:be )?|is |are )(?:an? )?/, "");
  if (readPresence(lower, told) || readPresence(bare, told)) return true;
  const start = startIn(entry);
  if (start !== null) { if (remark.start !== undefined) return false; remark.start = start; return true; }
  const kind = kindWordOf(lower) ?? kindWordOf(bare);
  if (kind !== undefined) return takeKind(kind, lower, remark);
  if (SIGNED.test(lower)) { told.isSigned = true; told.kind ??= "number"; return true; }
  if (ZERO.test(lower)) return true;
  if (DECIMALS.test(lower)) {
    Object.assign(told, { hasDecimals: true, kind: "number" });
    if (!/allowed|possible|ok|fine/.test(lower)) told.said = [...(told.said ?? []), `"${entry}" is how it is written: a number with more of them is taken too, unless it is money`];
    return true;
  }
  if (NOTED.test(lower)) { told.said = [...(told.said ?? []), `"${entry}" is for people to know`]; return true; }
  const unit = /^(?:in|measured in|as) (?:whole )?(.+)$/.exec(lower)?.[1];
  if (unit !== undefined && unitOf(unit) !== null) { if (remark.unit !== undefined) return false; remark.unit = unit; return true; }
  if (readLength(lower, told) || (/\d|negative|positive/.test(plainFigures(lower)) && !/^-?\d+$/.test(lower) && (readRange(lower, told) || readRange(bare, told)))) return true;
  const past = SINCE.exec(lower);
  if (past) { remark.unkept.push({ text: past[2] ?? entry, why: `It holds from ${past[1]} on. What ${past[2]} is changes, and isn't looked at: any later one is taken.` }); return readRange(`at least ${past[1]}`, told); }
  const why = whyUnkept(lower);
  if (why === null) return readBeside(entry, told);
  remark.unkept.push({ text: entry, why });
  return true;
}

/** Two words for kinds are no kind; "text, long" is a long text, "number, integer" the narrower. */
function takeKind(word: string, said: string, remark: Remark): boolean {
  const [before, kind] = [remark.told.kind, kindOfWord(word)];
  if (kind === undefined) return false;
  // Euros or dollars?
  if (remark.currency !== undefined && CURRENCY.test(said) && remark.currency !== said) return false;
  if (CURRENCY.test(said)) remark.currency = said;
  if (before !== undefined && before !== kind && remark.kindWord !== undefined && !WIDER.some(([wide, narrow]) => wide === before && narrow === kind)) return false;
  remark.kindWord = word;
  remark.told.kind = kind;
  if (kind === "integer") remark.told.isWhole = true;
  if (/decimal|float|double/.test(said)) remark.told.hasDecimals = true;
  return true;
}

const CURRENCY = /^(?:euros?|eur|€|dollars?|usd|\$|pounds?|gbp|£)$/;
const WIDER: [string, string][] = [["text", "longText"], ["number", "integer"], ["number", "money"], ["text", "email"], ["text", "url"]];
const SIGNED = /^(?:(?:can|may) (?:also )?be (?:negative|below (?:zero|0)|minus)|(?:also )?negatives?(?: numbers| values)?(?: is| are)? (?:allowed|possible|ok|okay|fine))$/;
/** "between 1900 and this year": of the two ends only one is a figure. */
const SINCE = /^(?:(?:an? )?(?:year )?(?:between|from) )?(\d{3,4}) ?(?:and|to|until|till|-) ?((?:this|the current|the present) year|today|now)$/;
const ZERO = /^(?:(?:(?:can|may) (?:also )?|(?:is |are )?allowed to )be (?:zero|0)|(?:zero|0)(?: is)? (?:allowed|possible|ok|okay|fine))$/;
const DECIMALS = /^(?:(?:with |up to |max(?:imum)? |at most )?(?:one|two|three|1|2|3)(?: or (?:two|2))? (?:decimals?|decimal places?|digits after the (?:point|comma))|rounded to (?:one|two|1|2) decimals?|(?:decimals?|fractions?|halves|half points?)(?: are)? (?:allowed|possible|ok|okay|fine)|with (?:decimals|cents|fractions))$/;
/** Said of how exact it is. */
const NOTED = /^(?:roughly|approximately|approx\.?|about|more or less|estimated|an estimate|rough|roughly is enough)$/;

function readValues(entry: string, label: string, remark: Remark): boolean {
  if (unitOf(entry.toLowerCase()) !== null && remark.unit === undefined && remark.currency === undefined) { remark.unit = entry.toLowerCase(); return true; }
  const sizes = sizesIn(entry.toLowerCase());
  if (sizes) { remark.values.push(...sizes); return true; }
  const moves = entry.split(/\s*(?:->|=>|\u2192)\s*/);
  const parts = moves.length > 1 ? moves : entry.split(/\s*[/|]\s*/);
  if (parts.length > 1 && parts.every((part) => isValue(part, label))) { remark.isMove ||= moves.length > 1; remark.values.push(...parts); return true; }
  if (!isValue(entry, label)) return false;
  remark.values.push(entry);
  return true;
}
