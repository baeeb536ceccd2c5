import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { test } from "node:test";

test("a process whose output nobody reads any more still stops when its launcher is gone, whatever its handler of uncaught errors prints", { timeout: 20_000 }, async () => {
  const code = `import { onStop } from ${JSON.stringify(path.join(import.meta.dirname, "on-stop.ts"))};
    process.on("uncaughtException", (error) => process.stderr.write(String(error)));
    onStop(async () => {});
    process.on("message", () => process.stdout.write("nobody reads this"));
    process.send("ready");`;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "pipe", "ipc"] });
  try {
    await once(child, "message");
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.send("write");
    child.disconnect();
    const [status] = await once(child, "exit");
    assert.equal(status, 0);
  } finally {
    child.kill("SIGKILL");
  }
});

test("a process whose launcher ended while it started stops as soon as it can", { timeout: 20_000 }, async () => {
  const code = `import { onStop } from ${JSON.stringify(path.join(import.meta.dirname, "on-stop.ts"))};
    process.on("disconnect", () => onStop(async () => {}));
    process.send("starting");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", code], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  try {
    await once(child, "message");
    child.disconnect();
    const [status] = await once(child, "exit");
    assert.equal(status, 0);
  } finally {
    child.kill("SIGKILL");
  }
});
