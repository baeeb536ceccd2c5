import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractStep, ContractTest } from "#lib/versions/schema.ts";
import { limitWords } from "./emit-places.ts";
import { limitOf } from "./resource-shape.ts";
import { asConsumer, captureName, testsOf, type Body, type TestKit } from "./test-kit.ts";

/** More than these don't fit in the steps of one test. */
const MOST_TESTED = 25;

/** So many fit, one more doesn't; what is deleted, or doesn't count any more, makes room. */
export function emitMostTest({ shape, make, setup }: TestKit): ContractTest[] {
  const { path, most, fields, transitions } = shape.resource;
  if (!most) return [];
  const limit = limitOf(shape, most);
  const max = limit ? 2 : Number(most.max);
  if (max > MOST_TESTED) return [];
  const { per, only } = most;
  const target = shape.references.find(({ field }) => field.name === per)?.target;
  const one: Body = { ...(per === null ? {} : { [per]: target ? `{{${captureName(target)}}}` : make(1)[per] ?? null }), ...counting() };
  const other: Body = { ...one, ...(per === null ? {} : { [per]: target ? `{{${captureName(target, "other")}}}` : make(2)[per] ?? null }) };
  const full = { expect: { error: { code: "limit", message: { $type: "string" } } } };
  const add = (n: number, more: Body, id: string): ContractStep => step("POST", path, 201, { body: make(n, more), capture: { [id]: "/id" } });
  const leave = transitions.find(({ field, from }) => field === only?.field && from.includes(String(only.value)));
  const capacity = limit && target ? [step("PATCH", `${target.resource.path}/{{${captureName(target)}}}`, 200, { body: { [limit.name]: max } })] : [];
  return testsOf(`${limitWords(shape)}, also when places are freed`, [...setup(), ...(target ? setup("other") : [])], [
    ...capacity,
    ...Array.from({ length: max }, (_none, index) => add(index + 1, one, `held${index}`)),
    step("POST", path, 409, { body: make(max + 1, one), ...full }),
    per === null ? asConsumer("grace", step("POST", path, 201, { body: make(max + 1, one) })) : add(max + 1, other, "elsewhere"),
    ...(per === null ? [] : [step("PATCH", `${path}/{{elsewhere}}`, 409, { body: { [per]: one[per] ?? null }, ...full })]),
    step("PUT", `${path}/{{held0}}`, 200, { body: make(1, one) }),
    ...uncounted(),
    step("DELETE", `${path}/{{held0}}`, 204),
    add(max + 2, one, "next"),
    step("POST", path, 409, { body: make(max + 3, one), ...full }),
  ]);

  /** The value with which a document counts, where callers set it. */
  function counting(): Body {
    const field = fields.find(({ name }) => name === only?.field);
    return only && field && !field.isReadOnly ? { [only.field]: only.value } : {};
  }

  /** One that doesn't count any more makes room for another, and can't come back. */
  function uncounted(): ContractStep[] {
    const field = fields.find(({ name }) => name === only?.field);
    if (!only || !field) return [];
    const last = `${path}/{{held${max - 1}}}`;
    if (field.isReadOnly) return leave ? [step("POST", `${last}/${leave.action}`, 200), add(max + 4, one, "instead"), step("POST", path, 409, { body: make(max + 3, one), ...full })] : [];
    const value = typeof only.value === "boolean" ? !only.value : field.options?.find((option) => option !== only.value) ?? "";
    return [step("PATCH", last, 200, { body: { [only.field]: value } }), add(max + 4, one, "instead"), step("PATCH", last, 409, { body: { [only.field]: only.value }, ...full })];
  }
}
