import assert from "node:assert/strict";
import { test } from "node:test";
import { readItem } from "./read-item.ts";

/** An item of a list as people ask for it, and the field that it is. */
const READ: [item: string, field: string][] = [
  ["whether it comes with a lid", "comes with lid boolean"], ["did it rain", "rained boolean"], ["did we see the owner yes/no", "saw owner boolean"], ["does it need water", "needs water boolean"], ["does it have a cellar", "has cellar boolean"],
  ["is it heated", "heated boolean"], ["whether they can cook", "can cook boolean"], ["whether it is in use right now", "in use boolean"],
  ["how many drawers are in it", "number of drawers integer"], ["how many slots it offers", "number of slots integer"], ["how many seats left", "number of seats left integer"], ["how many we sold today", "number sold today integer"], ["number of boxes with labels", "number of boxes with labels integer"],
  ["when it becomes vacant", "vacant from date"], ["from when it is available", "available from date"], ["date it went missing", "missing date date"], ["how urgent it is (low, high)", "urgency choice"], ["how dirty it is (little, very)", "dirtiness choice"],
  ["what they make", "what they make text"], ["what it is", "description text"], ["which gate it opens", "gate text"], ["where it was last seen", "place last seen text"],
  ["the days they can help", "days list"], ["minutes it takes", "minutes integer"], ["the crate it is stored in", "crate text"], ["a note to the cook", "cook note longText"], ["row from A to F", "row choice"],
];
for (const [item, field] of READ) test(`${JSON.stringify(item)} is the field ${field}`, () => {
  const read = readItem(item);
  assert.equal(read && `${read.field.name} ${read.field.kind}`, field);
});

test("letters keep their case, and a range of letters has all of them", () => assert.deepEqual(readItem("row letter from A to E")?.field.choices, ["A", "B", "C", "D", "E"]));

/** Wishes and rules that stand where a field could stand. */
const NONE = ["how much we like it", "when it is full nobody can join", "whether it must be approved", "how it is calculated", "the people I send it to", "what every member owes per month", "if the price is above 5", "did it rain and snow", "genre one of drama", "how many are needed per week of them all together now"];
for (const item of NONE) test(`${JSON.stringify(item)} is no field`, () => assert.equal(readItem(item), null));

test("a number of a place is text, and that is said", () => {
  assert.deepEqual(readItem("shelf number")?.said, ["shelf number is text"]);
  assert.deepEqual(readItem("serial number")?.said, []);
});
