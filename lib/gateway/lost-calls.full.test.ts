import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { killUnderLoad } from "../../supabase/tests/kill-under-load.ts";
import { startLiveGateway, type LiveGateway } from "../../supabase/tests/live-gateway.ts";
import { until } from "../../supabase/tests/until.ts";

const KILLS = 200;
let bed: LiveGateway;
before(async () => {
  bed = await startLiveGateway({ maxConcurrent: KILLS + 10 });
});
after(() => bed.close());

test("two hundred runtimes awake at once, killed with -9 in random order under load: only calls in flight on them fail, with 502, and each call has its usage record", async () => {
  const { kills, calls, lost, wrong } = await killUnderLoad(bed, { count: KILLS, atOnce: 5, everyMs: 500 });
  assert.deepEqual(wrong, []);
  assert.equal(kills, KILLS);
  assert.ok(lost <= kills && calls > KILLS * 4, `${lost} of ${calls} calls`);
  assert.equal((await bed.sandbox.backend.health()).awake, KILLS);
  const recorded = async () => (await bed.admin<{ count: number }[]>`select count(*)::int as count from public.api_usage`)[0]?.count;
  await until(async () => (await recorded()) === calls + kills, "a usage record of every call");
});
