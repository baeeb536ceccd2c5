import { plainName } from "./name-of.ts";
import type { OutlineField, OutlineRule, OutlineThing } from "./schema.ts";

/** Why a rule can't hold of a thing as it stands: a field that it speaks of is gone, or of another kind. Null when it can. */
export function ruleIssue(rule: OutlineRule, thing: OutlineThing, things: readonly OutlineThing[]): string | null {
  const gone = fieldsOf(rule).find((name) => fieldIn(thing, name) === undefined);
  if (gone !== undefined) return `speaks of "${gone}", which ${thing.singular} doesn't have`;
  const unfit = wants(rule).find(({ name, kinds }) => !kinds.includes(fieldIn(thing, name)?.kind ?? ""));
  if (unfit) return `speaks of "${unfit.name}", which is ${fieldIn(thing, unfit.name)?.kind ?? "gone"} now`;
  const missing = valuesOf(rule).find(({ name, value }) => !has(fieldIn(thing, name), value));
  if (missing) return `speaks of "${String(missing.value)}", which is no value of "${missing.name}"`;
  if (rule.rule === "most" && typeof rule.max === "string" && !things.some((other) => plainName(other.singular) === plainName(fieldIn(thing, rule.per ?? "")?.of ?? "") && fieldIn(other, String(rule.max))?.kind === "integer")) return `speaks of "${rule.max}", which isn't a whole number there`;
  if (rule.rule === "change" && ![...rule.from, rule.to].every((state) => /^[a-z0-9](?:.*[a-z0-9])?$/i.test(state))) return "needs states that begin and end in a letter or a digit";
  if (rule.rule === "above" && fieldIn(thing, rule.field)?.kind !== fieldIn(thing, rule.other)?.kind) return "compares two fields of different kinds";
  if (rule.rule === "differ" && (rule.field === rule.other || fieldIn(thing, rule.field)?.of !== fieldIn(thing, rule.other)?.of || fieldIn(thing, rule.field)?.of === thing.singular)) return "needs two fields that point to one other thing";
  if (rule.rule === "product" && (thing.rules.some((other) => other.rule === "product" && rule.of.includes(other.field)) || (rule.of.length < 2 && !rule.between))) return "needs two numbers, or a time and a number, none of which is worked out itself";
  const isTwice = thing.rules.some((other) => other !== rule && twins(rule, other));
  return isTwice ? "is there twice" : null;
}

export const fieldIn = ({ fields }: Pick<OutlineThing, "fields">, name: string): OutlineField | undefined => fields.find((field) => field.name === name);

/** The names of the fields that a rule speaks of. */
export function fieldsOf(rule: OutlineRule): string[] {
  switch (rule.rule) {
    case "figure": return [rule.field, rule.per.kind === "all" ? null : rule.per.field].filter((name) => name !== null);
    case "change": case "counter": case "lock": return [rule.field];
    case "once": return rule.fields;
    case "most": return [rule.per, rule.period?.field, rule.only?.field].filter((name) => name !== null && name !== undefined);
    case "apart": return [rule.start, rule.end, ...rule.per, ...(rule.unless ? [rule.unless.field] : [])];
    case "overdue": return [rule.date, ...(rule.done === null ? [] : [rule.done])];
    case "above": case "differ": return [rule.field, rule.other];
    case "order": return EVERYWHERE.has(rule.field) ? [] : [rule.field];
    case "product": return [rule.field, ...rule.of, ...(rule.between ? [rule.between.from, rule.between.to] : [])];
    case "random": case "kept": return [];
  }
}

/** What everything has without naming it. */
export const EVERYWHERE = new Set(["createdAt", "updatedAt"]);
const NUMBERS = ["integer", "number", "money"];
const TIMES = ["date", "dateTime"];

function wants(rule: OutlineRule): { name: string; kinds: string[] }[] {
  switch (rule.rule) {
    case "figure": return [
      ...(rule.kind === "count" || rule.field === null ? [] : [{ name: rule.field, kinds: NUMBERS }]),
      ...(rule.per.kind === "period" ? [{ name: rule.per.field, kinds: TIMES }] : rule.per.kind === "field" ? [{ name: rule.per.field, kinds: ["text", "choice", "boolean", "integer", "reference", "date", "email", "time", "phone"] }] : []),
    ];
    case "change": return [{ name: rule.field, kinds: ["choice"] }];
    case "counter": return [{ name: rule.field, kinds: ["integer"] }];
    case "lock": return [{ name: rule.field, kinds: ["choice", "boolean"] }];
    case "apart": return [rule.start, rule.end].map((name) => ({ name, kinds: [...TIMES, "time"] }));
    case "overdue": return [{ name: rule.date, kinds: ["date"] }, ...(rule.done === null ? [] : [{ name: rule.done, kinds: ["boolean"] }])];
    case "most": return rule.period ? [{ name: rule.period.field, kinds: TIMES }] : [];
    case "once": return rule.fields.map((name) => ({ name, kinds: ["text", "integer", "reference", "date", "dateTime", "email", "choice", "time", "phone", "url"] }));
    case "order": return fieldsOf(rule).map((name) => ({ name, kinds: ["text", "email", "url", "phone", "choice", "boolean", ...NUMBERS, ...TIMES, "time"] }));
    case "product": return [...[rule.field, ...rule.of].map((name) => ({ name, kinds: NUMBERS })), ...(rule.between ? [rule.between.from, rule.between.to].map((name) => ({ name, kinds: rule.between?.unit === "hours" ? ["dateTime"] : ["date"] })) : [])];
    case "random": case "kept": return [];
    case "differ": return [rule.field, rule.other].map((name) => ({ name, kinds: ["reference"] }));
    case "above": return [rule.field, rule.other].map((name) => ({ name, kinds: [...NUMBERS, ...TIMES, "time"] }));
  }
}

function valuesOf(rule: OutlineRule): { name: string; value: string | boolean }[] {
  if (rule.rule === "change") return [...rule.from, rule.to].map((value) => ({ name: rule.field, value }));
  if (rule.rule === "lock") return rule.values.map((value) => ({ name: rule.field, value }));
  if (rule.rule === "apart" && rule.unless) return [{ name: rule.unless.field, value: rule.unless.value }];
  const { only } = rule.rule === "most" ? rule : { only: null };
  return only ? only.values.flatMap((value) => (value === null ? [] : [{ name: only.field, value }])) : [];
}

const has = (field: OutlineField | undefined, value: string | boolean): boolean => (typeof value === "boolean" ? field?.kind === "boolean" : field?.choices?.includes(value) === true);

/** Two that would answer at one address, or set one thing twice. */
function twins(one: OutlineRule, other: OutlineRule): boolean {
  if (one.rule === "figure" && other.rule === "figure") return one.slug === other.slug;
  if ((one.rule === "change" || one.rule === "counter") && (other.rule === "change" || other.rule === "counter")) return one.action === other.action;
  if (one.rule === "above" && other.rule === "above") return one.field === other.field;
  if (one.rule === "differ") return other.rule === "differ" && (one.field === other.field || one.field === other.other);
  if (one.rule === "product") return (other.rule === "product" || other.rule === "counter") && one.field === other.field;
  return one.rule === other.rule && (one.rule === "most" || one.rule === "apart" || one.rule === "overdue" || one.rule === "order" || one.rule === "random" || one.rule === "kept" || (one.rule === "lock" && other.rule === "lock" && one.field === other.field));
}
