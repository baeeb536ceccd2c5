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
  if (/^(?:required|mandatory|optional|unique)$/i.test(text)) { if (/^unique$/i.test(text)) told.isUnique = true; else told.isRequired = !/^optional$/i.test(text); return true; }
  if (EMPTY.test(text)) { told.isRequired = false; return true; }
  const lower = text.toLowerCase();
  const hint = kindOfHint(lower) ?? KINDS[lower];
  if (hint !== undefined) { told.kind = hint.kind; if (hint.min !== undefined) told.min = hint.min; return true; }
  if (/^(?:e\.g\.?|eg|for example|for instance|like|such as|i\.e\.?|ie|example:?|etc)[,:]? [^()]+$/i.test(text)) { told.said = [...(told.said ?? []), `${text} is only an example: other values are taken too`]; return true; }
  const unit = unitOf(lower);
  if (unit !== null) { told.kind ??= unit; return true; }
  const start = /^default(?:s)?(?: is| to|:|=)? ?"?([a-z0-9 .-]+)"?$/i.exec(text)?.[1];
  if (start !== undefined) { told.default = /^(?:true|yes)$/i.test(start) ? true : /^(?:false|no)$/i.test(start) ? false : Number.isFinite(Number(start)) ? Number(start) : start; return true; }
  const sizes = sizesIn(lower);
  const values = sizes ?? valuesOf(text.replace(/^(?:enum|one of|values?|options?|choices?|either) ?: ?/i, ""));
  if (values !== null) { told.choices = values; return true; }
  // "number, optional" and "integer, 1-5" were parted by the comma.
  const parts = text.split(/\s*[,;]\s*/);
  return parts.length > 1 && parts.length < 5 && parts.every((part) => readBracket(part, told) && told.choices === undefined);
}

/** "empty when nobody rents it", "if known" */
const EMPTY = /^(?:(?:can|may) be |is |stays )?(?:left )?(?:empty|blank|left out|null|missing)(?: (?:when|if|until|while) [a-z' ]+)?$|^(?:if|when) (?:known|any|available|there is one|i have one|we have one|given)$|^not (?:required|mandatory|needed)$/i;
const SIZES = ["xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl"];

/** "XS to XXL" */
function sizesIn(text: string): string[] | null {
  const [, from = "", to = ""] = /^(x{0,2}s|m|l) ?(?:to|-|until|up to) ?(m|x{0,3}l)$/.exec(text) ?? [];
  const [first, last] = [SIZES.indexOf(from), SIZES.indexOf(to)];
  return first >= 0 && last > first + 1 ? SIZES.slice(first, last + 1).map((size) => size.toUpperCase()) : null;
}

const KINDS: Record<string, { kind: OutlineKind; min?: number }> = { "whole": { kind: "integer" }, "decimal number": { kind: "number" }, "numbers": { kind: "number" }, "a number": { kind: "number" }, "tags": { kind: "list" }, "list": { kind: "list" }, "several": { kind: "list" }, "multiple": { kind: "list" }, "array of strings": { kind: "list" }, "y/n": { kind: "boolean" }, "checkbox": { kind: "boolean" }, "yes/no/": { kind: "boolean" }, "https": { kind: "url" }, "web address": { kind: "url" }, "free text": { kind: "text" }, "short text": { kind: "text" }, "long": { kind: "longText" }, "paragraph": { kind: "longText" }, "euro": { kind: "money", min: 0 }, "euros": { kind: "money", min: 0 }, "dollars": { kind: "money", min: 0 }, "pounds": { kind: "money", min: 0 }, "year": { kind: "integer", min: 0 }, "time of day": { kind: "time" }, "hh:mm": { kind: "time" }, "date and time": { kind: "dateTime" } };

const LONG = "(\\d{1,5}) (?:characters?|chars?|letters?|signs)";
const CHARACTERS = new RegExp(`^(?:an? )?(?:at most|max(?:imum)?(?: of| length:?| length of)?|up to|not (?:more|longer) than|no (?:more|longer) than|limit(?:ed)?(?: to| of)?) ${LONG}(?: long)?$|^${LONG} (?:max(?:imum)?|at most|or (?:less|fewer|shorter))$`);
const COUNTING = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inDigits = (text: string): string => text.replace(new RegExp(`\\b(?:${COUNTING.join("|")})\\b`, "g"), (word) => String(COUNTING.indexOf(word)));

/** "1 to 6", "at least 1", "max 5", "more than 0", "max 500 characters". */
export function readRange(said: string, told: Told): boolean {
  const text = inDigits(said.toLowerCase()).replace(/^(?:a |an )?(?:number|integer|whole number|percent|scale|score)?,? ?(?:is |must be |should be |goes )?/, "").replace(/ ?(?:%|percent|stars?|points)$/, "").trim();
  const characters = CHARACTERS.exec(text)?.slice(1).find((one) => one !== undefined);
  if (characters !== undefined) { told.maxLength = Number(characters); return true; }
  const both = new RegExp(`^(?:from |between )?${NUMBER}${TO}${NUMBER}$`).exec(text);
  if (both) return put(told, both[1], both[2]);
  const least = new RegExp(`^(?:at least|min(?:imum)?:?|not (?:less|lower) than|no less than|>=|from|min(?:imum)? of) ?${NUMBER}$|^${NUMBER} (?:or (?:more|higher|older|above|over|bigger|greater|larger)|at least|minimum|and (?:up|above|over|older))$`).exec(text);
  if (least) return put(told, least[1] ?? least[2], undefined);
  const most = new RegExp(`^(?:at most|max(?:imum)?:?|up to|not (?:more|higher) than|no more than|<=|max(?:imum)? of|out of|limited to) ?${NUMBER}$|^${NUMBER} (?:or (?:less|fewer|lower|below|younger)|at most|max(?:imum)?)$`).exec(text);
  if (most) return put(told, undefined, most[1] ?? most[2]);
  const over = new RegExp(`^(?:more than|over|above|greater than|higher than|>) ?${NUMBER}$`).exec(text)?.[1] ?? (/^positive(?: number)?$/.test(text) ? "0" : undefined);
  if (over !== undefined) { told.isOverMin = true; return put(told, over, undefined); }
  return /^(?:not (?:be )?negative|non-?negative|never (?:be )?negative|can't be negative)$/.test(text) && put(told, "0", undefined);
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
