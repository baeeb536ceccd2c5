import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractStep, ContractTest, Json } from "#lib/versions/schema.ts";
import { isFilter, isSortable, rangeNames } from "./emit-fields.ts";
import type { Field } from "./resource-plan.ts";
import { testsOf, type Body, type TestKit } from "./test-kit.ts";
import { risingValues } from "./test-values.ts";
import { sentenceCase } from "./words.ts";

/** Pages, filters and orders, each with exactly the documents that it must list. */
export const emitListTests = (kit: TestKit): ContractTest[] => [...pagesTest(kit), ...filterTests(kit), ...sortTests(kit)];

/** Items with these captured ids, in this order. */
export const ids = (...names: string[]): Json => names.map((name) => ({ id: `{{${name}}}` }));
export const listed = (path: string, names: string[]): ContractStep => step("GET", path, 200, { expect: { items: ids(...names), total: names.length } });

function pagesTest({ shape, make, setup }: TestKit): ContractTest[] {
  const { path, plural } = shape.resource;
  const names = ["first", "second", "third", "fourth", "fifth"];
  const page = (query: string, found: string[], next?: string) => step("GET", `${path}?${query}`, 200, { expect: { items: ids(...found), cursor: next ? { $type: "string" } : null, total: 5 }, ...(next ? { capture: { [next]: "/cursor" } } : {}) });
  return testsOf(`${sentenceCase(plural)} are listed in pages, oldest first: none is lost and none comes twice`, setup(), [
    ...names.map((name, index) => step("POST", path, 201, { body: make(index + 1), capture: { [name]: "/id" } })),
    page("limit=2", ["first", "second"], "two"),
    page("limit=2&cursor={{two}}", ["third", "fourth"], "three"),
    page("limit=2&cursor={{three}}", ["fifth"]),
    page("order=desc&limit=3", ["fifth", "fourth", "third"], "back"),
    page("order=desc&limit=3&cursor={{back}}", ["second", "first"]),
    page("limit=1&order=asc", ["first"], "one"),
    page("limit=5", names),
    page("limit=100", names),
    page("", names),
    ...["limit=0", "limit=-1", "limit=101", "limit=1.5", "limit=abc", "order=up", "sort=nothing", "cursor=nothing", "notAFilter=1"].map((query) => step("GET", `${path}?${query}`, 422, { expect: { error: { code: "invalid" } } })),
  ]);
}

/** Three documents whose values rise from low to high; added so that no order is that of their making. */
export function risingSetup({ shape, make, setup }: TestKit): ContractStep[] {
  const prefixes = ["", "other", ""];
  const bodies = [0, 1, 2].map((place): Body => make(place + 1, Object.fromEntries(shape.inputs.filter((field) => field.kind !== "reference").map((field) => [field.name, risingValues(field)[place] ?? null])), prefixes[place]));
  return [...setup(), ...(shape.references.length > 0 ? setup("other") : []), ...[["middle", 1], ["high", 2], ["low", 0]].map(([name, place]) => step("POST", shape.resource.path, 201, { body: bodies[Number(place)] ?? {}, capture: { [String(name)]: "/id" } }))];
}

function filterTests(kit: TestKit): ContractTest[] {
  const { resource } = kit.shape;
  const steps = kit.shape.inputs.filter(isFilter).flatMap((field) => filterSteps(field, kit));
  return steps.length === 0 ? [] : testsOf(`${sentenceCase(resource.plural)} can be filtered by each field`, risingSetup(kit), [...steps, ...combinedStep(kit)]);
}

const query = (name: string, value: Json): string => `${name}=${encodeURIComponent(String(value))}`;

