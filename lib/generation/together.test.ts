import assert from "node:assert/strict";
import { test } from "node:test";
import { Stopped, together } from "./together.ts";

async function* emit<Result>(events: string[], end: () => Result | Promise<Result>): AsyncGenerator<string, Result> {
  for (const event of events) {
    await Promise.resolve();
    yield event;
  }
  return end();
}
const fail = (message: string) => (): never => {
  throw new Error(message);
};
async function drain<Result>(events: AsyncGenerator<string, Result>): Promise<{ seen: string[]; result: Result }> {
  const seen: string[] = [];
  for (;;) {
    const { done, value } = await events.next();
    if (done) return { seen, result: value };
    seen.push(value);
  }
}

test("events of both come, each in its own order, and both results", async () => {
  const { seen, result } = await drain(together(emit(["a1", "a2", "a3"], () => 1), emit(["b1"], () => "two"), fail("not called")));
  assert.deepEqual(seen.filter((event) => event.startsWith("a")), ["a1", "a2", "a3"]);
  assert.ok(seen.includes("b1"));
  assert.deepEqual(result, [1, "two"]);
});

test("when the first fails the second is told to stop, and the first's error is thrown", async () => {
  const stop = new AbortController();
  const stopped = new Promise<never>((_resolve, reject) => stop.signal.addEventListener("abort", () => reject(stop.signal.reason)));
  const second = emit(["b1"], () => stopped);
  await assert.rejects(drain(together(emit(["a1"], fail("types")), second, () => stop.abort(new Stopped()))), /types/);
});

test("when the second fails the first still ends, and its error comes first", async () => {
  await assert.rejects(drain(together(emit(["a1", "a2"], () => 1), emit([], fail("tests")), () => {})), /tests/);
  await assert.rejects(drain(together(emit(["a1", "a2"], fail("types")), emit([], fail("tests")), () => {})), /types/);
});

test("leaving early ends both", async () => {
  const ended: string[] = [];
  const lane = async function* (name: string) {
    try {
      for (;;) yield await Promise.resolve(name);
    } finally {
      ended.push(name);
    }
  };
  for await (const event of together(lane("a"), lane("b"), () => {})) if (event === "b") break;
  await new Promise(setImmediate);
  assert.deepEqual(ended.toSorted(), ["a", "b"]);
});
