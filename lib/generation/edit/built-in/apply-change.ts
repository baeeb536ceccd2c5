import { NotUnderstood } from "../../resource-builder/not-understood.ts";
import type { Field, Resource, ResourcePlan } from "../../resource-builder/resource-plan.ts";
import { camelCase, listWords, onLastWord, plural, sentenceCase, singular } from "../../resource-builder/words.ts";
import type { PlanChange } from "./read-change.ts";

export interface AppliedChange {
  /** What was changed, in words. */
  told: string[];
  /** Members of requests and replies that mean something else now. */
  touched: string[];
}

/** Changes the plan. Throws NotUnderstood when it has no such thing or field, or something else hangs on it. */
export function applyChange(change: PlanChange, plan: ResourcePlan): AppliedChange {
  const { told, touched } = change.kind === "add" ? add(change, plan) : alter(change, plan);
  return { told: told.map(sentenceCase), touched };
}

function alter(change: Exclude<PlanChange, { kind: "add" }>, plan: ResourcePlan): AppliedChange {
  const { resource, field } = find(change, plan);
  const many = resource.plural;
  switch (change.kind) {
    case "unique":
      if (field.isUnique === change.isUnique) throw new NotUnderstood(`The ${field.label} of ${many} is ${change.isUnique ? "unique already" : "not unique"}.`);
      field.isUnique = change.isUnique;
      return { told: [change.isUnique ? `Two ${many} can't have the same ${field.label}` : `Two ${many} may have the same ${field.label}`], touched: [field.name] };
    case "required":
      if (field.isRequired === change.isRequired) throw new NotUnderstood(`The ${field.label} of ${many} is ${change.isRequired ? "required" : "optional"} already.`);
      field.isRequired = change.isRequired;
      return { told: [`The ${field.label} of ${many} is ${change.isRequired ? "required" : "optional"}`], touched: [field.name] };
    case "remove":
      freeOf(resource, field);
      if (resource.fields.length === 1) throw new NotUnderstood(`${field.label} is the only field of ${many}: a thing has at least one.`);
      resource.fields = resource.fields.filter((other) => other !== field);
      resource.search = resource.search.filter((name) => name !== field.name);
      return { told: [`${many} have no ${field.label} any more: what is stored of it is kept and not shown`], touched: [field.name] };
    case "rename": {
      freeOf(resource, field);
      const [name, old] = [camelCase(change.to), { ...field }];
      if (resource.fields.some((other) => other.name === name)) throw new NotUnderstood(`${many} have a ${change.to} already.`);
      Object.assign(field, { name, label: change.to, isAdded: true, isRequired: false });
      resource.search = resource.search.map((searched) => (searched === old.name ? name : searched));
      return { told: [`The ${old.label} of ${many} is called ${change.to}, and is optional, since stored ${many} keep theirs under ${old.name}`], touched: [old.name] };
    }
  }
}

function add({ of, fields, areRequired }: PlanChange & { kind: "add" }, plan: ResourcePlan): AppliedChange {
  const resource = thing(of, plan);
  for (const field of fields) {
    if (resource.fields.some(({ name }) => name === field.name)) throw new NotUnderstood(`${resource.plural} have a ${field.label} already.`);
    if (field.kind === "reference" && !plan.resources.some(({ singular: one }) => one === field.target)) throw new NotUnderstood(`There is no ${field.target ?? field.label} that ${resource.plural} could refer to.`);
    resource.fields.push({ ...field, isRequired: areRequired, isAdded: true });
  }
  if (resource.fields.length > MOST_FIELDS) throw new NotUnderstood(`At most ${MOST_FIELDS} fields fit in one kind of thing.`);
  return {
    told: fields.map(({ label }) => `${resource.plural} have ${label}${areRequired ? "" : ", which may be left out, since what is stored has none"}`),
    touched: areRequired ? [...fields.map(({ name }) => name), ...resource.fields.map(({ name }) => name)] : [],
  };
}

const MOST_FIELDS = 25;

function thing(of: string | null, { resources }: ResourcePlan): Resource {
  const [only] = resources;
  if (of === null && only && resources.length === 1) return only;
  const called = of?.trim() ?? "";
  const found = resources.find(({ singular: one, plural: many }) => [one, many].includes(called) || onLastWord(called, singular) === one || onLastWord(called, plural) === many);
  if (found) return found;
  throw new NotUnderstood(of === null ? `Say of which: ${listWords(resources.map(({ plural: many }) => many), "or")}.` : `There are no ${called} here. It keeps ${listWords(resources.map(({ plural: many }) => many))}.`);
}

function find({ of, name: said }: { of: string | null; name: string }, plan: ResourcePlan): { resource: Resource; field: Field } {
  // "rename author name" may speak of the name of an author.
  const label = said.replaceAll(/[_-]/g, " ").trim();
  const among = of === null ? plan.resources : [thing(of, plan)];
  const found = among.flatMap((resource) => resource.fields.filter((field) => [field.label, field.name.toLowerCase()].includes(label) || field.name === camelCase(label)).map((field) => ({ resource, field })));
  const [first] = found;
  if (first && found.length === 1) return first;
  if (first) throw new NotUnderstood(`Say of which: ${listWords(found.map(({ resource }) => `${label} of ${resource.plural}`), "or")}.`);
  throw new NotUnderstood(`There is no ${label} here. ${among.map(({ plural: many, fields }) => `${many} have ${listWords(fields.map((field) => field.label))}`).join("; ")}.`);
}

/** What a rule or a figure is made of can't go, nor get another name, by itself. */
function freeOf(resource: Resource, { name, label }: Field): void {
  const { search: _search, fields, ...rules } = resource;
  const holds = JSON.stringify({ ...rules, above: fields.filter((field) => field.name !== name).map(({ above }) => above?.field ?? null) });
  const own = fields.find((field) => field.name === name);
  if (!holds.includes(JSON.stringify(name)) && !own?.above && !own?.locks && !own?.isReadOnly) return;
  throw new NotUnderstood(`A rule, an action or a figure of ${resource.plural} is made of ${label}: the built-in generator can't change that alone. Describe a new API, or edit the source by hand.`);
}
