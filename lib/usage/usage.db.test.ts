import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seedApi, seedCall } from "../../supabase/tests/seed-api.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { recentCalls } from "./recent-calls.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const code = (expected: string) => (error: { code?: string }) => error.code === expected;

test("recent calls come newest first, at most as many as asked for", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  for (const minutesAgo of [3, 1, 2]) await seedCall(fixture.admin, ada, apiId, { minutesAgo, status: 200 + minutesAgo });
  assert.deepEqual((await recentCalls({ apiId, limit: 2 }, ada.actor, fixture)).map((call) => call.statusCode), [201, 202]);
});

test("a call comes with what it printed, in order and cut, and never with another API's or another call's lines", async () => {
  const ada = await fixture.makeActor();
  const [books, cars] = [await seedApi(fixture.admin, ada), await seedApi(fixture.admin, ada, "Cars")];
  for (const [minutesAgo, api] of [[1, books], [2, books], [1, cars]] as const) await seedCall(fixture.admin, ada, api.apiId, { minutesAgo });
  const [latest] = await recentCalls({ apiId: books.apiId }, ada.actor, fixture);
  const print = (apiId: string, lines: [string, string][]) => fixture.admin`insert into public.request_logs (workspace_id, api_id, request_id, lines)
    values (${ada.workspaceId}, ${apiId}, ${latest?.requestId ?? ""}, ${fixture.admin.json(lines)})`;
  await print(books.apiId, [["log", "first"], ["error", "x".repeat(5000)]]);
  await print(books.apiId, Array.from({ length: 100 }, (_, index) => ["warn", `later ${index}`]));
  await print(cars.apiId, [["log", "of another API"]]);
  const calls = await recentCalls({ apiId: books.apiId }, ada.actor, fixture);
  assert.deepEqual(calls[0]?.console.slice(0, 3), [["log", "first"], ["error", "x".repeat(1000)], ["warn", "later 0"]]);
  assert.deepEqual(calls.map((call) => call.console.length), [50, 0]);
  assert.deepEqual((await recentCalls({ apiId: cars.apiId }, ada.actor, fixture)).map((call) => call.console), [[]]);
});

test("another workspace's usage is not_found", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const { apiId } = await seedApi(fixture.admin, ada);
  await seedCall(fixture.admin, ada, apiId);
  for (const actor of [eve.actor, { ...eve.actor, workspaceId: ada.workspaceId }]) {
    await assert.rejects(recentCalls({ apiId }, actor, fixture), code("not_found"));
  }
});
