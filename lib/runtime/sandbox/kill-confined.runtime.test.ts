import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { createLog } from "#lib/log.ts";
import { detectSandbox } from "./detect-sandbox.ts";
import { privateDirectory } from "./run-confined.ts";
import { killConfined, type Sandbox, spawnConfined } from "./sandbox.ts";

const ROUNDS = 50;
let root = "";
let sandbox: Sandbox;
before(async () => {
  root = mkdtempSync("/tmp/ack-");
  chmodSync(root, 0o711);
  sandbox = await detectSandbox(root, createLog("test", "error", () => {}));
});
after(() => rmSync(root, { recursive: true, force: true }));

function childrenOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").trim();
  } catch {
    return "";
  }
}

test("a program that is ended in the moment of its start is gone as a whole: nothing waits on and holds its pipes open", async () => {
  const uid = sandbox.firstUid;
  for (let round = 0; round < ROUNDS; round += 1) {
    const directory = privateDirectory(root, uid);
    const child = spawnConfined({ sandbox, uid, program: "/bin/sleep", arguments: ["60"], directory, limits: { dataBytes: 1 << 30, fileSizeBytes: 1 << 20, openFiles: 64 } });
    const pid = child.pid ?? 0;
    // As soon as bubblewrap has made the process that it goes on in, which waits for it; where there is no bubblewrap, at once.
    while (sandbox.bubblewrap && childrenOf(pid) === "" && child.exitCode === null);
    const [below] = childrenOf(pid).split(" ");
    killConfined(child);
    await Promise.race([once(child, "close"), new Promise((_, reject) => setTimeout(reject, 5_000, new Error(`round ${round}: ${below} holds on`)).unref())]).catch((error: unknown) => {
      if (below) process.kill(Number(below), "SIGKILL");
      throw error;
    });
    rmSync(directory, { recursive: true, force: true });
  }
  assert.equal(childrenOf(process.pid), "");
});
