import { fieldNamed } from "./clause-words.ts";
import { rangeNames } from "./emit-fields.ts";
import type { Aggregate, Field, Resource } from "./resource-plan.ts";

/** What a figure "per month" or "per category" is grouped by; null where a thing has no such field. */
export function groupOf(resource: Resource, per: string | null): Aggregate["per"] | null {
  if (per === null) return { kind: "all" };
  const period = /^(?:calendar )?(day|week|month|year)$/.exec(per)?.[1];
  const own = fieldNamed(resource.fields, per) ?? resource.fields.find(({ label }) => label === `${per} id`) ?? resource.fields.find(({ label }) => label === `${per} name`);
  if (own && GROUPABLE.has(own.kind) && !(period && own.kind !== "integer" && own.kind !== "text")) return { kind: "field", field: own.name };
  const dates = resource.fields.filter(({ kind }) => kind === "date" || kind === "dateTime");
  const date = dates.find(({ name }) => name === "date") ?? (dates.length === 1 ? dates[0] : undefined);
  if (period === undefined || !date) return null;
  return { kind: "period", field: date.name, period: period === "day" ? "day" : period === "week" ? "week" : period === "year" ? "year" : "month" };
}

/** The filter that names the days of a period, where there is one date to go by. */
export function daysOf({ fields }: Resource): string | null {
  const dates = fields.filter(({ kind }) => kind === "date" || kind === "dateTime");
  const date = dates.find(({ name }) => name === "date") ?? (dates.length === 1 ? dates[0] : undefined);
  const names = date ? rangeNames(date, fields) : null;
  return names && `${names[0]}=…&${names[1]}=…`;
}

const GROUPABLE = new Set<Field["kind"]>(["text", "choice", "boolean", "integer", "reference", "date", "email", "time", "phone"]);
