import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { changeVersion } from "#lib/versions/change-version.ts";
import { draftName } from "#lib/http/draft-name.ts";
import { discardDraft } from "#lib/versions/discard-draft.ts";
import { guestBundle } from "../../supabase/tests/guest-bundle.ts";
import { releaseLoad } from "../../supabase/tests/release-load.ts";
import { type ReleasedApi, type ReleasedApis, startReleasedApis } from "../../supabase/tests/released-apis.ts";
import { seedVersion } from "../../supabase/tests/seed-version.ts";
import { until } from "../../supabase/tests/until.ts";

let apis: ReleasedApis;
before(async () => {
  apis = await startReleasedApis();
});
after(() => apis.close());

const textOf = async (reply: Promise<Response>): Promise<string> => (await reply).text();
const count = async (api: ReleasedApi, path: string): Promise<unknown> => (await apis.fetch(api, path)).json();

test("promoted, rolled back and pinned at 200 calls a second: no call fails, none is answered by two versions or by another one than it named", async (t) => {
  const api = await apis.makeApi();
  const load = releaseLoad(apis, api, 200);
  await load.wait(50);
  await apis.draft(api, 2);
  for (const [what, version] of [["promoted", 2], ["rolled back", 1], ["rolled forward", 2]] as const) {
    const { deployedMs, servedMs } = await load.deploy(version);
    t.diagnostic(`${what} in ${deployedMs.toFixed(0)} ms, the version before last answered a call begun after ${servedMs.toFixed(0)} ms`);
  }
  await load.stop();
  assert.deepEqual([load.failed, load.mixed], [[], []]);
  assert.equal(await textOf(apis.fetch(api, "/")), "2 2");
});

test("a draft has an address of its own and data of its own: nothing of it is live, and what it stored goes when it is promoted", async () => {
  const api = await apis.makeApi();
  const draft = `~${draftName(2, await apis.draft(api, 2))}`;
  await apis.fetch(api, "/add");
  for (let n = 0; n < 3; n += 1) assert.equal((await apis.fetch(api, `${draft}/add`)).status, 200);
  assert.deepEqual(await count(api, "/count"), { count: 1, version: 1 });
  assert.equal((await apis.fetch(api, "~2/count")).status, 404, "who counts up numbers finds none");
  assert.deepEqual(await count(api, `${draft}/count`), { count: 3, version: 2 });
  assert.equal((await apis.fetch(api, `${draft}/count`)).headers.get("api-version"), "2");
  assert.deepEqual(await count(api, `${draft}/prefix`), { prefix: `/${api.apiId}${draft}`, chosen: null });
  assert.equal(((await count(api, `${draft}/openapi.json`)) as { servers: { url: string }[] }).servers[0]?.url, `http://api.example.test/${api.apiId}${draft}`);
  await apis.deploy(api, 2);
  await until(async () => JSON.stringify(await count(api, "/count")) === '{"count":1,"version":2}', "the promoted version serves the live data");
  assert.deepEqual(await count(api, `${draft}/count`), { count: 1, version: 2 }, "its address is the live version's now");
  assert.equal((await apis.bed.admin`select from private.scratch_documents where api_id like 'draft:%'`).length, 0);
});

test("what a draft stores is bounded, in words that its author reads", async () => {
  const api = await apis.makeApi();
  const id = await apis.draft(api, 2);
  const draft = `~${draftName(2, id)}`;
  await apis.bed.admin`insert into private.scratch_documents (api_id, collection, id, data) select ${`draft:${id}`}, 'docs', n::text, '{}' from generate_series(1, 1000) n`;
  const refused = await apis.fetch(api, `${draft}/add`);
  assert.deepEqual([refused.status, ((await refused.json()) as { code: string; error: string }).code], [500, "quota"]);
  assert.deepEqual(await count(api, `${draft}/count`), { count: 1000, version: 2 });
});

