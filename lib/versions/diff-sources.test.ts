import assert from "node:assert/strict";
import { test } from "node:test";
import { diffSources } from "./diff-sources.ts";

const NAMES = { from: "version 1", to: "version 2" };
const lines = (word: string, count: number): string => Array.from({ length: count }, (_, line) => `${word} ${line}`).join("\n");

test("what changed in a file is told line by line, and what has too little in common as a whole", () => {
  const [changed] = diffSources({ "a.ts": "one\ntwo\nthree" }, { "a.ts": "one\n2\nthree" }, NAMES);
  assert.deepEqual(changed?.hunks.map(({ lines: told }) => told), [[" one", "-two", "+2", " three", "\\ No newline at end of file"]]);
  const [whole] = diffSources({ "a.ts": lines("old", 1_000) }, { "a.ts": lines("new", 1_000) }, NAMES);
  assert.equal(whole?.hunks[0]?.lines.filter((line) => line.startsWith("-")).length, 1_000);
});

test("files share one time: what comes after its end is told as a whole", () => {
  const [late] = diffSources({ "a.ts": "one\ntwo" }, { "a.ts": "one\n2" }, NAMES, 0);
  assert.deepEqual(late?.hunks.map(({ lines: told }) => told), [["-one", "-two", "+one", "+2"]]);
});
