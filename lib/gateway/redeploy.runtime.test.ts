import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startLiveGateway, type LiveGateway } from "../../supabase/tests/live-gateway.ts";
import { loadOf, redeploy, versionedBundle } from "../../supabase/tests/redeploy.ts";
import { until } from "../../supabase/tests/until.ts";

let bed: LiveGateway;
before(async () => {
  bed = await startLiveGateway();
});
after(() => bed.close());

test("ten deployments under load: no call fails, none is answered by two versions or by one older than an answer before it", async () => {
  const api = await bed.deploy(versionedBundle(1));
  const load = loadOf(bed, api, 8, 2);
  for (let number = 2; number <= 11; number++) {
    const before = load.answers;
    await until(() => load.answers >= before + 20, "calls between two deployments");
    await redeploy(bed, api, number);
  }
  const before = load.answers;
  await until(() => load.answers >= before + 20, "calls of the last version");
  await load.stop();
  assert.deepEqual([load.failed, load.mixed], [[], []]);
  await until(async () => (await (await bed.fetch(api, "/")).text()) === "11 11", "the last version answers");
});

test("restarts under load drop no call", async () => {
  const api = await bed.deploy(versionedBundle(1));
  const load = loadOf(bed, api, 8, 2);
  for (let n = 0; n < 5; n++) {
    const before = load.answers;
    await until(() => load.answers >= before + 20, "calls between two restarts");
    assert.equal((await bed.sandbox.backend.restart(api.apiId)).state, "awake");
  }
  assert.ok((await bed.sandbox.backend.reload()) >= 1);
  await load.stop();
  assert.deepEqual([load.failed, load.mixed], [[], []]);
  assert.ok((await bed.sandbox.backend.status(api.apiId)).wakes >= 7);
});

test("an API put to sleep under load wakes for the next call, and drops none", async () => {
  const api = await bed.deploy(versionedBundle(1));
  const load = loadOf(bed, api, 8, 2);
  for (let n = 0; n < 5; n++) {
    const before = load.answers;
    await until(() => load.answers >= before + 20, "calls between two sleeps");
    await bed.sandbox.backend.sleep(api.apiId);
  }
  const before = load.answers;
  await until(() => load.answers >= before + 20, "calls after the last");
  await load.stop();
  assert.deepEqual([load.failed, load.mixed], [[], []]);
});
