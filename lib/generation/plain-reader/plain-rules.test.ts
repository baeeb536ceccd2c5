import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { outlineOf } from "../outline/outline-of.ts";
import { isContext } from "./read-context.ts";
import { readOnce } from "../resource-builder/rules/read-once.ts";
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

test("of what may be there once per three facts the third is no order of the list", () => {
  const said = "Patients have name, room. Meal orders: patient, day, meal (breakfast, lunch, dinner), dish. One order per patient per day and meal.";
  assert.deepEqual([rulesOf(said), open(said)], [[{ rule: "once", fields: ["patient", "day", "meal"], isPerCaller: false }], []]);
  assert.equal(design(said).kind, "refusal");
  assert.deepEqual(["meal.", "meal,", "no more."].map((third) => readOnce(`meal orders with patient, day. one order per patient per day and ${third}`).rules.length), [0, 0, 1]);
});

test("what may not be had is no field of a thing of that name", () => {
  const things = (said: string): string[] => outlineOf(said).outline.things.map(({ singular }) => singular);
  const said = "Appointments: patient, therapist, start, end.";
  assert.deepEqual(things(`${said} A therapist can't have two patients and three cups of tea.`), things(said));
});

test("what is set is no size of who asks", () => {
  for (const set of ["The due date is 3 weeks later", "Our limit is 3 items", "The fee is 5 euros"]) assert.equal(isContext(set), false, set);
  for (const size of ["Our choir is 30 people", "The club has 60 members", "There are 12 cows"]) assert.equal(isContext(size), true, size);
});

test("one per two facts is a rule, and no field of that name", () => {
  const said = "Children with name. Attendances: child, date, left at, one per child and date.";
  assert.deepEqual([fieldOf(said, "per child"), rulesOf(said), open(said)], [undefined, [{ rule: "once", fields: ["child", "date"], isPerCaller: false }], []]);
  assert.equal(design(said.replace("date.", "boat.")).kind, "refusal");
});

test("what may be there once for two of the same is not narrowed to one of them", () => {
  const said = "Rooms with name. Bookings: room, date, start time, players. Same room can't be booked twice for the same date and start time.";
  assert.deepEqual([rulesOf(said), open(said)], [[{ rule: "once", fields: ["room", "date", "start time"], isPerCaller: false }], []]);
});

test("what can't be deleted is no thing", () => {
  const said = "Rooms with name. Bookings: room, start, end. Deleting a room that has bookings is not allowed.";
  assert.deepEqual([outlineOf(said).outline.things.map(({ singular }) => singular), open(said)], [["room", "booking"], []]);
});
