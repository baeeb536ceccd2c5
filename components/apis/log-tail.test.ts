import assert from "node:assert/strict";
import { test } from "node:test";
import { EMPTY_TAIL, foldTail, matching, MAX_ROWS, type TailChange } from "./log-tail.ts";

const entry = (id: number, text = `line ${id}`): TailChange => ({
  kind: "entry", entry: { id, requestId: `req-${id}`, versionId: null, createdAt: "2026-11-21T12:00:00.000Z", lines: [{ level: "log", text }] },
});
const fold = (...changes: TailChange[]) => changes.reduce(foldTail, EMPTY_TAIL);
const texts = (tail: ReturnType<typeof fold>) => tail.rows.map(({ text }) => text);

test("rows stay as they are while paused, and what came meanwhile is shown after it, once", () => {
  const paused = fold({ kind: "open" }, entry(1), { kind: "pause" }, entry(2), entry(3));
  assert.deepEqual([texts(paused), paused.waiting?.length], [["line 1"], 2]);
  const resumed = [{ kind: "resume" as const }, { kind: "resume" as const }, entry(4)].reduce(foldTail, paused);
  assert.deepEqual([texts(resumed), resumed.waiting], [["line 1", "line 2", "line 3", "line 4"], null]);
});

test("the page keeps the newest rows, shown or waiting", () => {
  const many = Array.from({ length: MAX_ROWS + 50 }, (_, n) => entry(n));
  assert.deepEqual([texts(fold(...many)).length, texts(fold(...many)).at(-1)], [MAX_ROWS, `line ${MAX_ROWS + 49}`]);
  assert.equal(fold({ kind: "pause" }, ...many).waiting?.length, MAX_ROWS);
});

test("a lost connection keeps what was shown", () => {
  const lost = fold({ kind: "open" }, entry(1), { kind: "lost" });
  assert.deepEqual([lost.state, texts(lost)], ["lost", ["line 1"]]);
});

test("the filter finds words in the text, the level and the request id", () => {
  const { rows } = fold(entry(1, "Hello Emma"), entry(2, "bye"));
  assert.deepEqual(["EMMA", "req-2", "log", " ", "none"].map((words) => matching(rows, words).length), [1, 1, 2, 2, 0]);
});
