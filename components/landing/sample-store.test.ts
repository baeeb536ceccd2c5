import assert from "node:assert/strict";
import { test } from "node:test";
import { asHeld } from "./sample-store.ts";

const made = { apiId: "api_0123456789abcdef", url: "http://localhost:3000/api_0123456789abcdef", key: "apic_x", calls: 20, expiresAt: "2030-01-31T00:00:00.000Z" };

test("a key as it was made has all its calls left, one that was kept what it had", () => {
  assert.deepEqual(asHeld(made), { ...made, callsLeft: 20 });
  assert.equal(asHeld({ ...made, callsLeft: 3 })?.callsLeft, 3);
});

test("what somebody else stored under the same name is no key", () => {
  for (const other of [null, 7, "x", [], {}, { ...made, key: 5 }, { ...made, calls: "20" }, { ...made, url: undefined }]) assert.equal(asHeld(other), null);
});
