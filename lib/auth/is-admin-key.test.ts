import assert from "node:assert/strict";
import { test } from "node:test";
import { isAdminKey } from "./is-admin-key.ts";

const KEY = "the-installations-own-key-32-or-more";

test("the installation's key is known by its exact value, as a bearer in any case", () => {
  for (const header of [`Bearer ${KEY}`, `bearer  ${KEY}`]) assert.equal(isAdminKey(header, KEY), true, header);
  for (const header of [KEY, `Basic ${KEY}`, `Bearer ${KEY}x`, `Bearer ${KEY.slice(0, -1)}`, `Bearer ${KEY.toUpperCase()}`, "Bearer ", "", null, undefined]) assert.equal(isAdminKey(header, KEY), false, String(header));
});

test("without a key of the installation nothing is it", () => {
  for (const header of ["Bearer ", "Bearer undefined", "Bearer null", `Bearer ${KEY}`]) assert.equal(isAdminKey(header, undefined), false, header);
});
