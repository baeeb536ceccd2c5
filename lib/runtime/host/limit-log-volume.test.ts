import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsoleLine } from "../runtime.ts";
import { limitLogVolume, LOG_LIMITS } from "./limit-log-volume.ts";

function world(limits: Partial<typeof LOG_LIMITS> = {}) {
  const clock = { now: 0 };
  const written: [string, string][] = [];
  const print = limitLogVolume((requestId, lines) => lines.forEach(([, text]) => written.push([requestId, text])), () => clock.now, { ...LOG_LIMITS, ...limits });
  return { clock, written, print };
}
const line = (text: string): ConsoleLine => ["log", text];

test("a call's lines are kept up to 1,000 and 256 KB, over however many posts; the cut is said once", () => {
  const many = world();
  for (let n = 0; n < 30; n++) many.print("a", Array.from({ length: 100 }, () => line("x")));
  assert.equal(many.written.length, 1001);
  assert.match(many.written.at(-1)?.[1] ?? "", /printed more than is kept: 1,000 lines or 256 KB/);
  const large = world();
  for (let n = 0; n < 100; n++) large.print("a", [line("x".repeat(8000))]);
  assert.ok(large.written.reduce((sum, [, text]) => sum + text.length, 0) < (256 << 10) + 200);
  large.print("b", [line("another call")]);
  assert.deepEqual(large.written.at(-1), ["b", "another call"]);
});

test("a runtime that names ever new request ids has a limit per minute, said once, and prints again in the next", () => {
  const { clock, written, print } = world({ runtimeBytesPerMinute: 10_000 });
  for (let n = 0; n < 1000; n++) print(`r${n}`, [line("x".repeat(100))]);
  assert.equal(written.length, 101);
  assert.match(written.at(-1)?.[1] ?? "", /rest of this minute/);
  clock.now = 60_000;
  print("next", [line("again")]);
  assert.deepEqual(written.at(-1), ["next", "again"]);
});
