import { kindOfHint } from "../resource-builder/infer-kind.ts";
import type { OutlineField, OutlineKind } from "../outline/schema.ts";
import { unitOf } from "./units.ts";

/** What was told of a field beside its name. */
export interface Told extends Partial<Pick<OutlineField, "isRequired" | "isUnique" | "choices" | "min" | "max" | "isOverMin" | "maxLength" | "default">> {
  kind?: OutlineKind;
  said?: string[];
}

const NUMBER = "(-?\\d+(?:\\.\\d+)?)";
const TO = "(?: ?(?:-|to|up to|until|and|through|\\.\\.+) ?)";
const WHOLE = /^-?\d+$/;

/** What stands in brackets behind a name: values, a kind, a unit, a range, an example. False where it is something else. */
export function readBracket(said: string, told: Told): boolean {
  const text = said.trim().replace(/[.;:]$/, "").replace(/^(?:must be|should be|has to be|is|in|as|can be|may be|is in) /i, "");
  if (text === "" || readRange(text, told)) return true;
  const lower = text.toLowerCase();
  const hint = kindOfHint(lower) ?? KINDS[lower];
  if (hint !== undefined) { told.kind = hint.kind; if (hint.min !== undefined) told.min = hint.min; return true; }
  if (/^(?:e\.g\.?|eg|for example|for instance|like|such as|i\.e\.?|ie|example:?|etc)[,:]? [^()]+$/i.test(text)) { told.said = [...(told.said ?? []), `${text} is only an example: other values are taken too`]; return true; }
  const unit = unitOf(lower);
  if (unit !== null) { told.kind ??= unit; return true; }
  const start = /^default(?:s)?(?: is| to|:|=)? ?"?([a-z0-9 .-]+)"?$/i.exec(text)?.[1];
  if (start !== undefined) { told.default = /^(?:true|yes)$/i.test(start) ? true : /^(?:false|no)$/i.test(start) ? false : Number.isFinite(Number(start)) ? Number(start) : start; return true; }
  const values = valuesOf(text);
  if (values !== null) { told.choices = values; return true; }
  // "number, optional" and "integer, 1-5" were parted by the comma.
  const parts = text.split(/\s*[,;]\s*/);
  return parts.length > 1 && parts.length < 4 && parts.every((part) => readBracket(part, told) && told.choices === undefined);
}

const KINDS: Record<string, { kind: OutlineKind; min?: number }> = { "whole": { kind: "integer" }, "decimal number": { kind: "number" }, "numbers": { kind: "number" }, "a number": { kind: "number" }, "tags": { kind: "list" }, "list": { kind: "list" }, "several": { kind: "list" }, "multiple": { kind: "list" }, "array of strings": { kind: "list" }, "y/n": { kind: "boolean" }, "checkbox": { kind: "boolean" }, "yes/no/": { kind: "boolean" }, "https": { kind: "url" }, "web address": { kind: "url" }, "free text": { kind: "text" }, "short text": { kind: "text" }, "long": { kind: "longText" }, "paragraph": { kind: "longText" }, "euro": { kind: "money", min: 0 }, "euros": { kind: "money", min: 0 }, "dollars": { kind: "money", min: 0 }, "pounds": { kind: "money", min: 0 }, "year": { kind: "integer", min: 0 }, "time of day": { kind: "time" }, "hh:mm": { kind: "time" }, "date and time": { kind: "dateTime" } };

/** "1 to 6", "at least 1", "max 5", "more than 0", "max 500 characters". */
export function readRange(said: string, told: Told): boolean {
  const text = said.toLowerCase().replace(/^(?:a |an )?(?:number|integer|whole number|percent|scale|score)?,? ?(?:is |must be |should be |goes )?/, "").replace(/ ?(?:%|percent|stars?|points)$/, "").trim();
  const characters = /^(?:(?:at most|max(?:imum)?|up to|not more than|no more than) )?(\d{1,4}) (?:characters?|chars?|letters?|signs)(?: max(?:imum)?| at most| long)?$/.exec(text)?.[1];
  if (characters !== undefined) { told.maxLength = Number(characters); return true; }
  const both = new RegExp(`^(?:from |between )?${NUMBER}${TO}${NUMBER}$`).exec(text);
  if (both) return put(told, both[1], both[2]);
  const least = new RegExp(`^(?:at least|min(?:imum)?:?|not (?:less|lower) than|no less than|>=|from) ?${NUMBER}$|^${NUMBER} (?:or more|or higher|at least|minimum|and up)$`).exec(text);
  if (least) return put(told, least[1] ?? least[2], undefined);
  const most = new RegExp(`^(?:at most|max(?:imum)?:?|up to|not (?:more|higher) than|no more than|<=) ?${NUMBER}$|^${NUMBER} (?:or less|or fewer|at most|max(?:imum)?)$`).exec(text);
  if (most) return put(told, undefined, most[1] ?? most[2]);
  const over = new RegExp(`^(?:more than|over|above|greater than|higher than|>) ?${NUMBER}$`).exec(text)?.[1] ?? (/^positive(?: number)?$/.test(text) ? "0" : undefined);
  if (over !== undefined) { told.isOverMin = true; return put(told, over, undefined); }
  return /^(?:not negative|non-?negative|never negative|can't be negative)$/.test(text) && put(told, "0", undefined);
}

function put(told: Told, min: string | undefined, max: string | undefined): boolean {
  if (min !== undefined) told.min = Number(min);
  if (max !== undefined) told.max = Number(max);
  if (told.min !== undefined && told.max !== undefined && told.min >= told.max) return false;
  if ([min, max].every((one) => one === undefined || WHOLE.test(one)) && told.isOverMin !== true) told.kind ??= "integer";
  else told.kind ??= "number";
  return true;
}

/** "wool, cotton, silk": at least two short values, as they are written. */
export function valuesOf(text: string): string[] | null {
  // Values are parted in one way: "name, trained yes/no" are fields of something.
  if (text.includes(",") && /[/|]/.test(text)) return null;
  const values = text.replace(/^(?:either|one of|values?:?|options?:?|choices?:?) /i, "").split(/\s*(?:,|\/|\||;|\bor\b|\band\b)\s*/).map((value) => value.trim().replace(/^"(.*)"$/, "$1").replace(/^(?:or|and) /i, "")).filter(Boolean);
  const isValue = (value: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N} +&'.#-]{0,30}$/u.test(value) && value.split(" ").length <= 4 && !/^(?:etc|and so on|optional|required|unique|number|text|date|more|others?)\b(?!$)|^(?:etc|\.\.\.|optional|required|unique|number|text|date)$|\b(?:must|should|can|only|not|never|every|each|if|when|max|min|at least|at most|than)\b/i.test(value);
  return values.length >= 2 && values.length <= 20 && new Set(values).size === values.length && values.every(isValue) ? values : null;
}
