import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { createLineWriter } from "./line-writer.ts";

test("with a reader that is stuck lines are dropped at a bound, and their number is told when there is room again", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const stream = { writableLength: 0, written: [] as string[], write(text: string) { this.written.push(text); this.writableLength += text.length; } };
  const write = createLineWriter(stream, (lines) => `dropped ${lines}`);
  const line = "x".repeat(1024);
  for (let n = 0; n < 10_000; n += 1) write(line);
  t.mock.timers.tick(20);
  assert.ok(stream.writableLength <= 4 * 1024 * 1024 + 1024);
  const kept = (stream.written[0]?.length ?? 0) / line.length;
  stream.writableLength = 0;
  write("after");
  t.mock.timers.tick(20);
  assert.deepEqual(stream.written.slice(1), [`dropped ${10_000 - kept}after`]);
});

test("a log on a pipe that nobody reads doesn't hold up its process, whose event loop turns on; read again, every line is there or counted", { timeout: 60_000 }, async () => {
  const code = `import { createLog } from ${JSON.stringify(path.join(import.meta.dirname, "log.ts"))};
    const log = createLog("test");
    // Stays until it is killed: what finds no room in the pipe at the very end of a process is lost.
    process.on("message", () => {});
    for (let n = 0; n < 60_000; n += 1) log.info("call", { n, text: "x".repeat(100) });
    setTimeout(() => process.send("turned"), 1);
    process.stdout.once("drain", () => log.info("last"));`;
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  try {
    assert.deepEqual((await once(child, "message"))[0], "turned");
    const lines: Record<string, unknown>[] = [];
    const reader = createInterface({ input: child.stdout ?? assert.fail() });
    reader.on("line", (line) => {
      lines.push(JSON.parse(line) as Record<string, unknown>);
      if (lines.at(-1)?.["event"] === "last") reader.close();
    });
    await once(reader, "close");
    const calls = lines.filter(({ event }) => event === "call").length;
    const counted = lines.filter(({ event }) => event === "log.dropped").reduce((sum, { lines: count }) => sum + Number(count), 0);
    assert.equal(lines.at(-1)?.["event"], "last");
    assert.ok(counted > 0);
    assert.equal(calls + counted, 60_000);
  } finally {
    child.kill("SIGKILL");
  }
});
