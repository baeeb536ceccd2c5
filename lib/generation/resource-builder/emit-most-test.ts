import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractStep, ContractTest } from "#lib/versions/schema.ts";
import { limitWords } from "./emit-places.ts";
import { limitOf } from "./resource-shape.ts";
import { asConsumer, captureName, testsOf, type Body, type TestKit } from "./test-kit.ts";

/** More than these don't fit in the steps of one test. */
const MOST_TESTED = 25;

/** So many fit, one more doesn't; what is deleted, or doesn't count any more, makes room. */
export function emitMostTest({ shape, make, setup }: TestKit): ContractTest[] {
  const { path, most, fields, transitions, apart } = shape.resource;
  if (!most) return [];
  const limit = limitOf(shape, most);
  const max = limit ? 2 : Number(most.max);
  if (max > MOST_TESTED) return [];
  const { per, only, period } = most;
  const target = shape.references.find(({ field }) => field.name === per)?.target;
  const shared: Body = { ...(per === null ? {} : { [per]: target ? `{{${captureName(target)}}}` : make(1)[per] ?? null }), ...counting() };
  const other: Body = { ...shared, ...(per === null ? {} : { [per]: target ? `{{${captureName(target, "other")}}}` : make(2)[per] ?? null }) };
  let times = 0;
  const at = (n: number, more: Body, year?: number): Body => make(n, { ...timed(times++, year), ...more });
  const full = { expect: { error: { code: "limit", message: { $type: "string" } } } };
  const add = (n: number, more: Body, id: string): ContractStep => step("POST", path, 201, { body: at(n, more), capture: { [id]: "/id" } });
  const leave = transitions.find(({ field, from }) => field === only?.field && from.includes(String(only.values[0])));
  const capacity = limit && target ? [step("PATCH", `${target.resource.path}/{{${captureName(target)}}}`, 200, { body: { [limit.name]: max } })] : [];
  const first = timed(0);
  return testsOf(`${limitWords(shape)}, also when places are freed`, [...setup(), ...(target ? setup("other") : [])], [
    ...capacity,
    ...Array.from({ length: max }, (_none, index) => add(index + 1, shared, `held${index}`)),
    step("POST", path, 409, { body: at(max + 1, shared), ...full }),
    per === null ? asConsumer("grace", step("POST", path, 201, { body: at(max + 1, shared) })) : add(max + 1, other, "elsewhere"),
    ...(per === null ? [] : [step("PATCH", `${path}/{{elsewhere}}`, 409, { body: { [per]: shared[per] ?? null }, ...full })]),
    ...(period ? [step("POST", path, 201, { body: at(max + 5, shared, 2033) })] : []),
    step("PUT", `${path}/{{held0}}`, 200, { body: make(1, { ...first, ...shared }) }),
    ...uncounted(),
    step("DELETE", `${path}/{{held0}}`, 204),
    add(max + 2, shared, "next"),
    step("POST", path, 409, { body: at(max + 3, shared), ...full }),
  ]);

  /** The value with which a document counts, where callers set it. */
  function counting(): Body {
    const field = fields.find(({ name }) => name === only?.field);
    return only && field && !field.isReadOnly ? { [only.field]: only.values[0] ?? null } : {};
  }

  /** One that doesn't count any more makes room for another, and can't come back. */
  function uncounted(): ContractStep[] {
    const field = fields.find(({ name }) => name === only?.field);
    if (!only || !field) return [];
    const last = `${path}/{{held${max - 1}}}`;
    if (field.isReadOnly) return leave ? [step("POST", `${last}/${leave.action}`, 200), add(max + 4, shared, "instead"), step("POST", path, 409, { body: at(max + 3, shared), ...full })] : [];
    const [counts = null] = only.values;
    const value = typeof counts === "boolean" ? !counts : counts === null ? make(1)[only.field] ?? null : field.options?.find((option) => !only.values.includes(option)) ?? "";
    return [step("PATCH", last, 200, { body: { [only.field]: value } }), add(max + 4, shared, "instead"), step("PATCH", last, 409, { body: { [only.field]: counts }, ...full })];
  }

  /** Moments of one day, one after the other, so that they are in one period and never overlap; of dates, days of one week. */
  function timed(index: number, year = 2031): Body {
    if (!period) return {};
    const hour = String(6 + (index % 17)).padStart(2, "0");
    const names = [period.field, ...(apart ? [apart.start, apart.end] : [])];
    return Object.fromEntries(fields.filter(({ name }) => names.includes(name)).map(({ name, kind, above }) => {
      const day = `${year}-03-${String(10 + (kind === "date" && apart && name !== period.field ? index % 5 : 0) + (above && kind === "date" ? 1 : 0))}`;
      const minute = above ? "59" : "00";
      return [name, kind === "date" ? day : kind === "time" ? `${hour}:${minute}` : `${day}T${hour}:${minute}:00.000Z`];
    }));
  }
}
