import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallEntry } from "#lib/calls/schema.ts";
import { foldCalls, MAX_CALLS, startCalls } from "./fold-calls.ts";

const call = (id: number): CallEntry => ({ id, requestId: `r${id}`, method: "GET", path: "/", query: null, status: 200, durationMs: 1, wakeMs: null, errorCode: null, isOwner: false, version: 1, createdAt: "2026-11-22T12:00:00.000Z" });
const from = (newest: number, count: number) => Array.from({ length: count }, (_, n) => call(newest - n));
const page = (newest: number, count: number, cursor: string | null = "on") => ({ items: from(newest, count), cursor, lookedBackTo: null });
const idAt = (cursor: string | null) => Number(atob(cursor ?? ""));

test("however many calls end, the page keeps a bounded stretch, and what is older goes on after its last", () => {
  let calls = startCalls(page(50, 50));
  for (let id = 51; id <= MAX_CALLS + 200; id += 1) calls = foldCalls(calls, { kind: "entry", entry: call(id) });
  assert.deepEqual([calls.items.length, calls.items[0]?.id, calls.items.at(-1)?.id, idAt(calls.cursor)], [MAX_CALLS, MAX_CALLS + 200, 201, 201]);
});

test("a call that is told again is shown once", () => {
  const calls = [3, 4, 4, 3].reduce((all, id) => foldCalls(all, { kind: "entry", entry: call(id) }), startCalls(page(2, 2)));
  assert.deepEqual(calls.items.map(({ id }) => id), [4, 3, 2, 1]);
});

test("whoever goes far back keeps a bounded stretch, is told how many ended meanwhile, and comes back to the newest", () => {
  let calls = startCalls(page(100_000, 100));
  for (let n = 1; n <= 9; n += 1) calls = foldCalls(calls, { kind: "older", page: page(100_000 - n * 100, 100) });
  assert.deepEqual([calls.items.length, calls.items[0]?.id, calls.missed], [MAX_CALLS, 99_500, 0]);
  calls = foldCalls(foldCalls(calls, { kind: "entry", entry: call(100_001) }), { kind: "entry", entry: call(100_002) });
  assert.deepEqual([calls.items[0]?.id, calls.missed], [99_500, 2]);
  calls = foldCalls(calls, { kind: "newest", page: page(100_002, 100) });
  assert.deepEqual([calls.items[0]?.id, calls.missed, calls.items.length], [100_002, null, 100]);
});

test("pages that hold nothing are counted until one holds something", () => {
  const empty = { kind: "older" as const, page: page(0, 0) };
  const calls = [empty, empty, empty].reduce(foldCalls, startCalls(page(0, 0)));
  assert.deepEqual([calls.searched, foldCalls(calls, { kind: "older", page: page(7, 1) }).searched], [3, 0]);
});
