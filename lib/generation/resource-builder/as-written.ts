import type { Field, Resource, ResourcePlan } from "./resource-plan.ts";

/** Gives the values of choices the capitals that they were written with: readers see everything in lower case. */
export function asWritten(plan: ResourcePlan, description: string): ResourcePlan {
  // Who writes everything in capitals means nothing by them.
  if (!/[a-z]{2}/.test(description)) return plan;
  const text = plainLetters(description);
  for (const resource of plan.resources) {
    for (const field of resource.fields) {
      const written = new Map((field.options ?? []).map((option) => [option, writtenAs(option, field.options ?? [], text)] as const).filter(([option, put]) => option !== put));
      if (written.size > 0) rename(resource, field, written, plan.assumptions);
    }
  }
  return plan;
}

/** Letters without their marks, apostrophes as one. */
export const plainLetters = (description: string): string => description.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[\u2018\u2019]/g, "'");

/** As it stands in the list of the values; elsewhere only where it is written in one way. */
export function writtenAs(option: string, options: readonly string[], text: string): string {
  const list = new RegExp(options.map(escaped).join("[^A-Za-z0-9]+(?:(?:or|and|to|then)[^A-Za-z0-9]+)?"), "i").exec(text)?.[0];
  const ways = [...new Set([...(list ?? text).matchAll(new RegExp(`(?<![A-Za-z0-9])${escaped(option)}(?![A-Za-z0-9])`, "gi"))].map(([way]) => way.replace(/\s+/g, " ")))];
  const [way] = ways;
  return way !== undefined && ways.length === 1 ? way : option;
}

const escaped = (option: string): string => option.replace(/[^a-z0-9 ]/g, "\\$&").replace(/ /g, "[\\s_-]+");

function rename(resource: Resource, field: Field, written: ReadonlyMap<string, string>, assumptions: string[]): void {
  const put = <Value>(value: Value): Value | string => (typeof value === "string" ? written.get(value) ?? value : value);
  const { name, locks } = field;
  field.options = field.options?.map((option) => String(put(option)));
  if (field.default !== undefined) field.default = put(field.default);
  if (locks) locks.values = locks.values.map((value) => put(value));
  for (const move of resource.transitions.filter((other) => other.field === name)) Object.assign(move, { from: move.from.map((value) => put(value)), to: put(move.to) });
  const { most, apart } = resource;
  if (most?.only?.field === name) most.only.values = most.only.values.map((value) => put(value));
  if (apart?.unless?.field === name) apart.unless.value = put(apart.unless.value);
  // What is said of a filter is a call that people copy.
  for (const [option, way] of written) {
    const call = new RegExp(`\\b${name}=${escapedCall(encodeURIComponent(option))}(?![A-Za-z0-9%])`, "g");
    assumptions.forEach((line, index) => { assumptions[index] = line.replace(call, `${name}=${encodeURIComponent(way)}`); });
  }
}

const escapedCall = (call: string): string => call.replace(/[^A-Za-z0-9%]/g, "\\$&");
