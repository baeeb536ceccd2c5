import { asNoun } from "./clause-words.ts";
import type { Hints } from "./hints.ts";
import { inferKind, kindOfHint } from "./infer-kind.ts";
import { NotUnderstood } from "./not-understood.ts";
import { readEither } from "./read-either.ts";
import { LEAST_LENGTH } from "./least-length.ts";
import type { Field } from "./resource-plan.ts";
import { isPlural } from "./words.ts";

const FIELD_WORD = /^(?:unique |optional )?(?:name|title|email|amount|price|quantity|date|text|description|unit|phone|body|author|address|url)$/;

/** `year (number)`, `rating from 1 to 5`, `price in cents`, `list of tags`, `whether it is done`; options come as `{a|b|c}`. */
export function readHints(text: string): Hints {
  const chosen = /^(.+?) \(default ((?!-?\d)[^()]+)\)$/.exec(text);
  if (chosen?.[1] !== undefined && chosen[2] !== undefined) return readChosen(chosen[1], chosen[2], text);
  const options = /^(.*?)\s*\{(.+)\}$/.exec(text);
  if (options?.[2] !== undefined && options[2].split("|").filter((value) => FIELD_WORD.test(value)).length > (options[2].split("|").some((value) => /^(?:name|title|email|address)$/.test(value)) ? 0 : 1)) throw new NotUnderstood(`It isn't clear whether "${options[2].replaceAll("|", ", ")}" are values or fields of the ${options[1] ?? ""}.`, options[1]);
  const figures = options?.[2]?.split("|").map(Number) ?? [];
  // "seats 1 or 2" are numbers.
  if (options?.[1] !== undefined && figures.every((figure, index) => Number.isInteger(figure) && (index === 0 || figure === (figures[index - 1] ?? 0) + 1))) return { label: options[1], kind: "integer", range: { min: figures[0] ?? 0, max: figures.at(-1) ?? 0 } };
  if (options?.[1] !== undefined && options[2] !== undefined) return { label: options[1], kind: "choice", options: options[2].split("|") };
  const start = /^(.+?) \(?default (-?\d+(?:\.\d+)?)\)?$/.exec(text);
  if (start?.[1] !== undefined) return readStart(start[1], Number(start[2]), text);
  const scale = /^((?:[a-z]+ )?(?:condition|quality|mood|difficulty|intensity|strength|rarity|severity|grade|importance|spiciness)) (?:ranging |going )?from ((?!\d)[a-z]+(?: [a-z]+)?) to ([a-z]+(?: [a-z]+)?)$/.exec(text);
  if (scale?.[1] !== undefined) return { label: scale[1], kind: "text", note: `is any text: of its values only the ends are named, ${scale[2] ?? ""} and ${scale[3] ?? ""}` };
  const length = /^(.*?)[ (]+(?:of )?(?:max(?:imum)?(?: length)?|at most|up to|no more than|limited to|not longer than)(?: of)? (\d{1,4}) (?:characters?|chars?|letters)(?: long)?\)?$/.exec(text);
  if (length?.[1] !== undefined) return readLength(length[1], Number(length[2]), text);
  const range = /^(.*?)[ (]+(?:(?:an? |(?<=\())(?:number|integer) |a score |(?<=rating )stars? )?(?:from|between|of)? ?(-?\d+(?:\.\d+)?) ?(?:to|-|and|\.\.) ?(-?\d+(?:\.\d+)?)(?: (?:stars?|points?))?\)?$/.exec(text) ?? /^(.*?)[ (]+(?:out of|max|up to) ()(\d+)\)?$/.exec(text);
  const ranged = /^(.+) in (percent|%|minutes|hours|days|weeks|months|years|kg|km|cm|euros?|dollars?|points)$/.exec(range?.[1] ?? "");
  if (ranged?.[1] !== undefined && range) return { ...readHints(range[0].replace(/ in (?:percent|%|[a-z]+)(?=[ (]+(?:from|between|of|out of|max|up to)? ?-?\d)/, "")), unit: ranged[2] ?? "" };
  if (range?.[1] !== undefined) return { label: range[1], kind: /\./.test(`${range[2] ?? ""}${range[3] ?? ""}`) ? "number" : rangeKind(range[1]), range: { min: range[2] ? Number(range[2]) : 0, max: Number(range[3]) } };
  const ends = /^((?:[a-z]+ )?(?:level|grade|class|size|category|group|rating|section|row|difficulty)) (?:from )?([a-z]|\d?[a-z]) ?(?:-|to) ?([a-z]|\d?[a-z])$/.exec(text);
  if (ends?.[1] !== undefined) return { label: ends[1], kind: "text", note: `is any text: of its values only the ends are named, ${ends[2] ?? ""} and ${ends[3] ?? ""}` };
  const bracket = /^(.*?) ?\(([^)]*)\)$/.exec(text) ?? /^(.*?) (?:as |of type |: ?|= ?)(.+)$/.exec(text) ?? /^([a-z][a-z ]*): ?(.+)$/.exec(text);
  if (bracket?.[1] !== undefined && bracket[2] !== undefined) {
    const kind = kindOfHint(bracket[2]);
    // A number of pages is a whole number.
    if (kind?.kind === "number" && inferKind(bracket[1]).kind === "integer") return { label: bracket[1] };
    if (kind) return { label: bracket[1], kind: kind.kind };
    const target = /^(?:an?|one of (?:the|our)|(?:the )?id of (?:an?|the)|ref(?:erence)?s?(?: to)?(?: an?| the)?|refers to an?|links? to (?:an?|the)|from (?:the )?|fk(?: to)?|foreign key(?: to)?) ([a-z]+(?: [a-z]+)?)$/.exec(bracket[2])?.[1];
    if (target !== undefined) return { label: bracket[1].replace(/[ _]ids?$/, ""), kind: "reference", target: asNoun(target) };
    if (SEVERAL.test(bracket[2])) return { label: bracket[1], kind: "list" };
    if (bracket[2].startsWith("in ")) return { ...readHints(bracket[1]), unit: bracket[2].slice(3) };
    if (BOUND.test(bracket[2])) return readHints(`${bracket[1]} ${bracket[2]}`);
    if (/^(?:e\.?g\.?|for example|like|such as)\b/.test(bracket[2])) return readHints(bracket[1]);
    const [, from, to] = /^(?:from )?([a-z0-9]+[a-z+-]*) (?:to|through) ([a-z0-9]+[a-z+-]*)$/.exec(bracket[2]) ?? /^([a-z]{3,}) ?- ?([a-z]{3,})$/.exec(bracket[2]) ?? [];
    if (from !== undefined) return { label: bracket[1], kind: "text", note: `is any text: of its values only the ends are named, ${from} and ${to ?? ""}` };
    throw new NotUnderstood(`It isn't clear what "${bracket[2]}" says about the ${bracket[1]}.`, text);
  }
  const bound = /^(.+?)(?: of| is| must be| should be)? (at least|min|minimum|at most|over|above|greater than|more than|older than|bigger than|under|below|less than) (\d+)$/.exec(text);
  if (bound?.[1] !== undefined) {
    const { label, unit: inUnit } = / in [a-z0-9/%]+$/.test(bound[1]) ? readHints(bound[1]) : { label: bound[1] };
    return { ...readBound(label, bound[2] ?? "", Number(bound[3])), ...(inUnit === undefined ? {} : { unit: inUnit }) };
  }
  const unit = /^(.+) in (minutes?|hours?|days?|seconds?|weeks?|months?|years|cents|euros?|dollars?|francs?|chf|rupees?|gram|kilogram|kilo|lit(?:er|re)|met(?:er|re)|kilomet(?:er|re)|centimet(?:er|re)s?|millimet(?:er|re)s?|tons?|tonnes?|ounces|square met(?:er|re)|usd|eur|gbp|pounds|kg|kilos|kilograms|grams|g|km|kilometers|kilometres|km2|m2|m3|cm3|cubic met(?:er|re)s|hectares?|acres?|bar|knots|gb|mb|cl|dl|hl|sqm|square meters|square metres|miles|meters|metres|cm|mm|liters|litres|kwh|kw|mg\/l|g\/l|mg\/dl|mmol\/l|mmhg|m|mg|ml|oz|lbs|inches|feet|km\/h|mph|millions?|thousands?|[kmg]?hz|db|rpm|ppm|psi|volts?|watts?|percent|celsius|fahrenheit|degrees)$/.exec(text);
  if (unit?.[1] !== undefined && unit[2] !== undefined) {
    const isSigned = /celsius|fahrenheit|degrees/.test(unit[2]);
    return { label: unit[1], kind: /^(?:euros?|dollars?|usd|eur|gbp|pounds|francs?|chf|rupees?)$/.test(unit[2]) && inferKind(unit[1]).kind !== "integer" && !/weight|mass|load/.test(unit[1]) ? "money" : /^(?:cents|seconds?|minutes?|days?|weeks?|months?|years)$/.test(unit[2]) && !(unit[2].startsWith("sec") && /\b(?:time|lap|split|result)$/.test(unit[1])) ? "integer" : "number", ...(isSigned ? {} : { range: { min: 0 } }), unit: unit[2] };
  }
  const listed = /^([a-z]+(?: [a-z]+)?) list$/.exec(text);
  if (listed?.[1] !== undefined && !/^(?:price|waiting|guest|mailing|check|wish|play|short|black|white)$/.test(listed[1]) && (isPlural(listed[1].split(" ").at(-1) ?? "") || /^(?:material|part|trigger|song|item|task|player|medication|ingredient|tool|participant)$/.test(listed[1]))) return { label: listed[1], kind: "list" };
  const list = /^(?:list of|several|multiple|many|array of|any number of) (.+)$/.exec(text);
  if (list?.[1] !== undefined && /^(?:several|multiple|many)/.test(text) && inferKind(list[1]).kind !== "list") throw new NotUnderstood(`It isn't clear what the ${list[1]} have. Say it of them, for example "${list[1]} with name", and to what each belongs.`, text);
  if (list?.[1] !== undefined) return { label: list[1], kind: "list" };
  const either = readEither(text);
  if (either) return either;
  const trailing = /^((?!to\b).+?) (bool(?:ean)?(?: default(?: to)? false| \(?default:? false\)?)?|int|integer|string|float|decimal)$/.exec(text);
  const trailed = trailing?.[2] === undefined ? undefined : kindOfHint(trailing[2].split(" ")[0] ?? "");
  if (trailed && trailing?.[1] !== undefined) return { label: trailing[1], kind: trailed.kind };
  const measured = /^((?:[a-z]+ )?(?:weight|height|length|width|distance|depth|mass|volume|amount|dose|dosage|size|area|surface|water|milk)) (?:in )?(kg|mg|g|lbs?|cm|mm|m|km|ml|l|oz|m2|sqm|m3|km2|ha)$/.exec(text);
  if (measured?.[1] !== undefined && measured[2] !== undefined) return { label: measured[1], kind: "number", range: { min: 0 }, unit: measured[2] };
  const rate = /^([a-z]+(?: [a-z]+){0,2}) (?:in )?(mg\/d?l|mmol\/l|g\/l|km\/h|m\/s|kg\/m3|l\/min)$/.exec(text);
  if (rate?.[1] !== undefined && rate[2] !== undefined) return { label: rate[1], kind: "number", range: { min: 0 }, unit: rate[2] };
  const leadingHint = /^(boolean|integer|numeric|text|string|date) (.+)$/.exec(text);
  const leading = leadingHint?.[1] === undefined ? undefined : kindOfHint(leadingHint[1]);
  if (leading && leadingHint?.[2] !== undefined && leadingHint[1] !== "date" && leadingHint[1] !== "text") return { label: leadingHint[2], kind: leading.kind };
  return { label: text };
}

/** Which of its values a field has where none is sent. */
function readChosen(label: string, said: string, text: string): Hints {
  const hints = readHints(label);
  const start = hints.kind === "boolean" ? (/^(?:true|yes)$/.test(said) ? true : /^(?:false|no)$/.test(said) ? false : undefined) : hints.options?.find((option) => option === said);
  if (start === undefined) throw new NotUnderstood(`It isn't clear what "default ${said}" says about the ${hints.label}.`, text);
  return { ...hints, start, note: `is ${start === true ? "true" : start === false ? "false" : start} where none is sent` };
}

/** What a number is where none is sent. */
function readStart(label: string, start: number, text: string): Hints {
  const hints = readHints(label);
  const { kind, isSure } = hints.kind === undefined ? inferKind(hints.label) : { kind: hints.kind, isSure: true };
  if (isSure && kind !== "integer" && kind !== "number" && kind !== "money") throw new NotUnderstood(`Only a number can have the default ${start}, and ${label} is none.`, text);
  if (start < (hints.range?.min ?? start) || start > (hints.range?.max ?? start)) throw new NotUnderstood(`The default ${start} is out of the range of the ${hints.label}.`, text);
  return { ...hints, kind: isSure ? kind : Number.isInteger(start) ? "integer" : "number", ...(start < 0 ? {} : { range: { min: 0, ...hints.range } }), start, note: `is ${start} where none is sent` };
}

/** A text of at most so many characters. */
function readLength(label: string, maxLength: number, text: string): Hints {
  const { kind } = inferKind(label);
  if ((kind !== "text" && kind !== "longText") || maxLength < LEAST_LENGTH) throw new NotUnderstood(`The ${label} can't be held to ${maxLength} characters: only a text can, and to ${LEAST_LENGTH} at least.`, text);
  return { label, kind: maxLength > 200 ? "longText" : kind, range: { maxLength } };
}

/** Stars and marks from 1 to 5 are whole; a price from 1 to 5 needn't be. */
const rangeKind = (label: string): Field["kind"] => (inferKind(label).kind === "money" ? "money" : inferKind(label).kind === "number" && !/(?:rating|score|mark|level|percentage)$/.test(label) ? "number" : "integer");

/** "godparents (one or more)" */
const SEVERAL = /^(?:(?:one|1|zero|0) or more|several|many|multiple|more than one(?: possible)?|can be (?:several|many|more than one))$/;
/** "(at most 300)" behind a name. */
const BOUND = /^(?:at least|minimum|min|at most|over|above|greater than|more than|under|below|less than) \d+$/;

/** `age over 18` is 19 at least, `price over 0` a cent; a number may be anything above. */
function readBound(label: string, words: string, limit: number): Hints {
  const inferred = inferKind(label);
  const isClosed = /least|min|most/.test(words);
  const isMost = /most|under|below|less/.test(words);
  // What is held to a number is one.
  const kind = inferred.kind === "text" && !inferred.isSure ? (isClosed ? "number" : "integer") : inferred.kind;
  const step = kind === "integer" ? 1 : kind === "money" ? 0.01 : null;
  if ((step === null && kind !== "number") || (step === null && isMost && !isClosed)) throw new NotUnderstood(`${label} can't be held to "${words} ${limit}".`, `${label} ${words} ${limit}`);
  const note = kind === inferred.kind ? {} : { note: kind === "integer" ? "is a whole number" : "is a number" };
  if (isMost) return { label, kind, ...note, range: { min: 0, max: isClosed ? limit : limit - (step ?? 0) } };
  return { label, kind, ...note, range: isClosed ? { min: limit } : step === null ? { min: limit, isOverMin: true } : { min: limit + step } };
}
