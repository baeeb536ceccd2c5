import type { Field, Resource } from "./resource-plan.ts";

/** What an action changes is read-only; a reference that a first document could not have (to its own kind, or round in a circle) is optional. */
export function withPossibleFields(plan: Resource[]): Resource[] {
  const needs = new Map(plan.map(({ singular, fields }) => [singular, new Set(fields.flatMap((field) => (isNeeded(field) ? [field.target] : [])))]));
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean => from === to || (!seen.has(from) && [...(needs.get(from) ?? [])].some((next) => leadsTo(next, to, seen.add(from))));
  const loosened = new Set<Field>();
  // What a rule is made of goes last: without it the rule would hold nothing.
  for (const isRuled of [false, true]) {
    for (const resource of plan) {
      for (const field of resource.fields) {
        if (!isNeeded(field) || ruledBy(resource).includes(field.name) !== isRuled || !leadsTo(field.target, resource.singular)) continue;
        loosened.add(field);
        if (!resource.fields.some((other) => isNeeded(other) && other.target === field.target && !loosened.has(other))) needs.get(resource.singular)?.delete(field.target);
      }
    }
  }
  return plan.map((resource) => {
    const acted = [...resource.counters.filter(({ isSettable }) => !isSettable), ...resource.transitions].map(({ field }) => field);
    return { ...resource, fields: resource.fields.map((field) => (acted.includes(field.name) ? { ...field, isReadOnly: true } : loosened.has(field) ? { ...field, isRequired: false } : field)) };
  });
}

const isNeeded = (field: Field): field is Field & { target: string } => field.kind === "reference" && field.isRequired && field.target !== undefined;
const ruledBy = ({ once = [], most, apart }: Resource): string[] => [...once.flatMap(({ fields }) => fields), ...(most?.per ? [most.per] : []), ...(apart?.per ?? [])];