test("a discarded draft can't be called any more, by a runtime that was awake either", async () => {
  const api = await apis.makeApi();
  const draft = `~${draftName(2, await apis.draft(api, 2))}`;
  assert.equal((await apis.fetch(api, `${draft}/add`)).status, 200);
  await discardDraft({ apiId: api.apiId, number: 2 }, api.actor, apis.deps);
  await until(async () => (await apis.fetch(api, `${draft}/add`)).status === 404, "the address is gone");
  await until(async () => (await apis.sandbox.backend.list()).every(({ apiId, state }) => !apiId.startsWith(`${api.apiId}~`) || state === "asleep"), "its runtime is gone");
});

test("a pinned version that is deprecated says so and where its successor is; a warm call with a pin asks Postgres nothing", async () => {
  const api = await apis.makeApi();
  await apis.draft(api, 2);
  await apis.deploy(api, 2);
  await until(async () => (await textOf(apis.fetch(api, "/"))) === "2 2", "version 2 is live");
  assert.equal(await textOf(apis.fetch(api, "/", { "API-Version": "1" })), "1 1");
  await changeVersion({ apiId: api.apiId, number: 1, deprecated: true, sunset: "2099-01-01T00:00:00Z" }, api.actor, { ...apis.deps, clock: { now: () => Date.parse("2026-11-22T00:00:00Z") } });
  await until(async () => (await apis.fetch(api, "/", { "API-Version": "1" })).headers.has("deprecation"), "the callers are told");
  const asked: string[] = [];
  const { findVersion, findApi, findCallKey } = apis.bed.db;
  Object.assign(apis.bed.db, { findVersion: () => asked.push("version"), findApi: () => asked.push("api"), findCallKey: () => asked.push("key") });
  const told = await apis.fetch(api, "/", { "API-Version": "1" });
  Object.assign(apis.bed.db, { findVersion, findApi, findCallKey });
  assert.deepEqual(asked, []);
  assert.deepEqual(["api-version", "deprecation", "sunset", "link"].map((name) => told.headers.get(name)), ["1", "@1795305600", "Thu, 01 Jan 2099 00:00:00 GMT", `<http://api.example.test/${api.apiId}>; rel="successor-version"`]);
  const live = await apis.fetch(api, "/");
  assert.deepEqual([live.headers.get("deprecation"), live.headers.get("api-version")], [null, null]);
});

test("versions that are none are refused in words: unknown, no number, two at once, without a key", async () => {
  const api = await apis.makeApi();
  const statusOf = async (path: string, headers: Record<string, string>) => (await apis.fetch(api, path, headers)).status;
  assert.equal(await statusOf("/", { "API-Version": "9" }), 404);
  for (const bad of ["v1", "1.0", "0", "-1", "1e3", "9999999999"]) assert.equal(await statusOf("/", { "API-Version": bad }), 400, bad);
  assert.equal(await statusOf("~1/", { "API-Version": "2" }), 400);
  assert.equal(await statusOf("~1/", { "API-Version": "1" }), 200);
  assert.equal((await fetch(`${apis.bed.url}/${api.apiId}~1/`)).status, 401);
  assert.equal(await statusOf("~x/", {}), 404);
  assert.equal(await statusOf("/../~1/", {}), 404);
});

test("an earlier version that crashes whenever it starts is kept stopped by itself: the API goes on", async () => {
  const api = await apis.makeApi();
  await seedVersion(apis.bed.admin, api.apiId, { number: 2, wasLive: true, bundle: `${guestBundle("return 1")}\nthrow new Error("boom");` });
  const pinned = () => apis.fetch(api, "/", { "API-Version": "2" });
  assert.equal((await pinned()).status, 502);
  await until(async () => (await pinned()).status === 503, "it is kept stopped");
  assert.match(await textOf(pinned()), /kept stopped/);
  assert.equal(await textOf(apis.fetch(api, "/")), "1 1");
  const [row] = await apis.bed.admin<{ status: string }[]>`select status from public.apis where id = ${api.apiId}`;
  assert.equal(row?.status, "active");
});
