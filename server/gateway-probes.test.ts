import assert from "node:assert/strict";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import type { RunnerHealth } from "#lib/runtime/runtime.ts";
import { createProbes } from "./gateway-probes.ts";

test("a gateway is ready once all have answered; a web or runner that goes away is only named, the database and the spool are needed", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const is = { database: true, web: false, runner: false, spool: true, draining: false };
  const healthy = { status: "healthy", tier: "namespaces", awake: 0 } as RunnerHealth;
  const probe = createProbes({
    version: "1", canMeter: () => is.spool, isDraining: () => is.draining, isWebUp: async () => is.web,
    pingDatabase: async () => { if (!is.database) throw new Error("away"); },
    runtime: { health: async () => { if (!is.runner) throw new Error("away"); return healthy; } },
  });
  const server = http.createServer((request, response) => void probe(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const ready = async () => {
    t.mock.timers.tick(500);
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/ready`);
    const { status, missing = [] } = (await response.json()) as { status: string; missing?: string[] };
    return [response.status, status, missing.join()];
  };
  try {
    assert.deepEqual(await ready(), [503, "not ready", "runner,web"]);
    Object.assign(is, { web: true, runner: true });
    assert.deepEqual(await ready(), [200, "ready", ""]);
    Object.assign(is, { web: false, runner: false });
    assert.deepEqual(await ready(), [200, "ready", "runner,web"]);
    is.spool = false;
    assert.deepEqual(await ready(), [503, "not ready", "runner,web,usage spool"]);
    Object.assign(is, { web: true, runner: true, spool: true, database: false });
    assert.deepEqual(await ready(), [503, "not ready", "database"]);
    Object.assign(is, { database: true, draining: true });
    assert.deepEqual(await ready(), [503, "draining", ""]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
