import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { asUser } from "#lib/db/as-user.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { listRoutes } from "./list-routes.ts";
import { setPublicRoute } from "./set-public-route.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const code = (expected: string) => (error: { code?: string }) => error.code === expected;
const deps = () => ({ db: fixture.db });
const DOCUMENT = { openapi: "3.1.0", paths: { "/go/{code}": { get: { summary: "Follow" }, delete: {} }, "/notes": { get: { summary: "My notes", "x-per-consumer": true } } } };

async function makeApi() {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const [version] = await fixture.admin<{ id: string }[]>`insert into public.versions (workspace_id, api_id, number, generator, source, openapi, contract_tests, gate_record)
    values (${ada.workspaceId}, ${apiId}, 2, 'test', '{}', ${fixture.admin.json(DOCUMENT)}, '[]', '{}') returning id`;
  await fixture.admin`update public.apis set live_version_id = ${version?.id ?? ""}, public_routes = '[{"path": "/go/{slug}", "method": "GET"}]' where id = ${apiId}`;
  return { ada, apiId, open: async () => (await listRoutes({ apiId }, ada.actor, deps())).filter(({ isPublic }) => isPublic).map(({ method, path }) => `${method} ${path}`) };
}

test("what is documented is listed, with what is open, whatever its parameters were called; it is closed and opened again, once", async () => {
  const { ada, apiId, open } = await makeApi();
  const listed = (await listRoutes({ apiId }, ada.actor, deps())).toSorted((one, other) => one.path.localeCompare(other.path));
  assert.deepEqual(listed, [
    { method: "GET", path: "/go/{code}", summary: "Follow", needsKey: false, isPublic: true },
    { method: "DELETE", path: "/go/{code}", summary: "", needsKey: false, isPublic: false },
    { method: "GET", path: "/notes", summary: "My notes", needsKey: true, isPublic: false },
  ]);
  const set = (method: string, path: string, isPublic: boolean) => setPublicRoute({ apiId, method, path, isPublic }, ada.actor, deps());
  await set("GET", "/go/{code}", true);
  assert.equal((await fixture.admin`select jsonb_array_length(public_routes) as n from public.apis where id = ${apiId}`)[0]?.n, 1, "it was open");
  await set("get", "/go/{code}", false);
  assert.deepEqual(await open(), []);
  await Promise.all([set("GET", "/go/{code}", true), set("DELETE", "/go/{code}", true)]);
  assert.deepEqual(await open(), ["GET /go/{code}", "DELETE /go/{code}"]);
});

test("what is not documented, or shows each caller what is theirs, is not opened", async () => {
  const { ada, apiId, open } = await makeApi();
  for (const [method, path] of [["GET", "/other"], ["POST", "/go/{code}"], ["GET", "/notes"], ["GET", "/go/x"], ["GET", "go"]] as const) {
    await assert.rejects(setPublicRoute({ apiId, method, path, isPublic: true }, ada.actor, deps()), code("invalid"), `${method} ${path}`);
  }
  assert.deepEqual(await open(), ["GET /go/{code}"]);
});

test("nobody opens or sees another workspace's routes, nor without the right to change the API", async () => {
  const { ada, apiId, open } = await makeApi();
  const eve = await fixture.makeActor();
  const route = { apiId, method: "DELETE", path: "/go/{code}", isPublic: true };
  await assert.rejects(setPublicRoute(route, eve.actor, deps()), code("not_found"));
  await assert.rejects(listRoutes({ apiId }, eve.actor, deps()), code("not_found"));
  const reader = await makeKeyActor(fixture.admin, ada, ["apis:read"]);
  await assert.rejects(setPublicRoute(route, reader, deps()), code("forbidden"));
  for (const actor of [eve.actor, reader]) {
    await asUser(actor, fixture.db, (tx) => sql`select private.set_public_route(${apiId}, 'DELETE', '/go/{code}', true)`.execute(tx)).catch((error: { code?: string }) => assert.equal(error.code, "forbidden"));
  }
  assert.deepEqual(await open(), ["GET /go/{code}"]);
});
