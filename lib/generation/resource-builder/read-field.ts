import type { Field } from "./resource-plan.ts";
import { askKind } from "./ask-kind.ts";
import { isTextNoun } from "./field-nouns.ts";
import { inferKind, kindOfHint } from "./infer-kind.ts";
import { isHowManyOrWhich } from "./is-how-many-or-which.ts";
import { namesAField } from "./names-a-field.ts";
import { NotUnderstood } from "./not-understood.ts";
import { asNoun } from "./clause-words.ts";
import { refuseCapability } from "./refuse-capabilities.ts";
import { camelCase, isPlural, onLastWord, singular } from "./words.ts";

export interface ReadField {
  field: Field;
  assumption?: string;
}

/** Words that no field's name holds: an item with one of them is a wish, not a field. */
const NOT_A_FIELD = new RegExp(
  `\\b(?:i|me|my|you|your|we|us|our|they|them|it|he|she|who|whom|that|which|what|when|where|why|how|if|then|than|because|should|must|can|could|would|will|shall|may|might|do|does|did|` +
  `send(?:s|ing)?|notif(?:y|ies)|remind(?:s)?|alert(?:s)?|predict(?:s)?|forecast(?:s)?|calculate(?:s)?|comput(?:e|es)|generate(?:s)?|convert(?:s)?|(?:upload|download)s?(?! (?:date|time|count|speed|size)$)|import(?:s)?|export(?:s)?|show(?:s)?|` +
  `display(?:s)?|return(?:s)?|give(?:s)?|make(?:s)?|get(?:s)?|fetch(?:es)?|call(?:s)?|sync(?:s)?|integrat(?:e|es)|charge(?:s)?|login|log in|sign in|automatically|every|(?:daily|weekly|monthly)(?! (?:rate|price|fee|wage|dose|limit|budget|rent|cost|salary)$)|real-?time|` +
  `search(?:es)?|filter(?:s)?|sort(?:s)?|allow(?:s)?|let(?:s)?|refuse(?:s)?|reject(?:s)?|prevent(?:s)?|validate(?:s)?|check(?:s)?|using|based|depending|via|through|between|over|under|above|below|than|least|most|at|jwt|gpt|llm|oauth|into|against|other|others|someone|everyone|only|not|no|never|always|` +
  `manage|track|store|keep|create|add|update|delete|remove|edit|list|print|scrape|translate|summari[sz]e|recommend|detect|analy[sz]e|averages?|statistics|totals|duplicates?|overdue|unique|pay|(?:buy|sell)(?! (?:price|date|rate)$))\\b`,
);
const UNSAFE = /\b(passwords?|pass ?phrase|^pin$|pin code|cvv|cvc|(?:credit|debit) ?cards?(?: number)?|card number|social security(?: number)?|ssn|secret keys?|api keys?|private keys?|access tokens?)\b/;
const RESERVED: Record<string, string> = { version: "versionName", createdAt: "", updatedAt: "", id: "", constructor: "constructorName" };
/** Every object has these already. */
const INHERITED = new Set(["proto", "prototype", "tostring", "valueof", "hasownproperty", "isprototypeof", "tojson", "tolocalestring"]);
const BUILT_IN = /^(id|ids|unique id|identifier|created at|updated at|creation date|created date|modified date|created|updated)$/;

