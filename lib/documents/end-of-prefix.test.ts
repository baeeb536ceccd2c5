import assert from "node:assert/strict";
import { test } from "node:test";
import { endOfPrefix } from "./end-of-prefix.ts";

test("what begins with a prefix lies before its end, what comes after it doesn't, in the order of bytes", () => {
  for (const prefix of ["a", "a:", "ä", "\ud7ff", "\uffff", "😀", "a\u{10ffff}", "\u{10ffff}b\u{10ffff}\u{10ffff}"]) {
    const end = endOfPrefix(prefix);
    assert.ok(end !== null && end.isWellFormed());
    for (const rest of ["", "\u0001", "z", "\uffff", "\u{10ffff}\u{10ffff}"]) assert.ok(bytes(prefix + rest, end) < 0, JSON.stringify([prefix, rest]));
    assert.ok(!end.startsWith(prefix));
  }
  assert.deepEqual(["", "\u{10ffff}", "\u{10ffff}\u{10ffff}"].map(endOfPrefix), [null, null, null]);
});

const bytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));
