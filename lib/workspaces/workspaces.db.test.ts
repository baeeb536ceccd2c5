import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { grantAdmin } from "#lib/auth/grant-admin.ts";
import { typed, type Database } from "#lib/db/connect.ts";
import { newApiId } from "#lib/id.ts";
import { useCalls } from "../../supabase/tests/use-calls.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { getWorkspace } from "./get-workspace.ts";
import { setLimit } from "./set-limit.ts";
import { setPlan } from "./set-plan.ts";

let fixture: VerbFixture;
let owner: { db: Database };
before(async () => {
  fixture = await startVerbFixture();
  owner = { db: typed(fixture.admin) };
});
after(() => fixture.stop());

const code = (expected: string) => (error: { code?: string }) => error.code === expected;

test("a new workspace has the free plan's limits and has used nothing", async () => {
  const ada = await fixture.makeActor();
  const { limits, plan, usedThisHour } = await getWorkspace({}, ada.actor, fixture);
  assert.deepEqual({ limits, plan, usedThisHour }, { plan: "free", limits: { callsPerHour: 100, generationsPerHour: 10 }, usedThisHour: { calls: 0, generations: 0 } });
});

test("what the gateway and the builder took shows as used", async () => {
  const ada = await fixture.makeActor();
  await useCalls(fixture.admin, ada.workspaceId, "plan", 7);
  await fixture.admin`insert into public.generations (id, workspace_id, api_id, prompt, generator) values (${randomUUID()}, ${ada.workspaceId}, ${newApiId()}, 'x', 'built-in')`;
  assert.deepEqual((await getWorkspace({}, ada.actor, fixture)).usedThisHour, { calls: 7, generations: 1 });
});

test("a plan set by the owner changes limits and the profile's plan; an override counts before the plan", async () => {
  const ada = await fixture.makeActor();
  await setPlan({ workspaceId: ada.workspaceId, plan: "pro" }, owner);
  assert.deepEqual((await getWorkspace({}, ada.actor, fixture)).limits, { callsPerHour: 1000, generationsPerHour: 60 });
  assert.equal((await fixture.admin`select plan from public.user_profiles where id = ${ada.userId}`)[0]?.plan, "pro");
  await setLimit({ workspaceId: ada.workspaceId, callsPerHour: "50000", generationsPerHour: 500 }, owner);
  assert.deepEqual((await getWorkspace({}, ada.actor, fixture)).limits, { callsPerHour: 50_000, generationsPerHour: 500 });
});

test("a bad plan, limit or workspace is refused with words", async () => {
  const ada = await fixture.makeActor();
  await assert.rejects(setPlan({ workspaceId: ada.workspaceId, plan: "gold" }, owner), code("invalid"));
  await assert.rejects(setLimit({ workspaceId: ada.workspaceId, callsPerHour: 0 }, owner), code("invalid"));
  await assert.rejects(setLimit({ workspaceId: ada.workspaceId, callsPerHour: "many" }, owner), code("invalid"));
  await assert.rejects(setPlan({ workspaceId: randomUUID(), plan: "pro" }, owner), code("not_found"));
  await assert.rejects(setPlan({ workspaceId: "nonsense", plan: "pro" }, owner), code("not_found"));
});

test("nobody reads another workspace, and a key needs the scope", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  await assert.rejects(getWorkspace({}, { ...eve.actor, workspaceId: ada.workspaceId }, fixture), code("not_found"));
  await assert.rejects(getWorkspace({}, await makeKeyActor(fixture.admin, ada, ["apis:read"]), fixture), code("forbidden"));
  assert.equal((await getWorkspace({}, await makeKeyActor(fixture.admin, ada, ["workspace:read"]), fixture)).id, ada.workspaceId);
});

test("the owner makes an administrator by e-mail address, in any case of letters", async () => {
  const ada = await fixture.makeActor();
  await grantAdmin({ email: ada.email.toUpperCase() }, owner);
  assert.equal((await fixture.admin`select is_admin from public.user_profiles where id = ${ada.userId}`)[0]?.is_admin, true);
  await assert.rejects(grantAdmin({ email: "nobody@example.com" }, owner), code("not_found"));
});
