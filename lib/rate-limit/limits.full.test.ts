import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startTestGateway, type TestGateway } from "#lib/gateway/test-gateway.ts";
import { until } from "../../supabase/tests/until.ts";
import { useCalls } from "../../supabase/tests/use-calls.ts";
import { startTestCallLimits, type TestCallLimits } from "./test-call-limits.ts";
import { killLimitProcesses, lostLeases, startLimitProcess, UNTOLD } from "../../supabase/tests/limit-processes.ts";

let limits: TestCallLimits;
let gateway: TestGateway;
before(async () => { [limits, gateway] = await Promise.all([startTestCallLimits(), startTestGateway({ wallMs: 60_000 })]); });
after(async () => {
  killLimitProcesses();
  await Promise.all([limits.stop(), gateway.stop()]);
});

test("20 rounds of 500 parallel HTTP calls at ten times what is left, for limits of 50, 1,000 and 10,000: exactly the limit", { timeout: 600_000 }, async () => {
  for (const limit of [50, 1_000, 10_000]) {
    for (let round = 0; round < 20; round += 1) {
      const api = await gateway.makeApi({ callsPerHour: limit });
      await useCalls(gateway.admin, api.workspaceId, "plan", limit - 50);
      const statuses = await Promise.all(Array.from({ length: 500 }, async () => {
        const response = await fetch(`${gateway.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
        await response.body?.cancel();
        return response.status;
      }));
      assert.equal(statuses.filter((status) => status === 200).length, 50, `limit ${limit}, round ${round}`);
      assert.equal(statuses.filter((status) => status === 429).length, 450);
    }
  }
});

test("four gateway processes at ten times the limit, 10 rounds: exactly the limit", { timeout: 600_000 }, async () => {
  for (let round = 0; round < 10; round += 1) {
    const limit = [1_000, 10_000][round % 2] ?? 0;
    const { workspaceId } = await limits.makeOwner();
    const processes = Array.from({ length: 4 }, () => startLimitProcess(limits, workspaceId, limit));
    await until(async () => (await limits.counted(workspaceId)) >= limit, "the limit", 60_000);
    // Refused for a while yet.
    await sleep(1_000);
    await Promise.all(processes.map((each) => each.end()));
    assert.equal(processes.reduce((sum, each) => sum + each.served(), 0), limit);
  }
});

test("20 gateways killed at any moment while four serve one workspace: never more than the limit, and only leases are lost", { timeout: 600_000 }, async () => {
  const { workspaceId } = await limits.makeOwner();
  const limit = 100_000;
  const serving = Array.from({ length: 4 }, () => startLimitProcess(limits, workspaceId, limit));
  const dead: typeof serving = [];
  for (let kill = 0; kill < 20; kill += 1) {
    await sleep(randomInt(300, 1_000));
    const [victim] = serving.splice(randomInt(serving.length), 1, startLimitProcess(limits, workspaceId, limit));
    if (!victim) continue;
    await victim.kill();
    dead.push(victim);
  }
  await until(async () => (await limits.counted(workspaceId)) >= limit, "the limit", 120_000);
  await Promise.all(serving.map((each) => each.end()));
  const [served, lost] = [[...dead, ...serving].reduce((sum, each) => sum + each.served(), 0), await lostLeases(limits, workspaceId)];
  assert.ok(served <= limit && served >= limit - lost - 20 * UNTOLD, `${served} served and ${lost} lost`);
});
