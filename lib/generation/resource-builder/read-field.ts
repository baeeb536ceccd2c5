import type { Field } from "./resource-plan.ts";
import { askKind } from "./ask-kind.ts";
import { isTextNoun } from "./field-nouns.ts";
import { inferKind } from "./infer-kind.ts";
import { isHowManyOrWhich } from "./is-how-many-or-which.ts";
import { namesAField } from "./names-a-field.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Hints } from "./hints.ts";
import { readHints } from "./read-hints.ts";
import { refuseCapability } from "./refuse-capabilities.ts";
import { unitKind } from "./unit-words.ts";
import { UNSAFE } from "./unsafe-to-keep.ts";
import { camelCase, isPlural, onLastWord, singular } from "./words.ts";

export interface ReadField {
  field: Field;
  assumption?: string;
}

/** Words that no field's name holds: an item with one of them is a wish, not a field. */
const NOT_A_FIELD = new RegExp(
  `\\b(?:i|me|my|you|your|we|us|our|they|them|it|he|she|who|whom|that|which|what|when|where|why|how|if|then|than|because|should|must|can|could|would|will|shall|may|might|do|does|did|` +
  `send(?:s|ing)?|notif(?:y|ies)|remind(?:s)?|alert(?:s)?|predict(?:s)?|forecast(?:s)?|calculate(?:s)?|comput(?:e|es)|generate(?:s)?|convert(?:s)?|(?:upload|download)s?(?! (?:date|time|count|speed|size)$)|import(?:s)?|export(?:s)?|show(?:s)?|` +
  `display(?:s)?|return(?:s)?|give(?:s)?|make(?:s)?|get(?:s)?|fetch(?:es)?|call(?:s)?|sync(?:s)?|integrat(?:e|es)|charge(?:s)?|login|log in|sign in|automatically|every|(?:daily|weekly|monthly)(?: (?:report|summary|summaries|digest|backup|email|mail|job|sync|newsletter|overview|update|stat)s?\\b|$)|real-?time|` +
  `search(?:es)?|filter(?:s)?|sort(?:s)?|allow(?:s)?|let(?:s)?|refuse(?:s)?|reject(?:s)?|prevent(?:s)?|validate(?:s)?|check(?:s)?|using|based|depending|via|through|between|over|under|above|below|than|least|most|at|jwt|gpt|llm|oauth|into|against|other|others|someone|everyone|only|not|no|never|always|` +
  `manage|track|store|keep|create|add|update|delete|remove|edit|list|print|scrape|translate|summari[sz]e|recommend|detect|analy[sz]e|averages?|statistics|totals|duplicates?|overdue|unique|pay|(?:buy|sell)(?! (?:price|date|rate)$))\\b`,
);
const RESERVED: Record<string, string> = { version: "versionName", createdAt: "", updatedAt: "", id: "", constructor: "constructorName" };
const KIND_WORDS: Partial<Record<Field["kind"], string>> = { dateTime: "a date and time", date: "a date", money: "money", number: "a number", integer: "a whole number" };
/** A return has a date, a call a length. */
const DEED = /^calls? (?=(?:answered|made|received|taken|missed|per [a-z]+)$)|^show (?=(?:name|number|date|time|title|host)$)|\b(?:return|call|check|print|pay|charge|alert|forecast) (?=(?:back needed|back|date|time|day|number|reason|type|length|duration|fee|cost|amount|size|rate|interval|result|level|address|location|policy|sign|up|in|out)s?$)/;
/** Every object has these already. */
const INHERITED = new Set(["proto", "prototype", "tostring", "valueof", "hasownproperty", "isprototypeof", "tojson", "tolocalestring"]);
const BUILT_IN = /^(id|ids|unique id|identifier|created at|updated at|creation date|created date|modified date|created|updated)$/;

