import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { test } from "node:test";
import { createLog } from "#lib/log.ts";
import { ANY_LIBRARIES } from "../compile/bundle-text.ts";
import { openScratch, SCRATCH_LIMITS } from "./open-scratch.ts";
import type { RuntimeProcess } from "./runtime-process.ts";

test("a scratch runtime whose time runs out while it boots is killed as soon as it has booted, and gives its place back", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const directory = mkdtempSync("/tmp/aco-");
  const control = createServer((_request, response) => response.writeHead(204).end()).listen(path.join(directory, "c"));
  t.after(() => (control.close(), rmSync(directory, { recursive: true })));
  const booting = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<string>();
  let kills = 0;
  let closes = 0;
  const process: RuntimeProcess = {
    uid: null, directory: "/nowhere", apiSocket: "/nowhere/d", pingSocket: "/nowhere/p", hostSocket: "/nowhere/h", controlSocket: path.join(directory, "c"),
    start: async () => {}, workerdPid: () => null, retire: () => {}, hasExited: () => kills > 0, exited: ended.promise,
    kill() {
      kills += 1;
      ended.resolve("");
    },
  };
  const opening = openScratch({ code: "", libraries: ANY_LIBRARIES }, {}, {
    warm: { take: async () => (started.resolve(), await booting.promise, { process, host: { assign: () => {}, close: () => {} } }), size: () => 0, close: () => {} },
    watchdog: { watch: () => ({ listens: () => {}, killed: () => null }), kills: () => ({ memory: 0, loading: 0, blocked: 0 }), watching: () => 0, close: () => {} },
    documents: { run: async () => [], dropScratch: async () => {} },
    log: createLog("test", "error", () => {}),
  }, () => void (closes += 1));
  const outcome = assert.rejects(opening, { code: "unavailable", message: /not ready within 60 s/ });
  await started.promise;
  t.mock.timers.tick(SCRATCH_LIMITS.lifeMs);
  assert.deepEqual([kills, closes], [0, 1]);
  booting.resolve();
  await outcome;
  assert.deepEqual([kills, closes], [1, 1]);
});
