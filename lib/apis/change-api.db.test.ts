import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { changeApi } from "./change-api.ts";
import { getApi } from "./get-api.ts";

let fixture: VerbFixture;
before(async () => { fixture = await startVerbFixture(); });
after(() => fixture.stop());

test("an owner sets the calls per hour of an API and takes the limit away again; others and wrong numbers change nothing", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const { apiId } = await seedApi(fixture.admin, ada);
  const change = (callsPerHour: number | null, actor = ada.actor) => changeApi({ apiId, changes: { callsPerHour } }, actor, fixture);
  const held = async () => (await getApi({ apiId }, ada.actor, fixture)).callsPerHour;
  assert.equal(await held(), null);
  assert.equal((await change(500)).callsPerHour, 500);
  assert.equal(await held(), 500);
  for (const wrong of [0, -1, 1.5, 1_000_000_001, Number.NaN]) await assert.rejects(change(wrong), { code: "invalid" });
  await assert.rejects(change(7, eve.actor), { code: "not_found" });
  await assert.rejects(change(7, await makeKeyActor(fixture.admin, ada, ["apis:read"])), { code: "forbidden" });
  assert.equal(await held(), 500);
  await change(null);
  assert.equal(await held(), null);
});
