import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleValue } from "./field-values.ts";
import type { Field, Resource } from "./resource-plan.ts";

const RANGES: Partial<Field>[] = [{}, { min: 0 }, { min: 50 }, { max: 5 }, { min: 50, max: 200 }, { min: 1, max: 5 }, { min: 19.5, isOverMin: true }, { min: 100, isOverMin: true }, { min: -30, max: -10 }];

test("the example of a number lies in its range, whichever end is told", () => {
  for (const kind of ["integer", "number", "money"] as const) {
    for (const range of RANGES.filter(({ isOverMin }) => kind !== "integer" || !isOverMin)) {
      const { min = -Infinity, max = Infinity, isOverMin } = range;
      const example = Number(exampleValue({ name: "capacity", label: "capacity", kind, isRequired: true, ...range } as Field, { singular: "stage", fields: [] as Field[] } as Resource));
      assert.ok((isOverMin ? example > min : example >= min) && example <= max, `${kind} ${JSON.stringify(range)}: ${example}`);
    }
  }
});
