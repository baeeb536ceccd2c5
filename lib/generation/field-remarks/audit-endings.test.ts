import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";

/** Things with their fields; null: not built at once. */
function built(description: string): Record<string, string[]> | null {
  const designed = design(description);
  if (designed.kind !== "api") return null;
  return Object.fromEntries((planOf(designed.api)?.resources ?? []).map(({ plural, fields }) => [plural, fields.map(({ label, options }) => (options ? `${label} (${options.join(", ")})` : label))]));
}

test("a list behind the last item of a list is its values or the fields of a thing, or nothing is built at once", () => {
  const rows: [string, Record<string, string[]> | null][] = [
    ["Manage tiles with title, shape: round, square, flat", null],
    ["T-shirts with name, size - small, medium, large", null],
    ["Manage teas with name, temperature: hot, warm, cold", null],
    ["Manage tasks with title, status: open, in progress, done", { tasks: ["title", "status (open, in progress, done)"] }],
    ["Keep cars: plate, make, colour: red, blue or green", { cars: ["plate", "make", "colour (red, blue, green)"] }],
    ["Track orders with number, priority: low/normal/high", { orders: ["number", "priority (low, normal, high)"] }],
    ["Pets with name and age, owners: name, phone", { pets: ["name", "age"], owners: ["name", "phone"] }],
  ];
  for (const [description, expected] of rows) assert.deepEqual(built(description), expected, description);
});
