import { nextAbove, nextBelow } from "../field-remarks/hold-told.ts";
import { readRemark } from "../field-remarks/read-remark.ts";
import type { Told } from "../field-words/told.ts";
import { plainName } from "../outline/name-of.ts";
import type { OutlineField } from "../outline/schema.ts";
import { UNSAFE } from "../resource-builder/unsafe-to-keep.ts";
import { isPlural } from "../resource-builder/words.ts";
import { tellsDeed } from "../field-words/is-clause-name.ts";
import { kindOfName } from "./kind-of-name.ts";
import { splitClause } from "../field-remarks/bracket-clauses.ts";
import { takeClauses } from "./item-clauses.ts";
import { plainFigures } from "../field-words/read-range.ts";
import { nameInWords } from "../field-words/name-in-words.ts";

export interface Item {
  field: OutlineField;
  /** What was taken for granted. */
  said: string[];
  /** Several of something that may be counted, listed or kept as things: not built before it is told. */
  isUnsure: boolean;
}

const LEAD = /^(?:(?:and|also|with|plus|then|as well as|of course|a field for|a column for|fields? for|the following|info about|information about|details of) |(?:the|an?|its|it's|their|his|her|my|our|your|each|some|any|one|own) )+/i;
const OPTIONAL = /\(?\b(?:optional(?:ly)?|not (?:required|mandatory|needed)|(?:can|may|might) be (?:left out|left empty|left blank|empty|blank|missing|omitted|null)|nullable|if (?:any|anyone|anybody|anything|there|known|available|there is one|there is any|applicable|needed|given|possible))\b\)?/i;
const REQUIRED = /\(?\b(?:required|mandatory|is needed|must be given|must be there)\b\)?/i;

const BRACKET = /\s*[([]([^()[\]]*)[)\]]/;

/** One item of a list of fields, every word of it in the field that comes of it. Null where a word isn't. */
export function readItem(item: string): Item | null {
  // "one per child and day" is a rule of what has them.
  if (/^(?:(?:and|but|only|just|at most|max\.?|maximum|exactly) )*(?:one|1|a single|once) (?:per|for each|for every)\b|^per\b/i.test(item.trim())) return null;
  const told: Told = {};
  let text = item.trim().replace(/^"(.+)"$/, "$1").replace(LEAD, "");
  text = text.replace(/^(?:optionally|maybe|possibly|perhaps) (?:also )?(?:an? |the )?/i, () => { told.isRequired = false; return ""; });
  for (let bracket = BRACKET.exec(text); bracket; bracket = BRACKET.exec(text)) {
    const remark = readRemark(bracket[1] ?? "", text.slice(0, bracket.index));
    if (!remark || remark.isMove || remark.unkept.length > 0) return null;
    const said = [...(told.said ?? []), ...(remark.told.said ?? [])];
    Object.assign(told, remark.told, said.length > 0 ? { said } : {});
    text = text.replace(bracket[0], "");
  }
  const split = /\d/.test(plainFigures(text)) ? splitClause(text) : null;
  const held = split && readRemark(split.clause, split.label);
  const isSplit = split && held && split.head === split.label && !held.isMove && held.unkept.length === 0 && held.told.beside === undefined;
  if (isSplit && (held.told.minLength ?? held.told.maxLength) !== undefined) { Object.assign(told, held.told); text = split.label; }
  text = takeClauses(text, told);
  text = text.replace(OPTIONAL, () => { told.isRequired = false; return ""; }).replace(REQUIRED, "").replace(/\(?\bunique\b\)?/i, () => { told.isUnique = true; return ""; }).replace(/\( *\)/g, "").replace(/^([a-z0-9 _-]+)\?$/i, (_all, name: string) => { told.isRequired = false; return name; });
  text = text.replace(/\s*\{([^{}]*)\}/, (_all, values: string) => { told.choices = values.split("|"); return ""; });
  return fieldOf(text.replace(/[,\s]+$/, "").replace(/^[,\s]+/, "").replace(LEAD, "").trim(), told) ?? (isSplit ? fieldOf(split.label, { ...told, ...held.told }) : null);
}

function fieldOf(said: string, told: Told): Item | null {
  const words = nameInWords(said, told);
  if (words === null) return null;
  const label = plainName(words);
  if (label === "" || tellsDeed(label) || label.length > 40 || label.split(" ").length > 6 || UNSAFE.test(label)) return null;
  // "seats 1 or 2" are numbers.
  const figures = told.choices?.map(Number) ?? [];
  if (told.choices && figures.every((figure, index) => Number.isInteger(figure) && (index === 0 || figure === (figures[index - 1] ?? 0) + 1))) { Object.assign(told, { kind: "integer", min: figures[0], max: figures.at(-1) }); delete told.choices; }
  const { choices, min, max, isOverMin, isUnderMax, minLength, maxLength, default: start } = told;
  // "members (name, phone)": what each of several has.
  if (choices && isPlural(label.replace(/ of .+$/, "").split(" ").at(-1) ?? "") && !/^(?:status|[a-z ]*series)$/.test(label)) return null;
  const yesNo = choices?.length === 2 && /^(?:yes|true|y)$/i.test(choices[0] ?? "");
  // What begins as yes or no, or as a number, is one.
  if (told.kind === undefined && !choices && kindOfName(label, told).isGuess) { if (typeof start === "boolean") told.kind = "boolean"; else if (typeof start === "number") told.kind = Number.isInteger(start) ? "integer" : "number"; }
  const named = choices ? { kind: yesNo ? ("boolean" as const) : ("choice" as const), said: [], isUnsure: false, isGuess: false } : kindOfName(label, told);
  const { kind } = named;
  const first = startFor(start, kind, choices);
  if (start !== undefined && first === undefined) return null;
  const isNumber = kind === "integer" || kind === "number" || kind === "money";
  const isText = kind === "text" || kind === "longText";
  const isLong = maxLength !== undefined || minLength !== undefined;
  if ((isLong && !isText) || (isUnderMax && kind === "number") || ((max !== undefined || told.min !== undefined) && !isNumber)) return null;
  const isOptional = told.isRequired === false || kind === "boolean" || start !== undefined || (NOTED.test(label) && isText);
  const field: OutlineField = {
    name: label, kind, isRequired: !isOptional, isUnique: told.isUnique === true,
    ...(kind === "choice" && choices ? { choices } : {}),
    ...(isNumber ? limitsOf(kind, min ?? (told.isSigned ? undefined : named.min), max ?? named.max, isOverMin === true, isUnderMax === true) : {}),
    ...(isText && maxLength !== undefined ? { maxLength } : {}), ...(isText && minLength !== undefined ? { minLength } : {}), ...(first === undefined ? {} : { default: first }),
    ...(named.isGuess ? { isGuess: true } : {}),
  };
  const noted = isText && NOTED.test(label) && told.isRequired !== false ? [`${label} may be left out`] : [];
  return { field, said: [...named.said, ...noted, ...(told.said ?? [])], isUnsure: named.isUnsure };
}

/** Above a number is the next one, where there is a next: a whole number, a cent. */
const limitsOf = (kind: OutlineField["kind"], min: number | undefined, max: number | undefined, isOverMin: boolean, isUnderMax: boolean): Partial<OutlineField> => ({
  ...(min === undefined ? {} : { min: isOverMin ? nextAbove(min, kind) : min, ...(isOverMin && kind === "number" ? { isOverMin } : {}) }),
  ...(max === undefined ? {} : { max: isUnderMax ? nextBelow(max, kind) : max }),
});

/** What a field begins as, where its kind can: a value as it was written among the values. */
function startFor(start: Told["default"], kind: OutlineField["kind"], choices: readonly string[] = []): Told["default"] {
  if (kind === "choice") return choices.find((choice) => choice.toLowerCase() === String(start).toLowerCase());
  if (kind === "boolean") return typeof start === "boolean" ? start : undefined;
  if (kind === "integer" || kind === "number" || kind === "money") return typeof start === "number" ? start : undefined;
  return kind === "text" && typeof start === "string" ? start : undefined;
}

/** What people leave empty where there is nothing to say. */
const NOTED = /(?:^|[a-z] )(?:notes?|comments?|remarks?|nickname|other info|extra info|additional info(?:rmation)?)$/;
