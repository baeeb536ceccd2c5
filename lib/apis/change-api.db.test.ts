import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { changeApi } from "./change-api.ts";
import { getApi } from "./get-api.ts";

let fixture: VerbFixture;
before(async () => { fixture = await startVerbFixture(); });
after(() => fixture.stop());

test("a name and what is said of an API are changed by themselves, held to their lengths, and nothing else with them", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const { apiId } = await seedApi(fixture.admin, ada);
  await changeApi({ apiId, changes: { callsPerHour: 500 } }, ada.actor, fixture);
  const changed = await changeApi({ apiId, changes: { name: "  Library ", about: "Line one\nline two" } }, ada.actor, fixture);
  assert.deepEqual([changed.name, changed.about, changed.callsPerHour], ["Library", "Line one\nline two", 500]);
  assert.equal((await getApi({ apiId }, ada.actor, fixture)).name, "Library");
  for (const changes of [{}, { name: "" }, { name: "x".repeat(81) }, { name: "a\nb" }, { description: "x".repeat(301) }, { about: "a\0b" }]) await assert.rejects(changeApi({ apiId, changes }, ada.actor, fixture), { code: "invalid" });
  await assert.rejects(changeApi({ apiId, changes: { name: "Mine" } }, eve.actor, fixture), { code: "not_found" });
});

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