function filterSteps(field: Field, { shape, make }: TestKit): ContractStep[] {
  const { path, fields } = shape.resource;
  if (field.kind === "reference") {
    const other = make(1, {}, "other")[field.name];
    return typeof other !== "string" ? [] : [listed(`${path}?${field.name}=${other}`, ["middle"]), step("GET", `${path}?${field.name}=nothing`, 422)];
  }
  const [low, middle, high] = risingValues(field);
  if (middle === low) return [];
  const range = rangeNames(field, fields);
  const isOrdered = low !== high;
  return [
    listed(`${path}?${query(field.name, field.kind === "email" ? String(middle).toUpperCase() : middle)}`, ["middle"]),
    ...(range && isOrdered ? [
      listed(`${path}?${query(range[0], middle)}`, ["middle", "high"]), listed(`${path}?${query(range[1], middle)}`, ["middle", "low"]),
      listed(`${path}?${query(range[0], middle)}&${query(range[1], middle)}`, ["middle"]),
      ...(field.kind === "dateTime" ? [listed(`${path}?${query(range[0], String(middle).slice(0, 10))}&${query(range[1], String(middle).slice(0, 10))}`, ["middle"])] : []),
    ] : []),
    ...longestQuery(field).map((value) => listed(`${path}?${query(field.name, value)}`, [])),
    ...wrongQueries(field, range).map((wrong) => step("GET", `${path}?${wrong}`, 422, { expect: { error: { code: "invalid" } } })),
  ];
}

/** The longest text that may be looked for. */
const longestQuery = ({ kind }: Field): string[] => (["text", "phone", "time"].includes(kind) ? ["x".repeat(200)] : kind === "email" ? ["x".repeat(254)] : []);

/** Queries of the wrong type; of texts, one that is just too long. */
function wrongQueries(field: Field, range: [string, string] | null): string[] {
  const [longest] = longestQuery(field);
  if (longest !== undefined) return [query(field.name, `${longest}x`)];
  if (field.kind === "url") return [];
  const wrong = field.kind === "integer" ? "1.5" : "nothing";
  return [query(field.name, "nothing"), ...(range ?? []).map((name) => query(name, wrong)), ...(field.kind === "integer" ? [query(field.name, wrong)] : [])];
}

/** Two filters hold together: of one document's value and another's, none is left. */
function combinedStep({ shape }: TestKit): ContractStep[] {
  const rising = shape.inputs.filter((field) => isFilter(field) && field.kind !== "reference" && new Set(risingValues(field).map(String)).size === 3);
  const [one, other] = rising;
  if (!one || !other) return [];
  return [
    listed(`${shape.resource.path}?${query(one.name, risingValues(one)[2])}&${query(other.name, risingValues(other)[2])}`, ["high"]),
    listed(`${shape.resource.path}?${query(one.name, risingValues(one)[2])}&${query(other.name, risingValues(other)[0])}`, []),
  ];
}

function sortTests(kit: TestKit): ContractTest[] {
  const { path, plural } = kit.shape.resource;
  const fields = kit.shape.inputs.filter((field) => isSortable(field) && new Set(risingValues(field).map(String)).size === 3);
  return testsOf(`${sentenceCase(plural)} can be sorted by each field, both ways`, risingSetup(kit), [
    ...fields.flatMap((field) => [listed(`${path}?sort=${field.name}`, ["low", "middle", "high"]), listed(`${path}?sort=${field.name}&order=desc`, ["high", "middle", "low"])]),
    ...fields.slice(0, 1).flatMap((field) => [
      step("GET", `${path}?sort=${field.name}&limit=2`, 200, { expect: { items: ids("low", "middle"), total: 3 }, capture: { cursor: "/cursor" } }),
      step("GET", `${path}?sort=${field.name}&limit=2&cursor={{cursor}}`, 200, { expect: { items: ids("high"), cursor: null, total: 3 } }),
      step("GET", `${path}?sort=${field.name}&order=desc&cursor={{cursor}}`, 422),
    ]),
    listed(`${path}?sort=createdAt&order=desc`, ["low", "high", "middle"]),
    step("PATCH", `${path}/{{middle}}`, 200, { body: {} }),
    listed(`${path}?sort=updatedAt`, ["high", "low", "middle"]),
  ]);
}
