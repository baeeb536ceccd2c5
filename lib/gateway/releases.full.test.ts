import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { releaseLoad } from "../../supabase/tests/release-load.ts";
import { type ReleasedApis, startReleasedApis } from "../../supabase/tests/released-apis.ts";

const ROUNDS = 20;

let apis: ReleasedApis;
before(async () => {
  apis = await startReleasedApis();
});
after(() => apis.close());

test("twenty promotions and twenty rollbacks at 200 calls a second, half of them pinned: none fails and none is mixed", async (t) => {
  const api = await apis.makeApi();
  const load = releaseLoad(apis, api, 200);
  await load.wait(200);
  const deployed: number[] = [];
  const promoted: number[] = [];
  const back: number[] = [];
  for (let number = 2; number < ROUNDS + 2; number += 1) {
    await apis.draft(api, number);
    promoted.push((await load.deploy(number)).servedMs);
    const rollback = await load.deploy(1);
    deployed.push(rollback.deployedMs);
    back.push(rollback.servedMs);
  }
  await load.stop();
  const told = (name: string, times: number[]) => `${name}: median ${times.toSorted((a, b) => a - b)[times.length >> 1]?.toFixed(0)} ms, longest ${Math.max(...times).toFixed(0)} ms`;
  t.diagnostic(`${load.answers} answers; ${told("promoted", promoted)}; ${told("rolled back", back)}; ${told("its request", deployed)}`);
  assert.deepEqual([load.failed, load.mixed], [[], []]);
});
