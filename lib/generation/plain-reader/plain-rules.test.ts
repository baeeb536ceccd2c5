import assert from "node:assert/strict";
import { test } from "node:test";
import { outlineOf } from "../outline/outline-of.ts";
import type { OutlineField, OutlineRule } from "../outline/schema.ts";

const fieldOf = (description: string, name: string): OutlineField | undefined => outlineOf(description).outline.things.flatMap(({ fields }) => fields).find((field) => field.name === name);
const rulesOf = (description: string): OutlineRule[] => outlineOf(description).outline.things.flatMap(({ rules }) => rules);
const open = (description: string): string[] => outlineOf(description).open.map(({ text }) => text);

test("how many may be taken is the range of the one number that says how many", () => {
  const said = "Each order has a customer name, a pie and quantity. You can't order less than 2 or more than 30.";
  assert.deepEqual([fieldOf(said, "quantity")?.min, fieldOf(said, "quantity")?.max, open(said)], [2, 30, []]);
  for (const near of ["Each order has a customer name and quantity. You can't order less than 2 pies with more than 30 cherries.", "Each order has a number of pies and number of cakes. You can't order less than 2 or more than 30."]) assert.notDeepEqual(open(near), [], near);
});

test("what holds where nobody says is the default", () => {
  const said = "Callers: name, priority (low, medium, high). If nobody says, priority is low.";
  assert.deepEqual([fieldOf(said, "priority")?.default, open(said)], ["low", []]);
  assert.notDeepEqual(open("Callers: name, priority (low, medium, high). If nobody calls back, priority is raised."), []);
});

test("a row of months or days is its values", () => {
  assert.equal(fieldOf("Herbs with name and sowing month as one of January to December.", "sowing month")?.choices?.length, 12);
  assert.deepEqual(fieldOf("Classes with name and weekday, one of Monday to Friday.", "weekday")?.choices, ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]);
  assert.equal(fieldOf("Classes with name and weekday, one of Friday to Monday.", "weekday")?.choices, undefined);
});

test("the same of one and of others only once is a rule of them together", () => {
  const said = "Halls have a name. A booking has a hall, a date, a contact name and a shift number. The same hall can't be booked twice for the same date and shift number.";
  assert.deepEqual([rulesOf(said), open(said)], [[{ rule: "once", fields: ["hall", "date", "shift number"], isPerCaller: false }], []]);
  assert.notDeepEqual(open(said.replace("date and shift number.", "date and colour.")), []);
});

test("what is said of the ends of a chain of states locks them", () => {
  const said = "Claims: name, subject. A claim is new, then assigned, then solved or rejected. It can't go back, and once it is solved or rejected nothing about it may change anymore.";
  assert.deepEqual([rulesOf(said).filter(({ rule }) => rule === "lock"), open(said)], [[{ rule: "lock", field: "status", values: ["solved", "rejected"], isChange: true, isDelete: false }], []]);
  assert.notDeepEqual(open(said.replace("solved or rejected nothing", "paid or lost nothing")), []);
});
