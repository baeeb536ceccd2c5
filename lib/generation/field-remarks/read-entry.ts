import { readRange, type Told } from "../plain-reader/read-bracket.ts";
import { unitOf } from "../plain-reader/units.ts";
import { kindOfHint } from "../resource-builder/infer-kind.ts";
import { isValue } from "./is-value.ts";

/** What the entries of a remark say of a field, each in the words that both readers know. */
export interface Remark {
  kind?: string;
  marks: string[];
  start?: string;
  unit?: string;
  bound?: string;
  values: string[];
  isFigure: boolean;
  isMove: boolean;
  examples: string[];
}

export const newRemark = (): Remark => ({ marks: [], values: [], isFigure: false, isMove: false, examples: [] });

/** Takes one entry into a remark; false where it says something that isn't understood. */
export function readEntry(said: string, label: string, remark: Remark): boolean {
  const entry = said.trim().replace(/^["'](.*)["']$/, "$1").replace(/^(?:and|but|also) /i, "");
  const lower = entry.toLowerCase();
  if (entry === "" || /^(?:enum|choices?|one of|options?|values?)$/.test(lower)) return true;
  if (/^(?:optional|required|mandatory|unique|if known|if any)$/.test(lower)) { remark.marks.push(lower); return true; }
  const start = DEFAULT.exec(entry);
  if (start) return readDefault((start[1] ?? start[2] ?? "").trim(), start[1] === undefined, remark);
  const kind = FORMATS[lower] ?? (isKindWord(lower) ? lower : undefined);
  if (kind !== undefined) { if (remark.kind !== undefined && remark.kind !== kind) return false; remark.kind = kind; return true; }
  if (FIGURE.test(lower)) { remark.isFigure = true; return true; }
  const unit = /^(?:in|measured in|as) (?:whole )?(.+)$/.exec(lower)?.[1];
  if (unit !== undefined && unitOf(unit) !== null) { if (remark.unit !== undefined) return false; remark.unit = unit; return true; }
  const told: Told = {};
  if (/\d/.test(entry) && !/^-?\d+$/.test(entry) && readRange(entry, told)) { if (remark.bound !== undefined) return false; remark.bound = lower; return true; }
  const parts = entry.split(/\s*(?:->|=>|\u2192)\s*/).length > 1 ? entry.split(/\s*(?:->|=>|\u2192)\s*/) : entry.split(/\s*[/|]\s*/);
  if (parts.length > 1 && parts.every((part) => isValue(part, label))) { remark.isMove ||= /->|=>|\u2192/.test(entry); remark.values.push(...parts); return true; }
  if (!isValue(entry, label)) return false;
  remark.values.push(entry);
  return true;
}

const DEFAULT = /^(?:(?:the )?defaults?(?: value)?(?: is| to|:|=)? ?"?([\p{L}\p{N} .-]+?)"?|([\p{L}\p{N} .-]+?) (?:by default|as default|as the default|is the default|= default))$/iu;
const FIGURE = /^(?:(?:can|may) be (?:negative|below zero)|(?:also )?negative (?:allowed|possible)|(?:with )?(?:one|two|three|1|2|3)(?: or (?:two|2))? decimals?(?: places?)?|rounded to (?:one|two|1|2) decimals?|decimals? allowed)$/;
const FORMATS: Record<string, string> = { "free text": "text", "dd/mm/yyyy": "date", "mm/dd/yyyy": "date", "dd-mm-yyyy": "date", "dd.mm.yyyy": "date", "yyyy/mm/dd": "date", "hh:mm": "time", datetime: "date and time", timestamp: "date and time" };
const isKindWord = (text: string): boolean => kindOfHint(text) !== undefined || /^(?:number|text|list|time|longtext|uuid)$/.test(text);

/** What is so by default is one of the values: of "admin by default, member" it is the first. */
function readDefault(start: string, isNamedHere: boolean, remark: Remark): boolean {
  if (remark.start !== undefined || start === "") return false;
  remark.start = start;
  if (isNamedHere && !/^(?:true|false|yes|no|-?\d+(?:\.\d+)?)$/i.test(start) && remark.kind === undefined && !remark.values.some((value) => value.toLowerCase() === start.toLowerCase())) remark.values.push(start);
  return true;
}
