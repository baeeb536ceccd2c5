import type { Field } from "./resource-plan.ts";

/** The filter for what is in a state, or isn't: a yes/no field of that name, or a choice that has it. Null when nothing, or more than one, says so. */
export function stateFilter(fields: readonly Field[], state: string, isSo: boolean): string | null {
  const found = fields.flatMap((field) => {
    const label = field.label.replace(/^is /, "");
    const isOpposite = field.kind === "boolean" && [`un${label}`, `in${label}`, `non ${label}`, `not ${label}`].includes(state);
    if (field.kind === "boolean" && (label === state || isOpposite)) return [`${field.name}=${String(isSo !== isOpposite)}`];
    return field.kind === "choice" && isSo && field.options?.includes(state) === true ? [`${field.name}=${encodeURIComponent(state)}`] : [];
  });
  return found.length === 1 ? found[0] ?? null : null;
}
