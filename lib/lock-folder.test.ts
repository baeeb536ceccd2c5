import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { lockFolder } from "./lock-folder.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lock-folder-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A process that takes the folder, says whether it has it, and stays. */
async function lockElsewhere() {
  const code = `const { lockFolder } = await import(${JSON.stringify(path.join(import.meta.dirname, "lock-folder.ts"))}); globalThis.lock = lockFolder(${JSON.stringify(folder)}); console.log(lock ? "mine" : "taken"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = await once(child.stdout, "data");
  const kill = async () => {
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  return { said: String(said).trim(), kill };
}

test("one process has a folder, nobody a second time, until it lets go or is killed", async () => {
  const own = lockFolder(folder);
  assert.ok(own);
  assert.equal(lockFolder(folder), null, "not even the process that has it");
  const refused = await lockElsewhere();
  await refused.kill();
  own.release();
  own.release();
  const other = await lockElsewhere();
  assert.deepEqual([refused.said, other.said, lockFolder(folder)], ["taken", "mine", null]);
  await other.kill();
  const again = lockFolder(folder);
  assert.ok(again, "the kernel lets go with the process");
  again.release();
});

test("a folder that can't be written is told, not taken for somebody else's", () => {
  assert.throws(() => lockFolder(path.join(folder, "absent")), /unable to open database file/);
});
