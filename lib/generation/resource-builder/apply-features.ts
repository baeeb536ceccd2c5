import { fieldAlike, fieldNamed } from "./clause-words.ts";
import { NotUnderstood } from "./not-understood.ts";
import { foundByPart } from "./read-search.ts";
import type { Features } from "./read-features.ts";
import type { Field, Resource } from "./resource-plan.ts";
import { camelCase, listWords, onLastWord, singular, withArticle } from "./words.ts";

/** Unique fields, filters and overdue lists: each must name a field that is there. */
export function applyFeatures(resources: Resource[], features: Features, assumptions: string[]): void {
  for (const label of features.unique) {
    const name = camelCase(uniqueLabel(resources, label));
    const holders = resources.filter(({ fields }) => fields.some((field) => matches(field, name)));
    const [holder] = holders;
    if (!holder) throw new NotUnderstood(`"${label}" should be unique, but nothing here has ${/^[aeiou]/.test(label) ? "an" : "a"} ${label}. Add it to the fields.`);
    for (const { fields } of holders.length === 1 ? [holder] : holders) for (const field of fields) if (matches(field, name)) field.isUnique = true;
    if (holders.length > 1) assumptions.push(`${label} is unique within ${listWords(holders.map((resource) => resource.plural))}, each`);
  }
  for (const resource of resources) {
    const unfit = resource.fields.find(({ isUnique, kind }) => isUnique && (kind === "boolean" || kind === "list" || kind === "longText"));
    if (unfit) throw new NotUnderstood(`${unfit.label} can't be unique: it is ${unfit.kind === "boolean" ? "true or false" : unfit.kind === "list" ? "a list" : "long text"}.`);
  }
  for (const label of features.filterBy) filterBy(label, resources, assumptions);
  if (features.hasOverdue) applyOverdue(resources, assumptions);
}

/** Each list has a filter for each field; in lists of texts and in long texts `?q=` finds. */
function filterBy(label: string, resources: Resource[], assumptions: string[]): void {
  if (/^(?:created at|creation date|newest|latest|date added|updated at)$/.test(label)) return;
  const name = camelCase(normaliseLabel(label));
  const holders = resources.flatMap((resource) => { const field = resource.fields.find((one) => matches(one, name)) ?? fieldNamed(resource.fields, label) ?? fieldAlike(resource.fields, label); return field ? [{ resource, field }] : []; });
  if (holders.length === 0) throw new NotUnderstood(`The list should be filtered or sorted by "${label}", but nothing here has such a field.`, label);
  for (const { resource, field } of holders.filter((one) => one.field.kind === "list" || one.field.kind === "longText")) {
    resource.search = [...new Set([...resource.search, field.name])];
    assumptions.push(foundByPart(resource, field));
  }
}

function applyOverdue(resources: Resource[], assumptions: string[]): void {
  const dated = resources.flatMap((resource) => {
    const dates = resource.fields.filter(({ kind }) => kind === "date");
    const due = dates.find(({ name }) => /due|deadline/i.test(name)) ?? (dates.length === 1 ? dates[0] : undefined);
    return due ? [{ resource, due }] : [];
  });
  if (dated.length === 0) throw new NotUnderstood("Overdue needs a date to compare with today. Add a due date to the fields.");
  for (const { resource, due } of dated) {
    const done = resource.fields.find(({ name, kind }) => kind === "boolean" && /^(is)?(done|completed?|finished|returned|paid|closed|delivered|cancell?ed|archived)$/i.test(name));
    const ended = done ? undefined : resource.fields.find(({ kind, options = [] }) => kind === "choice" && options.some((option) => /^(?:done|completed?|finished|returned|paid|closed|delivered|cancell?ed|archived)$/.test(option)));
    if (ended) throw new NotUnderstood(`It isn't clear which of the values of the ${ended.label} end it, so that ${withArticle(resource.singular)} isn't overdue any more. Add a yes/no field, for example "paid (yes/no)".`, "overdue");
    resource.overdue = { dateField: due.name, doneField: done?.name ?? null };
    assumptions.push(`${resource.plural} are overdue when their ${due.label} is past: it has passed when that day is over (UTC)${done ? ` and they aren't ${done.label}` : ""}`);
  }
}

/** "invoice numbers" are the numbers of invoices, where no field is called so. */
function uniqueLabel(resources: Resource[], label: string): string {
  const said = normaliseLabel(label);
  const isHeld = (name: string): boolean => resources.some(({ fields }) => fields.some((field) => matches(field, camelCase(name))));
  const [own] = resources.flatMap(({ singular: noun }) => (said.startsWith(`${noun} `) ? [said.slice(noun.length + 1)] : []));
  return isHeld(said) || own === undefined ? said : own;
}

const normaliseLabel = (label: string): string => onLastWord(label.replace(/'s$/, ""), singular);
const matches = (field: Field, name: string): boolean => field.name === name || field.name === `${name}Address` || `${field.name}Address` === name || field.name === `${name}Number` || `${field.name}Number` === name;
