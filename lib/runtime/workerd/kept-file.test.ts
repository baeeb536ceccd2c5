import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { keptFile } from "./kept-file.ts";

test("what was made once is kept; a file that is cut, changed or empty is made again", async (t) => {
  const directory = mkdtempSync("/tmp/ack-");
  t.after(() => rmSync(directory, { recursive: true }));
  let made = 0;
  const get = async () => (await keptFile(path.join(directory, "x"), "a.bin", async () => Buffer.from(`made ${++made}`))).toString();
  assert.deepEqual([await get(), await get()], ["made 1", "made 1"]);
  const file = path.join(directory, "x", "a.bin");
  const whole = readFileSync(file);
  for (const spoilt of [whole.subarray(0, 20), whole.subarray(0, whole.length - 1), Buffer.alloc(0), Buffer.concat([whole, Buffer.from("x")]), Buffer.from(whole).fill(0, 36, 37)]) {
    writeFileSync(file, spoilt);
    const again = await get();
    assert.deepEqual([again, await get()], [`made ${made}`, again]);
  }
  assert.equal(made, 6);
  assert.deepEqual(readdirSync(path.join(directory, "x")), ["a.bin"]);
});

test("what can't be made is no file, and a folder that can't be written to is no error", async () => {
  await assert.rejects(keptFile("/dev/null/nowhere", "a", async () => { throw new Error("mine"); }), { message: "mine" });
  assert.equal((await keptFile("/dev/null/nowhere", "a", async () => Buffer.from("made"))).toString(), "made");
});
