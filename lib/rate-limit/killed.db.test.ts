import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "../../supabase/tests/until.ts";
import { startTestCallLimits, type TestCallLimits } from "./test-call-limits.ts";
import { killLimitProcesses, lostLeases, startLimitProcess, UNTOLD } from "../../supabase/tests/limit-processes.ts";

let bed: TestCallLimits;
before(async () => { bed = await startTestCallLimits(); });
after(async () => {
  killLimitProcesses();
  await bed.stop();
});

test("a gateway is killed in the midst of its lease: the others get what is left, together never more than the limit, and only the lease is lost", async () => {
  const { workspaceId } = await bed.makeOwner();
  const limit = 10_000;
  const [killed, other] = [startLimitProcess(bed, workspaceId, limit), startLimitProcess(bed, workspaceId, limit)];
  await until(() => killed.served() > 1_000, "a thousand calls", 20_000);
  await killed.kill();
  await until(async () => (await bed.counted(workspaceId)) >= limit, "the limit", 20_000);
  await other.end();
  const [served, lost] = [killed.served() + other.served(), await lostLeases(bed, workspaceId)];
  assert.ok(served <= limit, `${served} served`);
  assert.ok(lost > 0 && served >= limit - lost - UNTOLD, `${served} served and ${lost} lost`);
});
