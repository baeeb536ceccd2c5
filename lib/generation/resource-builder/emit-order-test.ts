import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import { ids, listed, risingSetup } from "./emit-list-tests.ts";
import type { Field } from "./resource-plan.ts";
import { testsOf, type TestKit } from "./test-kit.ts";
import { risingValues } from "./test-values.ts";
import { sentenceCase } from "./words.ts";

/** The order that lists come in by themselves, which `?sort=` and `?order=` change. */
export function emitOrderTest(kit: TestKit): ContractTest[] {
  const { path, plural, sorted } = kit.shape.resource;
  const flag = kit.shape.inputs.find(({ name, kind }) => kind === "boolean" && name === sorted?.field);
  if (sorted && flag) return flagTest(kit, flag, sorted.order);
  const rising = sorted ? risingNames(kit, sorted.field) : null;
  if (!sorted || !rising) return [];
  const names = sorted.order === "asc" ? rising : rising.toReversed();
  return testsOf(`${sentenceCase(plural)} come in an order of their own, unless another is asked for`, risingSetup(kit), [
    ...likesOf(kit, sorted.field),
    listed(path, names),
    step("GET", `${path}?limit=2`, 200, { expect: { items: ids(...names.slice(0, 2)), total: 3 }, capture: { cursor: "/cursor" } }),
    step("GET", `${path}?limit=2&cursor={{cursor}}`, 200, { expect: { items: ids(...names.slice(2)), cursor: null, total: 3 } }),
    listed(`${path}?order=${sorted.order === "asc" ? "desc" : "asc"}`, names.toReversed()),
    listed(`${path}?sort=createdAt&order=asc`, ["middle", "high", "low"]),
  ]);
}

/** "Pinned first": the one of three that is so stands before the others, or behind them where they are asked for the other way round. */
function flagTest(kit: TestKit, flag: Field, order: "asc" | "desc"): ContractTest[] {
  const { path, plural } = kit.shape.resource;
  if (new Set(risingValues(flag)).size < 2) return [];
  return testsOf(`${sentenceCase(plural)} come in an order of their own, unless another is asked for`, risingSetup(kit), [
    step("GET", `${path}?limit=1${order === "asc" ? "&order=desc" : ""}`, 200, { expect: { items: ids("middle"), total: 3 } }),
    step("GET", `${path}?limit=2${order === "asc" ? "" : "&order=asc"}`, 200, { expect: { total: 3 }, capture: { cursor: "/cursor" } }),
    step("GET", `${path}?limit=2${order === "asc" ? "" : "&order=asc"}&cursor={{cursor}}`, 200, { expect: { items: ids("middle"), cursor: null, total: 3 } }),
  ]);
}

/** The documents of the rising setup from the least to the greatest; null where nothing tells them apart. */
function risingNames({ shape }: TestKit, sortedBy: string): string[] | null {
  if (sortedBy === "createdAt") return ["middle", "high", "low"];
  const field = shape.inputs.find(({ name }) => name === sortedBy);
  if (field) return new Set(risingValues(field).map(String)).size === 3 ? ["low", "middle", "high"] : null;
  return shape.resource.counters.some(({ field: counted, by }) => counted === sortedBy && by > 0) ? ["middle", "low", "high"] : null;
}

/** A number that callers don't set is counted up. */
function likesOf({ shape: { inputs, resource } }: TestKit, sortedBy: string): ReturnType<typeof step>[] {
  const up = resource.counters.find(({ field, by }) => field === sortedBy && by > 0);
  return !up || inputs.some(({ name }) => name === sortedBy) ? [] : ["low", "high", "high"].map((name) => step("POST", `${resource.path}/{{${name}}}/${up.action}`, 200));
}
