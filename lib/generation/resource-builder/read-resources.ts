import { NotUnderstood } from "./not-understood.ts";
import { resourceNamed } from "./clause-words.ts";
import { type ReadField, readField } from "./read-field.ts";
import { isTextNoun } from "./field-nouns.ts";
import { inferKind } from "./infer-kind.ts";
import { knownFields } from "./known-resources.ts";
import type { Field } from "./resource-plan.ts";
import { readNoun } from "./read-noun.ts";
import { readTitle } from "./read-title.ts";
import { markOptions, splitItems } from "./split-items.ts";
import { refuseDerived } from "./refuse-derived.ts";
import { fieldHead } from "./field-head.ts";
import { stripLead } from "./strip-lead.ts";
import { camelCase, isPlural, onLastWord, plural, singular } from "./words.ts";

export interface NamedResource {
  /** Singular noun phrase: `car`, `used car`. */
  noun: string;
  fields: Field[];
  assumptions: string[];
  /** Named by a relation only. */
  isImplied?: boolean;
  /** Made between two things, of which each has many of the other. */
  isJoin?: boolean;
}

const WITH =
  /(?:,? ?(?:\b(?:where |and )?(?:each|every)(?: one| item| entry| [a-z]+)?)? ?\b(?:that |which |who |should |must |shall )*(?:have|has|having|with|contain(?:s|ing)?|includ(?:es|ing)|include|consist(?:s|ing)? of|made of)(?: (?:the|these|following|their|its|a|an|fields?|columns?|properties|attributes|information|details|data|:))*:? |: ?| - | \((?=[^()]*[,]))/;

/** Reads one sentence: resources with their fields, or fields of the resource before. Throws when a part of it is neither. */
export function readSentence(sentence: string, found: readonly NamedResource[]): NamedResource[] {
  if (/^(?:which|who|whose|what|how|when|where|why) /.test(sentence)) throw new NotUnderstood(`It isn't clear what "${sentence}" asks for.`, sentence);
  const before = spokenOf(sentence, found);
  const listed = sentence
    .replace(/^([a-z -]+?),? (?:and )?(?:they|it|each|each one) (?:have|has) /, "$1 with ")
    .replace(/(?<=[a-z])\((?=[^()]*,)/g, " (")
    // "patients (name, age)" lists fields, "inventory with items that have a name" speaks of items.
    .replace(/^((?:(?!\b(?:with|has|have|having)\b)[^,():])*?) \(([^()]*(?:,| and )[^()]*)\)$/, "$1 with $2")
    .replace(/^.*?\b(?:api|app|service|system|database|backend|inventory|catalogue?|list|menu|library|shop|store|school) (?:with|of) ([a-z ]+s)(?: (?:that|which|who|each)(?: one)? (?:have|has|having)|:) /, "$1 with ")
    .replace(/^[a-z' -]*\b(?:api|app|service|system|management|database|backend|tracker|manager): (?=[a-z -]+ (?:have|has|with) )/, "")
    .replace(/ (?:that |which )?(?:i|we)(?:'ve| have| had)? (?!(?:want|need|would|can|could|should|must|may|will)\b)[a-z]+(?: (?:to|at|after|for|on|care of))?(?=,? with|:| -|\.|$)/, "")
    // "name: string" is a field with its kind, not a list of fields; "invoices: number, customer" is one.
    .replace(/(?<=,.*|\bwith [a-z ]+|\([a-z ]+)(?<=[a-z]) ?: ?(string|text|number|integer|int|float|decimal|boolean|bool|date|datetime|timestamp|email|url)(?=,| and |\)|$)/g, " ($1)");
  const text = markOptions(listed.replace(/\b(?:fields?|columns?|properties|attributes)(?: are| is)?:? (?!with\b|ha(?:s|ve)\b|belong|of\b|in\b|that\b|and\b)(?=[a-z])/g, "fields: ")).replace(/\band with\b/g, "and").trim();
  const inverse = /^(.+?(?:,| and ).+?) (?:of|for|about) (?:(?:my|our|the|all|a|an|every|each) )?((?:[a-z-]+ ){0,2}[a-z-]+s)$/.exec(stripLead(text));
  const parts = inverse && !WITH.test(text) ? [inverse[2] ?? "", inverse[1] ?? ""] : text.replace(/\)$/, (end) => (/ \([^()]*,[^()]*\)$/.test(text) ? "" : end)).split(new RegExp(WITH.source));
  const first = parts[0] ?? "";
  if (inverse && parts[1] === inverse[1]) refuseGuesses(splitItems(parts[1] ?? ""), sentence);
  if (parts.length === 1 && found.length === 0 && areFields(splitItems(first))) return [nameless(splitItems(first))];
  if (parts.length === 1) return splitItems(stripLead(first)).map((noun) => named(readNoun(noun), []));
  const resources: NamedResource[] = [];
  let said = stripLead(first.trim());
  let noun: string | null = isBackReference(first) ? null : readTitle(first, splitItems(parts[1] ?? "").length);
  if (COUNTS.test(fieldHead(first) ?? "")) throw new NotUnderstood(`It isn't clear what "${stripLead(first)}" stores.`, first);
  if (noun !== null && PLACE.test(noun) && PLACE.test(first)) refuseParts(first, splitItems(parts[1] ?? ""));
  parts.slice(1).forEach((part, index) => {
    const isLast = index === parts.length - 2;
    const cut = isLast ? null : /^(.*)(?:,? and |, |; )(?:the |an? |my )?([a-z' -]+)$/.exec(part);
    if (!isLast && !cut) throw new NotUnderstood(`It isn't clear what "${part}" belongs to.`, part);
    const items = splitItems(cut?.[1] ?? part);
    if (noun === null) {
      if (!before) throw new NotUnderstood(`It isn't clear what has ${items.join(", ")}.`, text);
      const more = named(before.noun, items);
      before.fields.push(...more.fields);
      before.assumptions.push(...more.assumptions);
    } else {
      const resource = named(noun, items, said);
      // "vaccinations and illnesses" with one list of fields are one kind of thing.
      if (index === 0 && / and /.test(said) && !noun.includes(" and ")) resource.assumptions.push(`they are all that "${said}" says`);
      resources.push(resource);
    }
    if (cut?.[2] === undefined) return;
    noun = readNoun(cut[2]);
    said = cut[2];
    const isOne = !isPlural(said.split(" ").at(-1) ?? "") || onLastWord(fieldHead(said) ?? "", singular).endsWith(noun);
    if (isOne && ![...resources, ...found].some((other) => other.noun === noun) && !knownFields(noun)) throw new NotUnderstood(`It isn't clear whether "${said}" is a field or a thing of its own. A thing is named in the plural.`, said);
  });
  return resources;
}

/** What holds several kinds of things: its "fields" in the plural are such kinds. */
export const PLACE = /\b(?:blog|library|school|shop|store|restaurant|hotel|clinic|hospital|company|university|gym|garage|zoo|forum|platform|crm|erp|cms|e-?commerce|e commerce|marketplace)(?: (?:system|app|api|management|platform|backend))*$/;

function refuseParts(place: string, items: string[]): void {
  const kinds = items.filter((item) => /^(?!(?:show|see|list|get|enter|find|count|cars enter) )[a-z ]+$/.test(item) && isPlural(item.split(" ").at(-1) ?? "") && !/ in [a-z]+$/.test(item) && !/(?:tags|features|genres|categories|languages|hours|notes|details|amenities|facilities)$/.test(item));
  if (kinds.length === 0) return;
  throw new NotUnderstood(`It isn't clear what the ${kinds.join(" and the ")} of "${stripLead(place)}" have. Name the fields of each, for example "${kinds.map((kind) => `${kind} with title and text`).join(" and ")}".`, place);
}

/** "clock in and clock out for employees" is something to do: what stands before its thing must be fields that are sure. */
function refuseGuesses(items: readonly string[], sentence: string): void {
  if (items.some((item) => readField(item)?.field.isGuess === true)) throw new NotUnderstood(`It isn't clear what "${sentence}" stores.`, sentence);
}

/** Four items or more, and most of them known for fields. */
const areFields = (items: readonly string[]): boolean => items.length >= 4 && stripLead(items[0] ?? "") === items[0] && items.every((item) => item.split(" ").length <= 4) && items.filter((item) => inferKind(item).isSure || isTextNoun(item) || /\(/.test(item)).length * 3 >= items.length * 2 && !items.some((item) => isPlural(item.split(" ").at(-1) ?? ""));

/** A list of fields alone: "client name, phone, service, paid". */
const nameless = (items: string[]): NamedResource => ({ ...named("entry", items), assumptions: [...named("entry", items).assumptions, "they are called entries, because the description doesn't name them"] });

/** "each author has" speaks of authors where they were named; "each item has" of what was named last. */
function spokenOf(sentence: string, found: readonly NamedResource[]): NamedResource | undefined {
  const each = /^(?:and |also |where )*(?:each|every|an?|the|all) ([a-z]+(?: [a-z]+)?) (?:also )?(?:has|have|with|contains?|includes?|consists? of)\b/.exec(sentence)?.[1];
  const one = each === undefined ? undefined : resourceNamed(found.map((resource) => ({ singular: resource.noun, resource })), each)?.resource;
  const last = found.at(-1);
  if (each !== undefined && !one && last && last.fields.length > 0 && !/^(?:one|item|entry|record|thing|object|document|row)$/.test(each)) {
    if (found.length > 1) throw new NotUnderstood(`It isn't clear which of the things "${each}" is.`, sentence);
  }
  return one ?? last;
}

function named(noun: string, items: string[], said = ""): NamedResource {
  const read = items.map((item) => readField(item)).filter((field) => field !== null);
  if (said.replace(/-/g, " ").replace(/ (?:api|app|application|system|service|platform)$/, "").endsWith(noun) && !isPlural(said.split(" ").at(-1) ?? "") && !knownFields(noun) && read.length > 0) refuseActivity(noun, read);
  refuseDerived(noun, said, read.map(({ field }) => field));
  // Of several words, they are taken for a list only later: "referral codes".
  const isOpen = ({ field, assumption }: ReadField): boolean => assumption !== undefined || (field.saidPlural === true && field.isGuess === true);
  const several = read.filter((one) => isOpen(one) && (one.field.kind === "list" || one.field.saidPlural));
  if (read.length > 0 && several.length * 2 >= read.length && read.every((one) => isOpen(one)) && read.every(({ field, assumption = "" }) => field.kind !== "choice" && !/ is in /.test(assumption))) {
    throw new NotUnderstood(`It isn't clear what the ${several[0]?.field.label ?? "fields"} of ${onLastWord(noun, plural)} have. Name the things with their fields, for example "${onLastWord(noun, plural)} with name and description".`, items.join(", "));
  }
  for (const one of read) nameApart(one, read);
  // Two facts that were put in the same words ("who paid", "paid by") aren't made one: the second would be gone.
  const twice = items.find((item, index) => items.indexOf(item) < index);
  if (twice !== undefined) throw new NotUnderstood(`Two fields of the ${onLastWord(noun, plural)} would be called "${twice}". Name one of them otherwise.`, twice);
  return { noun, fields: read.map(({ field }) => field), assumptions: read.flatMap(({ assumption }) => (assumption ? [assumption] : [])) };
}

/** "anonymous or named" beside a status is called by its values. */
function nameApart(one: ReadField, read: readonly ReadField[]): void {
  const { field } = one;
  const isSame = (other: Field): boolean => other !== field && other.name === field.name && other.kind === "choice";
  if (field.kind !== "choice" || !field.options || field.label !== "status" || !read.some(({ field: other }) => isSame(other)) || field.options.length !== 2) return;
  field.label = field.options.join(" or ");
  field.name = camelCase(field.label);
  delete one.assumption;
}

/** "a voting machine with candidates and votes" is something to do: what is kept is named in the plural, or has fields that are sure. */
function refuseActivity(noun: string, read: { field: Field; assumption?: string }[]): void {
  const [first] = read;
  if (first?.field.kind !== "list" && !first?.field.saidPlural && !isPlural((first?.field.label ?? "").split(" ").at(-1) ?? "") && read.some(({ assumption }) => assumption === undefined)) return;
  throw new NotUnderstood(`It isn't clear what "${noun}" stores. Name the things that it keeps, with their fields.`, noun);
}

/** "number of frames with brood" is a figure of frames. */
const COUNTS = /^(?:[a-z]+ )?(?:number|count|amount|quantity|sum|total|average|percentage)$/;

/** "each book has", "it has", "fields:" speak of what was named before. */
const isBackReference = (text: string): boolean => /^(?:(?:and|the|also|its|their|with)? ?)*(?:(?:each|every)(?: one| of them| [a-z]+)?|it|they|fields|these|those|the fields are)?$/.test(text.trim());
