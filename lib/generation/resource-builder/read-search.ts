import { fieldAlike, fieldNamed, LABELS, LINK, nearestResource, resourceNamed, splitLabels, takeClauses, WORD } from "./clause-words.ts";
import { NotUnderstood } from "./not-understood.ts";
import type { Field, Resource } from "./resource-plan.ts";
import { listWords } from "./words.ts";

export interface SearchWish {
  /** Labels to look in; empty: in every text. */
  labels: string[];
  noun: string | null;
  before: string;
}

const THING = `(?: (?:for|the|a|an|all|my|our|them|it|through|in|within|their|your))*(?: (?<noun>${WORD}(?: (?!by\\b)${WORD})?))?`;
const END = "(?=[,.;\\n)]|$| and | by )";
const SEARCH: RegExp[] = [
  new RegExp(`${LINK}\\b(?:full[- ]?text |keyword |text |quick )?search(?:es|ed|ing|able)?(?: (?:function|feature|option|endpoint))?${THING} (?:by|on|over|across|in|within|through)(?: (?:part of|both|either|their|keywords? in|words? in))* (?<labels>${LABELS})`, "g"),
  new RegExp(`${LINK}\\b(?:find|look ?up|lookup)${THING} (?:by|with the|from) (?:part of )?(?<labels>${LABELS})`, "g"),
  new RegExp(`${LINK}\\b(?:full[- ]?text |keyword |text |quick )?(?:search|searching|searchable)(?: (?:function(?:ality)?|feature|option|endpoint|support|bar|box|by keywords?|by text|by words?))*${THING}(?: by keywords?)?${END}`, "g"),
];
const SEARCHABLE = new Set<Field["kind"]>(["text", "longText", "list", "choice", "email", "url", "phone"]);

/** Takes out "search by title", "full text search", "find books by author or title". */
export function readSearch(text: string): { rest: string; wishes: SearchWish[] } {
  const wishes: SearchWish[] = [];
  const rest = takeClauses(text, SEARCH, ({ labels, noun }, _match, before) => { wishes.push({ labels: labels ? splitLabels(labels) : [], noun: noun ?? null, before }); });
  return { rest, wishes };
}

export function applySearch(resources: Resource[], wishes: readonly SearchWish[], assumptions: string[]): void {
  for (const { labels, noun, before } of wishes) {
    const named = noun === null ? undefined : resourceNamed(resources, noun);
    if (noun !== null && !named && !/^(?:everything|anything|items?|things?|entries|ones|results|records|function|text|words?|keywords?|api|endpoint)$/.test(noun)) throw new NotUnderstood(`There is nothing called "${noun}" to search.`, noun);
    const whole = labels.length === 1 && labels[0] !== undefined ? resourceNamed(resources, labels[0]) : undefined;
    const isAll = labels.every((label) => /^(?:all|any|text|keywords?|words?|everything|all fields|any field|content of all|all text fields|text fields)$/.test(label));
    if (isAll || (whole && !whole.fields.some((field) => field === fieldNamed(whole.fields, labels[0] ?? "")))) searchAll(whole ?? named, resources, before, assumptions);
    else for (const label of labels) searchBy(label, named ? [named] : resources, before, assumptions);
  }
}

function searchAll(named: Resource | undefined, resources: Resource[], before: string, assumptions: string[]): void {
  const targets = named ? [named] : resources.length > 1 && before.trim() !== "" ? resources : [nearestResource(resources, before) ?? resources[0]].filter((resource) => resource !== undefined);
  for (const resource of targets) {
    const texts = resource.fields.filter((field) => !field.isReadOnly && (field.kind === "text" || field.kind === "longText" || field.kind === "list"));
    if (texts.length === 0) throw new NotUnderstood(`There is no text to search in ${resource.plural}.`, "search");
    resource.search = [...new Set([...resource.search, ...texts.map(({ name }) => name)])];
    assumptions.push(`search of ${resource.plural} (?q=) looks in the ${listWords(texts.map(({ label }) => label))}`);
  }
}

function searchBy(label: string, resources: Resource[], before: string, assumptions: string[]): void {
  const holders = resources.flatMap((resource) => { const field = fieldNamed(resource.fields, label) ?? fieldAlike(resource.fields, label); return field ? [{ resource, field }] : []; });
  const near = holders.length > 1 ? nearestResource(holders.map(({ resource }) => resource), before) : undefined;
  if (holders.length === 0) throw new NotUnderstood(`The search should look at "${label}", but nothing here has such a field.`, label);
  for (const { resource, field } of holders.filter(({ resource: one }) => !near || one === near)) {
    if (SEARCHABLE.has(field.kind) && !field.isReadOnly) {
      resource.search = [...new Set([...resource.search, field.name])];
      if (field.kind === "list") assumptions.push(foundByPart(resource, field));
    } else assumptions.push(`${resource.plural} are found by ${field.label} with the filter ?${field.name}=, not with ?q=`);
  }
}

/** What has no filter of its own is found by a part of it. */
export const foundByPart = ({ path }: Resource, { label }: Field): string => `GET ${path}?q=… finds a part of the ${label}`;