/** Reads one item of a field list. Null for what every item has anyway (`id`, `created at`). Throws when it isn't a field. */
export function readField(item: string): ReadField | null {
  let text = item.trim().replace(/^(?:and |with |also |plus |then |the |an? |its |their |his |her |some |(?:field|column) (?=[a-z]))+/, "").replace(/[.!]+$/, "").replace(/^"(.+)"$/, "$1");
  if (BUILT_IN.test(text.replace(/_/g, " "))) return null;
  const more: Partial<Field> = {};
  text = text.replace(/\(?\b(?:optional(?:ly)?|not required|if any|if known|if there is one|nullable)\b\)?/, () => { more.isRequired = false; return ""; });
  text = text.replace(/^([a-z][a-z0-9 _-]*)\?$/, (_whole, name: string) => { more.isRequired = false; return name; });
  text = text.replace(/\(?\b(?:required|mandatory)\b\)?/, "").replace(/\(?\bunique\b\)?/, () => { more.isUnique = true; return ""; });
  text = text.replace(/^(?:the |an? |its |their )+/, "").replace(/\s+/g, " ").trim();
  const typed = readHints(text);
  // Marks that no name has are left in, so that they are refused below instead of dropped.
  const label = typed.label.replace(/^(?:an? |the )/, "").replace(/(?<=[a-z0-9])_(?=[a-z0-9])/g, " ").replace(/["?]/g, "").replace(/'s?\b/g, "").replace(/-/g, " ").replace(/\s+/g, " ").trim();
  refuseUnreadable(label, item.trim(), typed.kind === "boolean");
  const assumption: string[] = [];
  const guessed = typed.kind ? { kind: typed.kind, isSure: true } : inferKind(label);
  // Several of something that has no kind of its own: "questions".
  const isSeveral = ((guessed.kind === "text" && !typed.kind) || /^(?:answers|comments|messages|reviews)$/.test(label)) && label !== "items" && !label.includes(" ") && isPlural(label) && !KEEP_PLURAL.test(label);
  const inferred: typeof guessed = isSeveral ? { kind: "list", isSure: true } : guessed;
  if (isSeveral) assumption.push(`${label} are a list of texts`);
  const singularLabel = inferred.kind === "list" || !isPlural(label.split(" ").at(-1) ?? "") || /^(?:number|count) of |^(?:min|max|minimum|maximum) /.test(label) || inferred.kind === "boolean" || KEEP_PLURAL.test(label) ? label : onLastWord(label, singular);
  const name = inferred.kind === "reference" ? nameOf(`${singularLabel} id`) : nameOf(singularLabel);
  if (!inferred.isSure) assumption.push(`${singularLabel} is ${inferred.kind === "dateTime" ? "a date and time" : inferred.kind === "date" ? "a date" : "text"}`);
  if (inferred.kind !== "reference" && name !== camelCase(singularLabel)) assumption.push(`${singularLabel} is called ${name}, because ${camelCase(singularLabel)} means something else here`);
  if (typed.note) assumption.push(`${singularLabel} ${typed.note}`);
  if (typed.unit) assumption.push(`${singularLabel} is in ${typed.unit}`);
  // One mark, or several?
  const isNumbers = !typed.kind && ["number", "money", "integer", "url"].includes(guessed.kind) && singularLabel !== label;
  const isGuess = isNumbers || !typed.kind && guessed.kind === "text" && ((!guessed.isSure && askKind(label) !== null) || !isTextNoun(label) || isHowManyOrWhich(label) || (singularLabel !== label && label.includes(" ")));
  const { isSure: _isSure, ...kind } = inferred;
  const field: Field = { name, label: singularLabel, isRequired: inferred.kind !== "boolean", isUnique: false, ...kind, ...typed.range, ...(typed.options ? { options: typed.options } : {}), ...(typed.target ? { target: typed.target } : {}), ...(typed.start === undefined ? {} : { default: typed.start, isRequired: false }), ...(singularLabel === label ? {} : { saidPlural: true }), ...(isGuess ? { isGuess } : {}), ...more };
  return { field, ...(assumption.length > 0 ? { assumption: assumption.join("; ") } : {}) };
}

/** What is counted is named in the plural. */
const KEEP_PLURAL = /(?:^|\b)(?:pages|minutes|hours|days|seats|points|votes|likes|copies|guests|calories|reps|sets|servings|portions|attendees|participants|visitors|downloads|views|stars|laps|credits|rooms|bedrooms|bathrooms|goals|wins|losses|kilometers|kilometres|litres|liters|miles|assists|beds|units|notes|details|instructions|lyrics|remarks)$|^(?:days|weeks|months|hours|minutes|miles|pages|times) between /;

const FIELD_WORD = /^(?:unique |optional )?(?:name|title|email|amount|price|quantity|date|text|description|unit|phone|body|author|address|url)$/;

const nameOf = (label: string): string => {
  const name = camelCase(label);
  return Object.hasOwn(RESERVED, name) ? RESERVED[name] || `${name}Value` : name;
};

interface Hints {
  label: string;
  kind?: Field["kind"];
  options?: string[];
  range?: Pick<Field, "min" | "max" | "maxLength">;
  unit?: string;
  start?: number;
  note?: string;
  target?: string;
}

/** `year (number)`, `rating from 1 to 5`, `price in cents`, `list of tags`, `whether it is done`; options come as `{a|b|c}`. */
function readHints(text: string): Hints {
  const options = /^(.*?)\s*\{(.+)\}$/.exec(text);
  if (options?.[2] !== undefined && options[2].split("|").filter((value) => FIELD_WORD.test(value)).length > 1) throw new NotUnderstood(`It isn't clear whether "${options[2].replaceAll("|", ", ")}" are values or fields of the ${options[1] ?? ""}.`, options[1]);
  if (options?.[1] !== undefined && options[2] !== undefined) return { label: options[1], kind: "choice", options: options[2].split("|") };
  const start = /^(.+?) default (-?\d+(?:\.\d+)?)$/.exec(text);
  if (start?.[1] !== undefined) return readStart(start[1], Number(start[2]), text);
  const scale = /^((?:[a-z]+ )?(?:condition|quality|mood|difficulty|intensity|strength|rarity|severity|grade|importance|spiciness)) (?:ranging |going )?from ((?!\d)[a-z]+(?: [a-z]+)?) to ([a-z]+(?: [a-z]+)?)$/.exec(text);
  if (scale?.[1] !== undefined) return { label: scale[1], kind: "text", note: `is any text: of its values only the ends are named, ${scale[2] ?? ""} and ${scale[3] ?? ""}` };
  const length = /^(.*?)[ (]+(?:of )?(?:max(?:imum)?(?: length)?|at most|up to|no more than|limited to|not longer than)(?: of)? (\d{1,4}) (?:characters?|chars?|letters)(?: long)?\)?$/.exec(text);
  if (length?.[1] !== undefined) return readLength(length[1], Number(length[2]), text);
  const range = /^(.*?)[ (]+(?:(?:a )?(?:number|integer|score|stars?) )?(?:from|between|of)? ?(-?\d+) ?(?:to|-|and|\.\.) ?(-?\d+)(?: (?:stars?|points?))?\)?$/.exec(text) ?? /^(.*?)[ (]+(?:out of|max|up to) ()(\d+)\)?$/.exec(text);
  if (range?.[1] !== undefined) return { label: range[1], kind: rangeKind(range[1]), range: { min: range[2] ? Number(range[2]) : 0, max: Number(range[3]) } };
  const bracket = /^(.*?) ?\(([^)]*)\)$/.exec(text) ?? /^(.*?) (?:as|of type|:|=) ?(.+)$/.exec(text) ?? /^([a-z][a-z ]*): ?(.+)$/.exec(text);
  if (bracket?.[1] !== undefined && bracket[2] !== undefined) {
    const kind = kindOfHint(bracket[2]);
    // A number of pages is a whole number.
    if (kind?.kind === "number" && inferKind(bracket[1]).kind === "integer") return { label: bracket[1] };
    if (kind) return { label: bracket[1], kind: kind.kind };
    const target = /^(?:an?|one of (?:the|our)|(?:the )?id of (?:an?|the)|ref(?:erence)?s?(?: to)?(?: an?| the)?|refers to an?|links? to (?:an?|the)|from (?:the )?|fk(?: to)?|foreign key(?: to)?) ([a-z]+(?: [a-z]+)?)$/.exec(bracket[2])?.[1];
    if (target !== undefined) return { label: bracket[1].replace(/[ _]ids?$/, ""), kind: "reference", target: asNoun(target) };
    if (bracket[2].startsWith("in ")) return { ...readHints(bracket[1]), unit: bracket[2].slice(3) };
    if (/^(?:e\.?g\.?|for example|like|such as)\b/.test(bracket[2])) return readHints(bracket[1]);
    throw new NotUnderstood(`It isn't clear what "${bracket[2]}" says about the ${bracket[1]}.`, text);
  }
  const bound = /^(.+?)(?: of| is| must be| should be)? (at least|min|minimum|at most|over|above|greater than|more than|older than|bigger than|under|below|less than) (\d+)$/.exec(text);
  if (bound?.[1] !== undefined) return readBound(bound[1], bound[2] ?? "", Number(bound[3]));
  const unit = /^(.+) in (minutes|hours|days|seconds|weeks|months|years|cents|euros?|dollars|usd|eur|gbp|pounds|kg|kilos|kilograms|grams|g|km|kilometers|kilometres|km2|m2|sqm|square meters|square metres|miles|meters|metres|cm|mm|liters|litres|kwh|kw|mg\/dl|mmol\/l|mmhg|m|mg|ml|oz|lbs|inches|feet|km\/h|mph|percent|celsius|fahrenheit|degrees)$/.exec(text);
  if (unit?.[1] !== undefined && unit[2] !== undefined) {
    const isSigned = /celsius|fahrenheit|degrees/.test(unit[2]);
    return { label: unit[1], kind: /^(?:euros?|dollars|usd|eur|gbp|pounds)$/.test(unit[2]) && inferKind(unit[1]).kind !== "integer" && !/weight|mass|load/.test(unit[1]) ? "money" : /cents|seconds|minutes|days|weeks|months|years/.test(unit[2]) ? "integer" : "number", ...(isSigned ? {} : { range: { min: 0 } }), unit: unit[2] };
  }
  const list = /^(?:list of|several|multiple|many|array of|any number of) (.+)$/.exec(text);
  if (list?.[1] !== undefined && /^(?:several|multiple|many)/.test(text) && inferKind(list[1]).kind !== "list") throw new NotUnderstood(`It isn't clear what the ${list[1]} have. Say it of them, for example "${list[1]} with name", and to what each belongs.`, text);
  if (list?.[1] !== undefined) return { label: list[1], kind: "list" };
  const whether = /^(?:whether|if) (?:or not )?(?:it is|it's|they are|it was|they were|it has been|i have|i've|is)? ?(.+?)(?: or not)?$/.exec(text) ?? /^(.+?) (?:flag|or not|yes\/no)$/.exec(text);
  if (whether?.[1] !== undefined) return { label: whether[1], kind: "boolean" };
  const trailing = /^((?!to\b).+?) (bool(?:ean)?(?: default(?: to)? false| \(?default:? false\)?)?|int|integer|string|float|decimal)$/.exec(text);
  const trailed = trailing?.[2] === undefined ? undefined : kindOfHint(trailing[2].split(" ")[0] ?? "");
  if (trailed && trailing?.[1] !== undefined) return { label: trailing[1], kind: trailed.kind };
  const measured = /^((?:[a-z]+ )?(?:weight|height|length|width|distance|depth|mass|volume|amount|dose|dosage)) (?:in )?(kg|mg|g|lbs?|cm|mm|m|km|ml|l|oz)$/.exec(text);
  if (measured?.[1] !== undefined && measured[2] !== undefined) return { label: measured[1], kind: "number", range: { min: 0 }, unit: measured[2] };
  const leadingHint = /^(boolean|integer|numeric|text|string|date) (.+)$/.exec(text);
  const leading = leadingHint?.[1] === undefined ? undefined : kindOfHint(leadingHint[1]);
  if (leading && leadingHint?.[2] !== undefined && leadingHint[1] !== "date" && leadingHint[1] !== "text") return { label: leadingHint[2], kind: leading.kind };
  return { label: text };
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
  if ((kind !== "text" && kind !== "longText") || maxLength < 50) throw new NotUnderstood(`The ${label} can't be held to ${maxLength} characters: only a text can, and to 50 at least.`, text);
  return { label, kind: maxLength > 200 ? "longText" : kind, range: { maxLength } };
}

/** Stars and marks from 1 to 5 are whole; a price from 1 to 5 needn't be. */
const rangeKind = (label: string): Field["kind"] => (inferKind(label).kind === "money" ? "money" : inferKind(label).kind === "number" && !/(?:rating|score|mark|level|percentage)$/.test(label) ? "number" : "integer");

/** `age over 18`: only of what is a whole number, because 18.01 is over 18 too. */
function readBound(label: string, words: string, limit: number): Hints {
  const { kind } = inferKind(label);
  const isClosed = /least|min|most/.test(words);
  if (kind !== "integer" && !((kind === "number" || kind === "money") && isClosed)) throw new NotUnderstood(`${label} can't be held to "${words} ${limit}".`, `${label} ${words} ${limit}`);
  if (/most|under|below|less/.test(words)) return { label, kind, range: { min: 0, max: isClosed ? limit : limit - 1 } };
  return { label, kind, range: { min: isClosed ? limit : limit + 1 } };
}

function refuseUnreadable(label: string, item: string, isYesOrNo: boolean): void {
  // "status placed, cancelled" lists values, not fields.
  if (/^(?:status|state|priority) (?!code|message|date|note|text|name|id|reason|description|number|label|colou?r)[a-z ]+$/.test(label)) throw new NotUnderstood(`It isn't clear which values the ${label.split(" ")[0] ?? ""} has. Put them in brackets, for example "status (open, closed)".`, item);
  if (!isYesOrNo) refuseCapability(label, item);
  if (/^(?:roles|statuses|types|priorities|levels) [a-z]+$|(?<!\b(?:[a-z]+ed|check|sign|move|built|born)) in |(?<!^) (?:is|are|or) /.test(label)) throw new NotUnderstood(`"${item}" is not something that a field can hold.`, item);
  if (UNSAFE.test(label)) throw new NotUnderstood(`A ${label} must not be kept as plain data, and an API from here has no safe place for it.`, item);
  if (/\d \d/.test(label)) throw new NotUnderstood(`It isn't clear what the numbers of "${item}" say. Write a range as "rating from 1 to 5".`, item);
  if (label === "" || label.length > 40 || !namesAField(label) || (label !== "make" && NOT_A_FIELD.test(label.replace(/(?<=^[a-z]+(?: (?:in|out|up|off))?) at$|(?<=^(?:days|weeks|months|hours|minutes|miles|interval)) between(?= [a-z]+(?: [a-z]+)?$)/, ""))) || !/^[a-z][a-z0-9 ]*$/.test(label) || INHERITED.has(label.replace(/ /g, ""))) {
    throw new NotUnderstood(`"${item}" is not something that a field can hold.`, item);
  }
}
