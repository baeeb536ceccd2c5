import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractStep, ContractTest, Json } from "#lib/versions/schema.ts";
import { startOf } from "./emit-fields.ts";
import { upperFirst, type Shape } from "./resource-shape.ts";
import { sampleValue } from "./test-values.ts";
import { camelCase } from "./words.ts";

export type Body = { [key: string]: Json };

/** What the tests of one resource are made from. Documents that it refers to are added by `setup` and are named by captures. */
export interface TestKit {
  shape: Shape;
  /** Adds what the resource refers to, as `{{author}}`; with a prefix as `{{otherAuthor}}`. */
  setup(prefix?: string, consumer?: string): ContractStep[];
  /** A whole body; bodies with other `n` share no value where the fields have room. */
  make(n: number, changes?: Body, prefix?: string): Body;
  /** A document as replies show it when `body` made it. */
  shown(body: Body): Body;
}

const MAX_STEPS = 40;

export const testKit = (shape: Shape): TestKit => ({
  shape,
  setup: (prefix = "", consumer) => setupOf(shape, prefix, [shape]).map((one) => asConsumer(consumer, one)),
  make: (n, changes = {}, prefix = "") => ({ ...bodyOf(shape, n, prefix, [shape]), ...changes }),
  shown: (body) => ({ ...body, ...Object.fromEntries(shape.readOnly.map((field) => [field.name, startOf(field)])) }),
});

export const captureName = (target: Shape, prefix = ""): string => {
  const name = camelCase(target.resource.singular);
  return prefix === "" ? name : `${prefix}${upperFirst(name)}`;
};

/** Depth first, so that a country is there before its author. A resource that is being added is not added for itself. */
function setupOf(shape: Shape, prefix: string, stack: Shape[]): ContractStep[] {
  const targets = [...new Set(shape.references.map(({ target }) => target))].filter((target) => !stack.includes(target));
  const known = new Set<string>();
  return targets.flatMap((target) => [
    ...setupOf(target, prefix, [...stack, target]),
    step("POST", target.resource.path, 201, { body: bodyOf(target, 200 + prefix.length, prefix, [...stack, target]), capture: { [captureName(target, prefix)]: "/id" } }),
  ]).filter((one) => {
    const name = Object.keys(one.capture ?? {}).join();
    return !known.has(name) && known.add(name);
  });
}

function bodyOf(shape: Shape, n: number, prefix: string, stack: Shape[]): Body {
  return Object.fromEntries(shape.inputs.map((field) => {
    const target = shape.references.find((reference) => reference.field === field)?.target;
    if (!target) return [field.name, sampleValue(field, n)];
    return [field.name, stack.includes(target) ? null : `{{${captureName(target, prefix)}}}`];
  }));
}

export const asConsumer = (consumer: string | undefined, one: ContractStep): ContractStep =>
  consumer === undefined ? one : { ...one, request: { ...one.request, consumer } };

/** One test, or several where there are too many steps: each begins with the same setup. */
export function testsOf(name: string, setup: ContractStep[], steps: ContractStep[]): ContractTest[] {
  const size = MAX_STEPS - setup.length;
  const parts = Math.ceil(steps.length / size);
  const each = Math.ceil(steps.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_none, part) => ({ name: shortened(name, parts > 1 ? ` (part ${part + 1} of ${parts})` : ""), steps: [...setup, ...steps.slice(part * each, (part + 1) * each)] }));
}

const shortened = (name: string, end: string): string => (name.length + end.length <= 160 ? name + end : `${name.slice(0, 159 - end.length)}…${end}`);