/** Reads one item of a field list. Null for what every item has anyway (`id`, `created at`). Throws when it isn't a field. */
export function readField(item: string): ReadField | null {
  let text = item.trim().replace(/^(?:and |with |also |plus (?!ones? )|then |the |an? |its |their |his |her |my |our |your |some |any (?!number of )|(?:field|column) (?=[a-z]))+/, "").replace(/[.!]+$/, "").replace(/^"(.+)"$/, "$1");
  if (BUILT_IN.test(text.replace(/_/g, " "))) return null;
  const more: Partial<Field> = {};
  text = text.replace(/\(?\b(?:optional(?:ly)?|not required|if any|if known|if needed|if necessary|if applicable|if relevant|if there is one|nullable)\b\)?/, () => { more.isRequired = false; return ""; });
  text = text.replace(/^([a-z][a-z0-9 _-]*)\?$/, (_whole, name: string) => { more.isRequired = false; return name; });
  text = text.replace(/\(?\b(?:required|mandatory)\b\)?/, "").replace(/\(?\bunique\b\)?/, () => { more.isUnique = true; return ""; });
  text = text.replace(/^(?:the |an? |its |their )+/, "").replace(/\s+/g, " ").trim();
  const typed = readHints(text);
  // Marks that no name has are left in, so that they are refused below instead of dropped.
  const label = typed.label.replace(/^(?:an? |the )/, "").replace(/(?<=[a-z0-9])_(?=[a-z0-9])/g, " ").replace(/["?]/g, "").replace(/'s?\b/g, "").replace(/-/g, " ").replace(/\s+/g, " ").trim();
  refuseUnreadable(label, item.trim(), typed);
  const assumption: string[] = [];
  const guessed = typed.kind ? { kind: typed.kind, isSure: true } : inferKind(label);
  // Several of something that has no kind of its own: "questions".
  const isSeveral = ((guessed.kind === "text" && !typed.kind) || /^(?:answers|comments|messages|reviews)$/.test(label)) && label !== "items" && !label.includes(" ") && isPlural(label) && !KEEP_PLURAL.test(label);
  const inferred: typeof guessed = isSeveral ? { kind: "list", isSure: true } : guessed;
  if (isSeveral) assumption.push(`${label} are a list of texts`);
  const singularLabel = inferred.kind === "list" || !isPlural(label.split(" ").at(-1) ?? "") || /^(?:number|count) of |^(?:min|max|minimum|maximum) /.test(label) || inferred.kind === "boolean" || (typed.kind !== undefined && typed.range?.max !== undefined && !SCALE.test(label)) || HEADED.test(label) || KEEP_PLURAL.test(label) || typeof typed.start === "number" || unitKind(label) !== null ? label : onLastWord(label, singular);
  const name = inferred.kind === "reference" ? nameOf(`${singularLabel} id`) : nameOf(singularLabel);
  if (!inferred.isSure) assumption.push(`${singularLabel} is ${KIND_WORDS[inferred.kind] ?? "text"}`);
  if (inferred.kind !== "reference" && name !== camelCase(singularLabel)) assumption.push(`${singularLabel} is called ${name}, because ${camelCase(singularLabel)} means something else here`);
  if (typed.note) assumption.push(`${singularLabel} ${typed.note}`);
  if (typed.unit) assumption.push(`${singularLabel} is in ${typed.unit}`);
  // One mark, or several?
  const isNumbers = !typed.kind && ["number", "money", "integer", "url"].includes(guessed.kind) && singularLabel !== label && !HEADED.test(label);
  const isGuess = isNumbers || !typed.kind && guessed.kind === "text" && ((!guessed.isSure && askKind(label) !== null) || !isTextNoun(label) || isHowManyOrWhich(label) || (singularLabel !== label && label.includes(" ")));
  const { isSure: _isSure, ...kind } = inferred;
  const field: Field = { name, label: singularLabel, isRequired: inferred.kind !== "boolean", isUnique: false, ...kind, ...typed.range, ...(typed.options ? { options: typed.options } : {}), ...(typed.target ? { target: typed.target } : {}), ...(typed.start === undefined ? {} : { default: typed.start, isRequired: false }), ...(singularLabel === label || (typed.kind && !typed.options) ? {} : { saidPlural: true }), ...(isGuess ? { isGuess } : {}), ...more };
  return { field, ...(assumption.length > 0 ? { assumption: assumption.join("; ") } : {}) };
}

/** One mark on a scale, said of all: "ratings from 1 to 5". Of anything else so many are meant: "pins from 0 to 300". */
const SCALE = /\b(?:ratings|scores|grades|marks|ranks|prices|costs|fees|ages|levels|values|amounts|temperatures|weights|heights|lengths|widths|sizes|priorities|severities|difficulties|percentages|discounts|years|dates|numbers)$/;
/** The price for adults is one. */
const HEADED = /^(?:total|average|sum of) |^[a-z]*[^s ] (?:of|for|in|per|at|from) /;

/** What is counted is named in the plural. */
const KEEP_PLURAL = /(?:^|\b)(?:pages|words|minutes|hours|days|weeks|months|years|nights|seats|points|votes|likes|copies|guests|calories|reps|sets|servings|portions|attendees|participants|visitors|downloads|views|stars|laps|credits|rooms|bedrooms|bathrooms|goals|wins|losses|kilometers|kilometres|litres|liters|miles|assists|beds|units|kilos|grams|kilograms|meters|metres|feet|inches|degrees|watts|notes|expires|starts|ends|begins|opens|closes|details|instructions|initials|lyrics|remarks)$|^(?:days|weeks|months|hours|minutes|miles|pages|times) between /;

const nameOf = (label: string): string => {
  const name = camelCase(label);
  return Object.hasOwn(RESERVED, name) ? RESERVED[name] || `${name}Value` : name;
};

function refuseUnreadable(label: string, item: string, { kind, options }: Hints): void {
  const isYesOrNo = kind === "boolean";
  if (options && /^[a-z ]+ or [a-z ]+$/.test(label)) return;
  if (kind !== undefined && /^(?:what|why|how) [a-z]+(?: [a-z]+){0,3}$/.test(label)) return;
  // "status placed, cancelled" lists values, not fields.
  if (/^(?:status|state|priority) (?!code|message|date|note|text|name|id|reason|description|number|label|colou?r)[a-z ]+$/.test(label)) throw new NotUnderstood(`It isn't clear which values the ${label.split(" ")[0] ?? ""} has. Put them in brackets, for example "status (open, closed)".`, item);
  if (kind === undefined && !/^(?:is|was|has|can) /.test(label)) refuseCapability(label, item);
  if (/^(?:roles|statuses|types|priorities|levels) [a-z]+$|(?<!\b(?:[a-z]+ed|check|sign|move|built|born)) in |(?<!^) (?:is|are|or) /.test(label.replace(/ in (?:stock|total|use|storage|hand|house|transit|kind|cash)$/, ""))) throw new NotUnderstood(`"${item}" is not something that a field can hold.`, item);
  if (UNSAFE.test(label)) throw new NotUnderstood(`A ${label} must not be kept as plain data, and an API from here has no safe place for it.`, item);
  if (/\d \d/.test(label)) throw new NotUnderstood(`It isn't clear what the numbers of "${item}" say. Write a range as "rating from 1 to 5".`, item);
  if (isYesOrNo && /^[a-z][a-z0-9 ]{0,39}$/.test(label) && label.split(" ").length <= MOST_WORDS && !NO_FACT.test(label) && !INHERITED.has(label.replace(/ /g, ""))) return;
  if (label === "" || label.length > 40 || !namesAField(label) || (label !== "make" && NOT_A_FIELD.test(label.replace(DEED, "").replace(/^(?:goals|votes|points) against$/, "").replace(/^[a-z]+(?:ed|en) over (?=(?:on|to|by|date)$)/, "").replace(/^(?:next|last|first) (?:check|call|update|print|show)$/, "").replace(/^(price|date|rate) (?:buy|sell)$/, "$1").replace(/^(?:show|call|charge|print|forecast|check|alert|track|store|list)$/, "").replace(/(?<=^(?:height|depth|level|altitude|distance|temperature|age|km|mileage|miles|reading|odometer|balance|weight|fuel|price)) (?:above|below|under|over|at|between) /, " ").replace(/(?<=^[a-z]+(?: [a-z]+)?) at$|(?<=^(?:days|weeks|months|hours|minutes|miles|interval)) between(?= [a-z]+(?: [a-z]+)?$)/, ""))) || !/^[a-z][a-z0-9 ]*$/.test(label) || INHERITED.has(label.replace(/ /g, ""))) {
    throw new NotUnderstood(`"${item}" is not something that a field can hold.`, item);
  }
}

/** Whether something holds may be said with a verb ("can swim"), but not with a condition or a rule. */
const NO_FACT = /\b(?:if|when|until|unless|only|never|then|because|after|before|must|should|may|nobody)\b/;
const MOST_WORDS = 5;
