import assert from "node:assert/strict";
import { test } from "node:test";
import { timeOrderedUuid } from "./time-ordered-uuid.ts";

test("an id is a UUID of version 7 that begins with its time, and no two are alike", () => {
  const ids = Array.from({ length: 10_000 }, () => timeOrderedUuid(Date.UTC(2026, 10, 21)));
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(Number.parseInt((ids[0] ?? "").replace("-", "").slice(0, 12), 16), Date.UTC(2026, 10, 21));
});
