import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createFakeRuntime } from "#lib/runtime/fake-runtime.ts";
import { seedApi, seedCall } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { installation } from "./installation.ts";
import { installationSchema, workspaceUsageSchema } from "./schema.ts";
import { workspaceUsage } from "./workspace-usage.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

test("a member sees the calls of the workspace's APIs in the last hour and day, busiest first, with times, who calls and what fails, and no stranger's", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const [books, polls, theirs] = [await seedApi(fixture.admin, ada, "Books"), await seedApi(fixture.admin, ada, "Polls"), await seedApi(fixture.admin, eve, "Theirs")];
  await seedCall(fixture.admin, ada, polls.apiId, { minutesAgo: 90 });
  for (const status of [200, 404, 502]) await seedCall(fixture.admin, ada, books.apiId, { status, ms: 10, keyId: books.keyId });
  await seedCall(fixture.admin, eve, theirs.apiId);
  const read = async (period: "1h" | "24h") => workspaceUsageSchema.parse(await workspaceUsage({ period }, ada.actor, { ...fixture, now: Date.now() }));
  const hour = await read("1h");
  assert.deepEqual([hour.requests, hour.clientErrors, hour.errors, hour.series.length, hour.interval], [3, 1, 1, 60, "minute"]);
  assert.ok(hour.p50Ms !== null && Math.abs(hour.p50Ms - 10) < 0.3);
  const day = await read("24h");
  assert.deepEqual([day.requests, day.series.length, day.apis.map(({ name, requests }) => [name, requests])], [4, 24, [["Books", 3], ["Polls", 1]]]);
  assert.deepEqual(day.keys.map(({ keyId, name, lastFour, apiName, requests, errors }) => [keyId, name, lastFour, apiName, requests, errors]), [[books.keyId, "First key", "wxyz", "Books", 3, 1], [null, null, null, "Polls", 1, 0]]);
  const blind = await workspaceUsage({ period: "24h" }, await makeKeyActor(fixture.admin, ada, ["usage:read", "apis:read"]), { ...fixture, now: Date.now() });
  assert.deepEqual(blind.keys.map(({ name, lastFour }) => [name, lastFour]), [[null, null], [null, null]], "who may not read keys sees no name of one");
  assert.deepEqual(day.failing.map(({ name, requests, errors }) => [name, requests, errors]), [["Books", 3, 1]]);
  assert.deepEqual(day.series.reduce((sum, point) => sum + point.requests, 0), 4);
});

test("only a person who administers sees the installation: its workspaces by use, and nothing that they hold", async () => {
  const [ada, root] = [await fixture.makeActor(), await fixture.makeActor()];
  await fixture.admin`update public.user_profiles set is_admin = true where id = ${root.userId}`;
  const { apiId } = await seedApi(fixture.admin, ada, "Secret plans");
  await seedCall(fixture.admin, ada, apiId);
  const deps = { ...fixture, runtime: createFakeRuntime() };
  for (const actor of [ada.actor, await makeKeyActor(fixture.admin, root, ["workspace:read"])]) await assert.rejects(installation({ version: "1" }, actor, deps), { code: "forbidden" });
  const seen = installationSchema.parse(await installation({ version: "1" }, root.actor, deps));
  assert.ok(seen.totals.calls >= 1 && seen.workspaces.some(({ id, apis }) => id === ada.workspaceId && apis === 1));
  assert.ok(!JSON.stringify(seen).includes("Secret plans"));
  const without = await installation({ version: "1" }, root.actor, { ...fixture, runtime: { ...deps.runtime, health: () => Promise.reject(new Error("away")) } });
  assert.equal(without.runtimes, null, "a runner that is away leaves the rest to be seen");
});
