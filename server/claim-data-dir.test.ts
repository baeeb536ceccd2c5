import assert from "node:assert/strict";
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
    assert.deepEqual(fs.readdirSync(folder), []);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
