import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { getPriority } from "node:os";
import { test } from "node:test";
import { setPriority } from "./set-priority.ts";

test("a process with a session of its own gets the share that it is given, as a group too; one that is gone is no error", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
  await once(child, "spawn");
  const pid = child.pid ?? assert.fail();
  for (const nice of [5, 19]) {
    setPriority(pid, nice);
    assert.equal(getPriority(pid), nice);
    if (existsSync(`/proc/${pid}/autogroup`)) assert.match(readFileSync(`/proc/${pid}/autogroup`, "utf8"), new RegExp(`nice ${nice}$`, "m"));
  }
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  setPriority(pid, 5);
});
