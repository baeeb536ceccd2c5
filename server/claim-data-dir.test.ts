import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { claimDataDir } from "./claim-data-dir.ts";

test("who reads launcher.json while it is written finds the one before, whole", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "api-creator-claim-"));
  try {
    const claim = await claimDataDir(folder, 3000, () => {});
    const file = path.join(folder, "launcher.json");
    const opened = fs.openSync(file, "r");
    claim.noteChild("web", 4_000_000);
    assert.deepEqual((JSON.parse(fs.readFileSync(opened, "utf8")) as { children: object }).children, {});
    assert.deepEqual((JSON.parse(fs.readFileSync(file, "utf8")) as { children: object }).children, { web: 4_000_000 });
    fs.closeSync(opened);
    claim.release();
    assert.deepEqual(fs.readdirSync(folder), ["lock"]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

/** A process that waits at the gate, then claims, tells how that went, and stays until it is ended. */
async function claimer(folder: string) {
  const script = `const { claimDataDir } = await import(${JSON.stringify(path.join(import.meta.dirname, "claim-data-dir.ts"))});
    process.send("waits");
    process.on("message", () => claimDataDir(${JSON.stringify(folder)}, 3000, () => {}).then((claim) => process.send("claimed", void (globalThis.claim = claim)), (error) => process.send(error.message)));`;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", script], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(child, "message");
  const gone = once(child, "exit");
  const told = once(child, "message").then(([words]) => String(words));
  return { open: () => child.send("go"), told, kill: () => (child.kill("SIGKILL"), gone) };
}

test("of launchers that start at the same instant exactly one gets the folder, and the next one after its kill -9", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "api-creator-claim-"));
  const claimers = await Promise.all(Array.from({ length: 6 }, () => claimer(folder)));
  try {
    for (const { open } of claimers) open();
    const told = await Promise.all(claimers.map((one) => one.told));
    assert.equal(told.filter((words) => words === "claimed").length, 1, told.join("\n"));
    for (const words of told) assert.match(words, /^(claimed$|API Creator is being started on )/);
    await claimers[told.indexOf("claimed")]?.kill();
    const next = await claimDataDir(folder, 3000, () => {});
    next.release();
  } finally {
    await Promise.all(claimers.map(({ kill }) => kill()));
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
