import type { Field, Resource, ResourcePlan } from "../resource-builder/resource-plan.ts";
import { MOST_FIELDS, MOST_THINGS, type Outline, type OutlineField, type OutlineRule, type OutlineThing } from "./schema.ts";

/** A plan as a person edits it. */
export function outlineOfPlan({ resources }: ResourcePlan): Outline {
  return { things: resources.slice(0, MOST_THINGS).map((resource) => thingOf(resource, resources)) };
}

function thingOf(resource: Resource, resources: readonly Resource[]): OutlineThing {
  const { singular, plural, ownership, fields, search } = resource;
  const nameIn = (name: string): string => fields.find((field) => field.name === name)?.label ?? name;
  return { singular, plural, ownership, fields: fields.slice(0, MOST_FIELDS).map(fieldOf), search: search.map(nameIn), rules: rulesOf(resource, resources, nameIn) };
}

function fieldOf({ label, kind, isRequired, isUnique, options, min, max, isOverMin, minLength, maxLength, default: start, target, isGuess }: Field): OutlineField {
  return {
    name: label.slice(0, 40), kind, isRequired, isUnique,
    ...(options ? { choices: options } : {}), ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), ...(isOverMin ? { isOverMin } : {}), ...(minLength === undefined ? {} : { minLength }), ...(maxLength === undefined ? {} : { maxLength }),
    ...(start === undefined ? {} : { default: start }), ...(target === undefined ? {} : { of: target }), ...(isGuess ? { isGuess } : {}),
  };
}

function rulesOf({ fields, aggregates, counters, transitions, once = [], most, apart, overdue, sorted, hasRandom, isKept }: Resource, resources: readonly Resource[], nameIn: (name: string) => string): OutlineRule[] {
  const target = resources.find(({ singular }) => singular === fields.find(({ name }) => name === most?.per)?.target);
  return [
    ...aggregates.map(({ kind, field, per, slug, label }): OutlineRule => ({ rule: "figure", kind, field: field === null ? null : nameIn(field), slug, label, per: per.kind === "all" ? per : { ...per, field: nameIn(per.field) } })),
    ...transitions.map(({ field, action, from, to }): OutlineRule => ({ rule: "change", field: nameIn(field), action, from, to })),
    ...counters.map(({ field, action, by, min, isSettable }): OutlineRule => ({ rule: "counter", field: nameIn(field), action, by, ...(min === undefined ? {} : { min }), ...(isSettable ? { isSettable } : {}) })),
    ...once.map((rule): OutlineRule => ({ rule: "once", fields: rule.fields.map(nameIn), isPerCaller: rule.isPerCaller })),
    ...(most ? [{
      rule: "most" as const, max: typeof most.max === "number" ? most.max : target?.fields.find(({ name }) => name === most.max)?.label ?? most.max, per: most.per === null ? null : nameIn(most.per),
      ...(most.period ? { period: { field: nameIn(most.period.field), unit: most.period.unit } } : {}), only: most.only && { field: nameIn(most.only.field), values: most.only.values },
    }] : []),
    ...(apart ? [{ rule: "apart" as const, start: nameIn(apart.start), end: nameIn(apart.end), per: apart.per.map(nameIn), unless: apart.unless && { field: nameIn(apart.unless.field), value: apart.unless.value } }] : []),
    ...(sorted ? [{ rule: "order" as const, field: nameIn(sorted.field), order: sorted.order }] : []),
    ...(hasRandom ? [{ rule: "random" as const }] : []),
    ...(isKept ? [{ rule: "kept" as const }] : []),
    ...(overdue ? [{ rule: "overdue" as const, date: nameIn(overdue.dateField), done: overdue.doneField === null ? null : nameIn(overdue.doneField) }] : []),
    ...fields.flatMap(({ label, above, differs, locks, product }): OutlineRule[] => [
      ...(differs === undefined ? [] : [{ rule: "differ" as const, field: label, other: nameIn(differs) }]),
      ...(product ? [{ rule: "product" as const, field: label, of: product.of.map(nameIn), ...(product.between ? { between: { ...product.between, from: nameIn(product.between.from), to: nameIn(product.between.to) } } : {}) }] : []),
      ...(above ? [{ rule: "above" as const, field: label, other: nameIn(above.field), isStrict: above.isStrict }] : []),
      ...(locks ? [{ rule: "lock" as const, field: label, values: locks.values, isChange: locks.isChange, isDelete: locks.isDelete }] : []),
    ]),
  ];
}
