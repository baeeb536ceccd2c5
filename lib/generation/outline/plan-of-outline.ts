import { nextAbove } from "../field-remarks/hold-told.ts";
import { camelCase, kebabCase, listWords, pascalCase } from "../resource-builder/words.ts";
import { ownWords } from "../resource-builder/read-ownership.ts";
import type { Field, Resource, ResourcePlan } from "../resource-builder/resource-plan.ts";
import { withPossibleFields } from "../resource-builder/with-possible-fields.ts";
import { fieldName, plainName } from "./name-of.ts";
import { pluralOf } from "./outline-issues.ts";
import { EVERYWHERE, fieldIn } from "./rule-issue.ts";
import type { Outline, OutlineField, OutlineRule, OutlineThing } from "./schema.ts";

/** What is built of an outline: exactly its things and fields, under the names that the reader would give them. The outline was checked by `outlineSchema`. */
export function planOfOutline({ things }: Outline): ResourcePlan {
  const resources = things.map(resourceOf);
  const own = resources.filter(({ ownership }) => ownership === "perConsumer").map(({ plural: many }) => many);
  return { resources, assumptions: [...(own.length > 0 ? [ownWords(listWords(own))] : []), ...loosened(resources)], leftOut: [] };
}

/** What was marked as required and can't be, since it leads back to its own thing: the first of them could never be made. */
function loosened(resources: Resource[]): string[] {
  const possible = withPossibleFields(resources);
  return resources.flatMap(({ plural: many, fields }, index) => fields.filter(({ name, isRequired }) => isRequired && possible[index]?.fields.find((field) => field.name === name)?.isRequired === false)
    .map(({ label }) => `The ${label} of ${many} may be left out, though it was marked as required: it leads back to ${many}, and the first of them would have nothing to point to`));
}

function resourceOf(thing: OutlineThing): Resource {
  const { singular: said, ownership, fields, search, rules } = thing;
  const [one, many] = [plainName(said), pluralOf(thing)];
  const nameIn = (name: string): string => { const field = fieldIn(thing, name); return fieldName(name, field?.kind === "reference"); };
  const resource: Resource = {
    singular: one, plural: many, typeName: pascalCase(one), path: `/${kebabCase(many)}`, collection: camelCase(many), ownership,
    fields: fields.map(fieldOf), search: search.map(nameIn), aggregates: [], counters: [], transitions: [],
  };
  for (const rule of rules) applyRule(resource, rule, nameIn);
  return resource;
}

function fieldOf({ name, kind, isRequired, isUnique, choices, min, max, isOverMin, minLength, maxLength, default: start, of }: OutlineField): Field {
  const isNumber = kind === "integer" || kind === "number" || kind === "money";
  const isText = kind === "text" || kind === "longText";
  return {
    name: fieldName(name, kind === "reference"), label: plainName(name), kind, isUnique,
    // What has a default, and whether something is so, may be left out.
    isRequired: isRequired && start === undefined && kind !== "boolean",
    ...(kind === "choice" && choices ? { options: choices } : {}),
    ...(isNumber && min !== undefined ? (isOverMin && kind !== "number" ? { min: nextAbove(min, kind) } : { min, ...(isOverMin ? { isOverMin } : {}) }) : {}), ...(isNumber && max !== undefined ? { max } : {}),
    ...(isText && maxLength !== undefined ? { maxLength } : {}), ...(isText && minLength !== undefined ? { minLength } : {}),
    ...(start === undefined ? {} : { default: start }),
    ...(kind === "reference" && of !== undefined ? { target: plainName(of) } : {}),
  };
}

function applyRule(resource: Resource, rule: OutlineRule, nameIn: (name: string) => string): void {
  const fieldCalled = (name: string): Field | undefined => resource.fields.find((field) => field.name === nameIn(name));
  switch (rule.rule) {
    case "figure": {
      const { kind, field, slug, label, per } = rule;
      resource.aggregates.push({ kind, field: field === null ? null : nameIn(field), slug, label, per: per.kind === "all" ? per : { ...per, field: nameIn(per.field) } });
      return;
    }
    case "change": return void resource.transitions.push({ field: nameIn(rule.field), action: rule.action, from: rule.from, to: rule.to });
    case "counter": return void resource.counters.push({ field: nameIn(rule.field), action: rule.action, by: rule.by, ...(rule.min === undefined ? {} : { min: rule.min }), ...(rule.isSettable ? { isSettable: true } : {}) });
    case "once": return void (resource.once = [...(resource.once ?? []), { fields: rule.fields.map(nameIn), isPerCaller: rule.isPerCaller }]);
    case "most": {
      resource.most = {
        max: typeof rule.max === "number" ? rule.max : fieldName(rule.max), per: rule.per === null ? null : nameIn(rule.per),
        ...(rule.period ? { period: { field: nameIn(rule.period.field), unit: rule.period.unit } } : {}), only: rule.only && { field: nameIn(rule.only.field), values: rule.only.values },
      };
      return;
    }
    case "apart": return void (resource.apart = { start: nameIn(rule.start), end: nameIn(rule.end), per: rule.per.map(nameIn), unless: rule.unless && { field: nameIn(rule.unless.field), value: rule.unless.value } });
    case "order": return void (resource.sorted = { field: EVERYWHERE.has(rule.field) ? rule.field : nameIn(rule.field), order: rule.order });
    case "random": return void (resource.hasRandom = true);
    case "kept": return void (resource.isKept = true);
    case "product": {
      const field = fieldCalled(rule.field);
      const between = rule.between && { ...rule.between, from: nameIn(rule.between.from), to: nameIn(rule.between.to) };
      if (field) Object.assign(field, { isReadOnly: true, isUnique: false, product: { of: rule.of.map(nameIn), ...(between ? { between } : {}) } });
      return;
    }
    case "overdue": return void (resource.overdue = { dateField: nameIn(rule.date), doneField: rule.done === null ? null : nameIn(rule.done) });
    case "above": return void Object.assign(fieldCalled(rule.field) ?? {}, { above: { field: nameIn(rule.other), isStrict: rule.isStrict } });
    case "differ": return void Object.assign(fieldCalled(rule.field) ?? {}, { differs: nameIn(rule.other) });
    case "lock": return void Object.assign(fieldCalled(rule.field) ?? {}, { locks: { values: rule.values, isChange: rule.isChange, isDelete: rule.isDelete } });
  }
}
