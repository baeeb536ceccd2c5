import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { CLIENT_EXAMPLES } from "./client-examples.ts";
import { doorOf, scopedDoors } from "./test-doors.ts";
import { testRest, type RestReply, type RestWorld } from "./test-rest.ts";

const rest = testRest();
const doors = scopedDoors(rest.open);
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());

/** As a program asks: the address as it stands, the key in X-API-Key. */
async function ask(method: string, path: string, body?: unknown, key = world.ownerKey): Promise<Pick<RestReply, "status" | "body">> {
  const door = doorOf(doors, method, path.replace(/api_\w+/, "{id}"));
  const request = new Request(`http://localhost:3000${path}`, { method, headers: { "x-api-key": key.secret }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const response = await door.handle(request, { params: Promise.resolve({ id: /api_\w+/.exec(path)?.[0] ?? "" }) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const statusOf = async (appId: string) => (await ask("GET", `/api/app/${appId}/status`)).body.status;

test("create answers at once with an id that is being built; what can't be built is failed, and its history says why", async () => {
  const created = await ask("POST", "/api/create", CLIENT_EXAMPLES[0]?.body);
  const appId = String(created.body.app_id);
  assert.deepEqual(created, { status: 200, body: { app_id: appId, status: "created" } });
  while ((await statusOf(appId)) === "creating") await new Promise((resolve) => setImmediate(resolve));
  assert.equal(await statusOf(appId), "failed");
  assert.deepEqual((await ask("GET", `/api/app/${appId}/history`)).body, {
    message_history: [{ content: "Manage books with title and author", type: "user" }, { content: "This can't be built.", type: "assistant" }],
  });
  assert.equal((await ask("GET", `/api/app/${appId}`, undefined, world.strangerKey)).status, 404);
});

test("an API that is being built is creating; deleting it cancels the build", async () => {
  const { fixture, owner } = world;
  const appId = "api_bbbbbbbbbbbbbbbb";
  await fixture.admin`insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator) values (gen_random_uuid(), ${owner.workspaceId}, ${owner.userId}, ${appId}, 'Manage cars', 'built-in')`;
  assert.equal(await statusOf(appId), "creating");
  assert.equal((await ask("DELETE", `/api/app/${appId}`, undefined, world.strangerKey)).status, 404);
  assert.deepEqual((await ask("DELETE", `/api/app/${appId}`)).body, { status: "deleted", app_id: appId });
  assert.equal(await statusOf(appId), "deleted");
  assert.deepEqual([...(await fixture.admin`select status from public.generations where api_id = ${appId}`)], [{ status: "cancelled" }]);
});

test("each example of the documentation is what its route takes and answers, and a second deletion is no error", async () => {
  const { fixture, owner, api } = world;
  await fixture.admin`update public.versions set summary = 'Keeps books.', assumptions = '[]' where id = ${api.versionId}`;
  await fixture.admin`insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator, status, version_id, finished_at)
    values (gen_random_uuid(), ${owner.workspaceId}, ${owner.userId}, ${api.apiId}, 'Manage books with title and author', 'built-in', 'live', ${api.versionId}, now())`;
  for (const { method, path, body, reply } of CLIENT_EXAMPLES) {
    const live = await ask(method, path.replace("{app_id}", api.apiId), body);
    const own = { app_id: path === "/api/create" ? live.body.app_id : api.apiId, url: `http://localhost:3000/${api.apiId}`, created_at: live.body.created_at, updated_at: live.body.updated_at };
    const expected = Object.fromEntries(Object.entries(reply).map(([name, value]) => [name, Object.hasOwn(own, name) ? own[name as keyof typeof own] : value]));
    assert.deepEqual(live, { status: 200, body: expected }, `${method} ${path}`);
    for (const name of ["created_at", "updated_at"]) if (name in reply) assert.equal(new Date(String(live.body[name])).toISOString(), live.body[name]);
  }
  assert.equal(await statusOf(api.apiId), "deleted");
  assert.equal((await ask("DELETE", `/api/app/${api.apiId}`)).status, 200);
});

test("a change is refused while an API is being built, and of one that came to nothing or is another workspace's", async () => {
  const { fixture, owner, strangerKey } = world;
  const appId = "api_cccccccccccccccc";
  await fixture.admin`insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator) values (gen_random_uuid(), ${owner.workspaceId}, ${owner.userId}, ${appId}, 'Manage cars', 'built-in')`;
  const write = async (key = world.ownerKey) => (await ask("POST", `/api/app/${appId}/write`, { text: "Add a price" }, key)).status;
  assert.deepEqual([await write(), await write(strangerKey)], [409, 404]);
  await fixture.admin`update public.generations set status = 'failed', message = 'No.' where api_id = ${appId}`;
  assert.deepEqual([await write(), await write(strangerKey)], [409, 404]);
});

test("the words of a paused and of a failed API; one that is not there is 404", async () => {
  const { fixture, owner } = world;
  const { apiId } = await seedApi(fixture.admin, owner);
  for (const status of ["paused", "failed", "active"]) {
    await fixture.admin`update public.apis set status = ${status} where id = ${apiId}`;
    assert.equal(await statusOf(apiId), status);
  }
  assert.deepEqual((await ask("GET", `/api/app/${apiId}/history`)).body, { message_history: [] });
  for (const id of ["api_zzzzzzzzzzzzzzzz", "api_1"]) assert.equal((await ask("GET", `/api/app/${id}/status`)).status, 404, id);
  assert.equal((await ask("POST", "/api/create", { prompt: 7 })).status, 422);
  const key = await world.storeKey(owner, ["apis:read"]);
  assert.equal((await ask("GET", `/api/app/${apiId}`, undefined, key)).body.scope, "generations:read");
});
