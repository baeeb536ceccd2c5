import { bare, fieldNamed, resourceNamed } from "./clause-words.ts";
import { NotUnderstood } from "./not-understood.ts";
import { singular as oneOf } from "./words.ts";
import type { Aggregate, Field, Resource } from "./resource-plan.ts";

/** The field that a figure names: "amount", "total amount", "km" of the distance. */
export const valueField = (resource: Resource, what: string, kind: Aggregate["kind"]): Field | undefined => {
  const words = what.split(" ");
  const own = words.length > 1 && resourceNamed([resource], words[0] ?? "") ? words.slice(1).join(" ") : null;
  const exact = [what, ...(kind === "sum" ? [`total ${what}`] : []), ...(own ? [own] : []), ...(SAME.find((names) => names.includes(what)) ?? [])].map((label) => fieldNamed(resource.fields, label)).find((field) => field !== undefined);
  if (exact) return exact;
  // "total spent" adds up the only money there is; "average price" is of the price paid where no other price is kept.
  const partly = resource.fields.filter((field) => NUMERIC.has(field.kind) && (/^(?:spent|paid|earned)$/.test(what) && kind === "sum" ? field.kind === "money" : field.label.startsWith(`${what} `)));
  return partly.length === 1 ? partly[0] : undefined;
};

export const NUMERIC = new Set<Field["kind"]>(["integer", "number", "money"]);

/** Other words for the same number. */
const SAME = [["km", "kilometre", "kilometer", "kilometres", "kilometers", "distance"], ["miles", "mile", "distance"], ["minutes", "duration"], ["money", "amount"], ["points", "score"]];

/** "unpaid invoices" are those whose filter says so; null where all are meant. Throws when no filter does. */
export function conditionOf({ singular, fields }: Resource, what: string, text: string): string | null {
  const words = bare(what).split(" ");
  const own = singular.split(" ");
  // "sold items" of garage sale items: what isn't their name is a condition.
  while (words.length > 0 && own.length > 0 && oneOf(words.at(-1) ?? "") === oneOf(own.at(-1) ?? "")) {
    words.pop();
    own.pop();
  }
  const said = words.join(" ");
  if (said === "") return null;
  for (const { name, kind, label, options = [] } of fields) {
    if (kind === "boolean" && (label === said || `un${label}` === said || `not ${label}` === said)) return `${name}=${label === said}`;
    if (kind === "choice" && options.includes(said)) return `${name}=${encodeURIComponent(said)}`;
  }
  throw new NotUnderstood(`Nothing here says which ${what} are meant.`, text);
}

/** What is held to a number is one, unless it was said to be text. */
export function takeForNumber(field: Field | undefined, many: string, kind: "integer" | "number", assumptions: string[]): void {
  const listed = field?.kind === "list" ? assumptions.indexOf(`${many}: ${field.label} are a list of texts`) : -1;
  if (field && listed >= 0) {
    Object.assign(field, { kind: "integer" });
    assumptions[listed] = `${many}: ${field.label} is a whole number`;
    return;
  }
  const said = field?.kind === "text" ? assumptions.indexOf(`${many}: ${field.label} is text`) : -1;
  if (!field || said < 0) return;
  field.kind = kind;
  assumptions[said] = `${many}: ${field.label} is a ${kind === "integer" ? "whole number" : "number"}`;
}

/** What is kept as text because its name says no kind is a number where it is added up or compared. */
export function measure(resources: Resource[], what: string, assumptions: string[]): void {
  for (const resource of resources) {
    if (fieldNamed(resource.fields, what)?.kind === "list") takeForNumber(fieldNamed(resource.fields, what), resource.plural, "integer", assumptions);
    const field = fieldNamed(resource.fields, what);
    if (!field || field.kind !== "text") continue;
    const said = assumptions.indexOf(`${resource.plural}: ${field.label} is text`);
    // Whoever wrote "value (text)" means text.
    if (said < 0) continue;
    field.kind = "number";
    assumptions[said] = `${resource.plural}: ${field.label} is a number`;
  }
}
