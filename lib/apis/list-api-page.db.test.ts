import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seedApi, seedCall } from "../../supabase/tests/seed-api.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { apiHours } from "./api-hours.ts";
import { apiTotals } from "./api-totals.ts";
import { listApiPage, type ListApiPageInput } from "./list-api-page.ts";
import { API_SORTS } from "./schema.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

/** Five APIs of one moment: Ant with a call, Bee with an error, Bee paused, Cow failed, and one with a % in its name; and one of a stranger. */
async function makeWorld() {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const ids = new Map<string, string>();
  for (const name of ["Ant", "Bee", "bee two", "Cow", "100%"]) ids.set(name, (await seedApi(fixture.admin, ada, name)).apiId);
  await seedApi(fixture.admin, eve, "Ant");
  const id = (name: string) => ids.get(name) ?? assert.fail(name);
  await fixture.admin`update public.apis set created_at = '2026-01-01 10:00:00.123456+00' where workspace_id = ${ada.workspaceId}`;
  await fixture.admin`update public.apis set status = 'paused' where id = ${id("bee two")}`;
  await fixture.admin`update public.apis set status = 'failed', status_reason = 'It crashes' where id = ${id("Cow")}`;
  await seedCall(fixture.admin, ada, id("Ant"));
  await seedCall(fixture.admin, ada, id("Bee"), { status: 502 });
  await seedCall(fixture.admin, ada, id("Bee"));
  const list = (input: Partial<ListApiPageInput>) => listApiPage({ limit: 100, ...input }, ada.actor, fixture);
  return { ada, id, list, names: async (input: Partial<ListApiPageInput>) => (await list(input)).items.map(({ name }) => name) };
}

test("APIs are found by words of their name, narrowed to a state and put in order; a stranger's are never among them", async () => {
  const { names, id } = await makeWorld();
  assert.deepEqual(await names({ q: "BEE", sort: "name" }), ["Bee", "bee two"]);
  assert.deepEqual(await names({ q: "%" }), ["100%"], "a sign of patterns is only itself");
  assert.deepEqual(await names({ q: id("Cow") }), ["Cow"]);
  assert.deepEqual(await names({ state: "paused" }), ["bee two"]);
  assert.deepEqual(await names({ state: "errors", sort: "-errors" }), ["Bee", "Cow"]);
  assert.deepEqual((await names({ sort: "-calls" })).slice(0, 2), ["Bee", "Ant"]);
  assert.deepEqual(await names({ sort: "-name" }), ["Cow", "bee two", "Bee", "Ant", "100%"]);
});

test("in every order pages miss none and repeat none, and a cursor holds only for its own order", async () => {
  const { list } = await makeWorld();
  for (const sort of API_SORTS) {
    const whole = (await list({ sort })).items.map(({ id }) => id);
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list({ sort, limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    }
    assert.deepEqual(seen, whole, sort);
  }
  const { cursor } = await list({ sort: "name", limit: 1 });
  await assert.rejects(list({ sort: "-name", cursor: cursor ?? "" }), { code: "invalid" });
  for (const forged of [["calls", "1 or 1=1", "api_aaaaaaaaaaaaaaaa"], ["created", "2026-99-99 00:00:00+00", "api_aaaaaaaaaaaaaaaa"], ["name", "a", "'"], {}]) {
    const sort = Array.isArray(forged) ? API_SORTS.find((one) => one === forged[0]) : undefined;
    await assert.rejects(list({ ...(sort ? { sort } : {}), cursor: Buffer.from(JSON.stringify(forged)).toString("base64url") }), { code: "invalid" });
  }
});

test("the workspace's totals and each API's hours tell the same calls", async () => {
  const { ada, id } = await makeWorld();
  assert.deepEqual(await apiTotals({}, ada.actor, fixture), { apis: 5, active: 3, paused: 1, failed: 1, calls: 3, clientErrors: 0, errors: 1 });
  const hours = await apiHours([id("Ant"), id("Bee"), id("Cow")], ada.actor, { ...fixture, now: Date.now() });
  const sum = (name: string) => (hours.get(id(name)) ?? []).reduce((total, hour) => ({ calls: total.calls + hour.calls, errors: total.errors + hour.errors }), { calls: 0, errors: 0 });
  assert.deepEqual([sum("Ant"), sum("Bee"), sum("Cow"), hours.get(id("Cow"))?.length], [{ calls: 1, errors: 0 }, { calls: 2, errors: 1 }, { calls: 0, errors: 0 }, 24]);
});
