import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { readableCopy } from "./readable-copy.ts";

test("what every uid can read is used where it is; what is in a private home is copied once, open to all", () => {
  const home = mkdtempSync(path.join(tmpdir(), "acp-"));
  try {
    const tool = path.join(home, "package");
    mkdirSync(path.join(tool, "bin"), { recursive: true, mode: 0o700 });
    writeFileSync(path.join(tool, "bin/run"), "x", { mode: 0o700 });
    assert.equal(readableCopy(tool, false), tool);
    const copy = readableCopy(tool, true);
    assert.notEqual(copy, tool);
    assert.equal(readFileSync(path.join(copy, "bin/run"), "utf8"), "x");
    assert.deepEqual([statSync(copy).mode & 0o777, statSync(path.join(copy, "bin/run")).mode & 0o777], [0o755, 0o755]);
    assert.equal(readableCopy(tool, true), copy);
    rmSync(path.dirname(copy), { recursive: true });
    for (const directory of [home, tool, path.join(tool, "bin")]) chmodSync(directory, 0o755);
    assert.equal(readableCopy(tool, true), tool);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
