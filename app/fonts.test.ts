import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { PLAIN_LETTERS } from "./fonts/plain-letters.ts";

/** Every number of a CSS `unicode-range`. */
const numbersOf = (range: string): Set<number> => new Set(range.split(",").flatMap((part) => {
  const [from = "", to = from] = part.trim().replace("U+", "").split("-");
  const first = Number.parseInt(from, 16);
  return Array.from({ length: Number.parseInt(to, 16) - first + 1 }, (_, index) => first + index);
}));

test("what the plain letters lack of the packages' Western ones has its own file, and nothing that they have loads it", () => {
  const require = createRequire(import.meta.url);
  const whole = numbersOf((require("@fontsource-variable/geist/unicode.json") as { latin: string }).latin);
  const plain = new Set([...PLAIN_LETTERS].map((letter) => letter.codePointAt(0) ?? 0));
  const ranges = [...readFileSync(new URL("./fonts.ts", import.meta.url), "utf8").matchAll(/value: "(U\+00A1[^"]+)"/g)].map(([, range = ""]) => numbersOf(range));
  assert.equal(ranges.length, 2);
  for (const western of ranges) {
    assert.deepEqual([...western].filter((number) => plain.has(number)), []);
    const printable = [...whole].filter((number) => number >= 0x20 && (number < 0x7f || number >= 0xa0));
    assert.deepEqual(printable.filter((number) => !western.has(number) && !plain.has(number)).map((number) => number.toString(16)), []);
  }
});
