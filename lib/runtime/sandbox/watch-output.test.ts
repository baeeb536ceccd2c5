import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { PassThrough } from "node:stream";
import { test } from "node:test";
import { MAX_OUTPUT_PER_SECOND, watchOutput } from "./watch-output.ts";

function listen() {
  const streams = [new PassThrough(), new PassThrough(), new PassThrough(), new PassThrough()];
  let [at, floods] = [0, 0];
  watchOutput({ stdio: streams as unknown as ChildProcess["stdio"] }, () => floods++, () => at);
  return { write: (descriptor: number, bytes: number) => streams[descriptor]?.emit("data", Buffer.alloc(bytes)), pass: (ms: number) => (at += ms), floods: () => floods };
}

test("what a program writes in a second is counted over all its descriptors, and too much is told once", () => {
  const { write, floods } = listen();
  for (const descriptor of [1, 2, 3]) write(descriptor, MAX_OUTPUT_PER_SECOND / 4);
  assert.equal(floods(), 0);
  write(3, MAX_OUTPUT_PER_SECOND / 2);
  write(1, MAX_OUTPUT_PER_SECOND);
  assert.equal(floods(), 1);
});

test("a program may say much over a long time", () => {
  const { write, pass, floods } = listen();
  for (let second = 0; second < 100; second++) {
    write(2, MAX_OUTPUT_PER_SECOND);
    pass(1000);
  }
  assert.equal(floods(), 0);
});
