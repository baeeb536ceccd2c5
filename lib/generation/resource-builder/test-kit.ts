import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractStep, ContractTest, Json } from "#lib/versions/schema.ts";
import { startOf } from "./emit-fields.ts";
import { factorsOf, MS_OF, partsOf, productsOf } from "./emit-products.ts";
import type { Field, Resource } from "./resource-plan.ts";
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
  setup: (prefix = "", consumer) => [...setupOf(shape, prefix, [shape]), ...(prefix === "" ? spareTargets(shape) : [])].map((one) => asConsumer(consumer, one)),
  make: (n, changes = {}, prefix = "") => ({ ...bodyOf(shape, n, prefix, [shape]), ...changes }),
  shown: (body) => ({ ...body, ...Object.fromEntries(shape.readOnly.map((field) => [field.name, startOf(field)])), ...productsIn(body, shape) }),
});

/** What is worked out of a body. */
export const productsIn = (body: Body, { resource }: Shape): Body => Object.fromEntries(productsOf(resource).map((field) => [field.name, productIn(body, field, resource)]));

export function productIn(body: Body, field: Field, { fields }: Resource): number | null {
  const { of = [], between } = field.product ?? {};
  const given = (name: string): Json => body[name] ?? fields.find((other) => other.name === name)?.default ?? null;
  if (factorsOf(field).some((name) => given(name) === null)) return null;
  const time = between ? [(Date.parse(String(given(between.to))) - Date.parse(String(given(between.from)))) / MS_OF[between.unit]] : [];
  const product = [...time, ...of.map((name) => Number(given(name)))].reduce((one, other) => one * other, 1);
  return Math.round(product * partsOf(field)) / partsOf(field);
}

export const captureName = (target: Shape, prefix = ""): string => {
  const name = camelCase(target.resource.singular);
  return prefix === "" ? name : `${prefix}${upperFirst(name)}`;
};

/** Depth first, so that a country is there before its author. A resource that is being added is not added for itself. */
function setupOf(shape: Shape, prefix: string, stack: Shape[], made = new Set<Shape>()): ContractStep[] {
  return shape.references.flatMap(({ target }) => {
    if (made.has(target) || isRound(target, stack)) return [];
    const before = setupOf(target, prefix, [...stack, target], made);
    made.add(target);
    const add = (n: number, name: string): ContractStep => step("POST", target.resource.path, 201, { body: bodyOf(target, n + prefix.length, prefix, [...stack, target]), capture: { [name]: "/id" } });
    const hasRival = shape.references.some((reference) => reference.target === target && reference.field.differs !== undefined);
    return [...before, add(200, captureName(target, prefix)), ...(hasRival ? [add(240, rivalName(target, prefix))] : [])];
  });
}

/** What must be another one than the first: `{{rivalTeam}}`. */
export const rivalName = (target: Shape, prefix = ""): string => captureName(target, prefix === "" ? "rival" : `${prefix}Rival`);

/** Whether one of these is, or has to be there before, what is referred to: what comes round in a circle is left out. */
export function isRound(target: Shape, stack: readonly Shape[], seen = new Set<Shape>()): boolean {
  if (stack.includes(target)) return true;
  return !seen.has(target) && target.references.some((reference) => reference.field.isRequired && isRound(reference.target, stack, seen.add(target)));
}

function bodyOf(shape: Shape, n: number, prefix: string, stack: Shape[]): Body {
  const rounds = new Set([...new Set(shape.references.map(({ target }) => target))].filter((target) => isRound(target, stack)));
  return Object.fromEntries(shape.inputs.map((field) => {
    const target = shape.references.find((reference) => reference.field === field)?.target;
    if (!target) return [field.name, sampleValue(field, n)];
    const isSpare = prefix === "" && n <= SPARES && ruledReferences(shape).includes(field.name);
    if (field.differs !== undefined && !rounds.has(target)) return [field.name, `{{${rivalName(target, prefix)}}}`];
    return [field.name, rounds.has(target) ? null : `{{${captureName(target, prefix)}${isSpare ? n : ""}}}`];
  }));
}

/** Where so many documents may share a reference, each refers to something of its own: `{{member1}}`, `{{member2}}`. */
const SPARES = 9;
const spareTargets = (shape: Shape): ContractStep[] => shape.references.filter(({ field, target }) => !isRound(target, [shape]) && ruledReferences(shape).includes(field.name)).flatMap(({ target }) =>
  Array.from({ length: SPARES }, (_none, index) => step("POST", target.resource.path, 201, { body: bodyOf(target, 300 + index, "", [shape, target]), capture: { [`${captureName(target)}${index + 1}`]: "/id" } })));
const ruledReferences = ({ resource: { once = [], most, apart }, references }: Shape): string[] => {
  const ruled = [...once.flatMap(({ fields }) => fields), ...(most?.per ? [most.per] : []), ...(apart?.per ?? [])];
  return references.map(({ field }) => field.name).filter((name) => ruled.includes(name));
};
/** A spare that no step names isn't made. */
const isNeeded = (one: ContractStep, rest: string): boolean => Object.keys(one.capture ?? {}).every((name) => !/\d$/.test(name) || rest.includes(`{{${name}}}`));

export const asConsumer = (consumer: string | undefined, one: ContractStep): ContractStep =>
  consumer === undefined ? one : { ...one, request: { ...one.request, consumer } };

/** One test, or several where there are too many steps: each begins with the same setup. */
export function testsOf(name: string, setup: ContractStep[], steps: ContractStep[]): ContractTest[] {
  const hasSpares = setup.some((one) => !isNeeded(one, ""));
  const needed = (some: ContractStep[]): ContractStep[] => {
    if (!hasSpares) return setup;
    const said = JSON.stringify([setup, some]);
    return setup.filter((one) => isNeeded(one, said));
  };
  const size = MAX_STEPS - needed(steps).length;
  const parts = Math.ceil(steps.length / size);
  const each = Math.ceil(steps.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_none, part) => ({ name: shortened(name, parts > 1 ? ` (part ${part + 1} of ${parts})` : ""), steps: [...needed(steps.slice(part * each, (part + 1) * each)), ...steps.slice(part * each, (part + 1) * each)] }));
}

const shortened = (name: string, end: string): string => (name.length + end.length <= 160 ? name + end : `${name.slice(0, 159 - end.length)}…${end}`);
