import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { unzipSync, zipSync } from "fflate";
import { scopedDoors, doorOf } from "./test-doors.ts";
import { bearer, testRest, type RestWorld } from "./test-rest.ts";

const rest = testRest();
const doors = scopedDoors(rest.open);
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());

const ZIP = "application/zip";
async function send(body: Uint8Array | string, headers: Record<string, string> = { "content-type": ZIP }) {
  const request = new Request("http://localhost:3000/api/v1/apis/import", { method: "POST", headers: { accept: "application/json", ...bearer(world.ownerKey), ...headers }, body: body as BodyInit });
  const response = await doorOf(doors, "POST", "/apis/import").handle(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test("an API comes as a zip with its name, which no cache keeps", async () => {
  const request = new Request(`http://localhost:3000/api/v1/apis/${world.api.apiId}/export?data=true`, { headers: bearer(world.ownerKey) });
  const response = await doorOf(doors, "GET", "/{id}/export").handle(request, { params: Promise.resolve({ id: world.api.apiId }) });
  assert.deepEqual([response.status, response.headers.get("content-type"), response.headers.get("cache-control")], [200, ZIP, "no-store"]);
  assert.match(response.headers.get("content-disposition") ?? "", /^attachment; filename="[a-z0-9-]+-v1\.zip"$/);
  assert.ok(Object.hasOwn(unzipSync(await response.bytes()), "src/main.ts"));
});

test("a version that isn't there is named by the parameter that asked for it", async () => {
  const request = new Request(`http://localhost:3000/api/v1/apis/${world.api.apiId}/export?version=77`, { headers: bearer(world.ownerKey) });
  const response = await doorOf(doors, "GET", "/{id}/export").handle(request, { params: Promise.resolve({ id: world.api.apiId }) });
  const { message, errors } = (await response.json()) as { message: string; errors: { path: string }[] };
  assert.deepEqual([response.status, message, errors.map(({ path }) => path)], [422, "This API has no version 77. Leave `version` out to take the live one.", ["version"]]);
});

test("what is no zip of an API is refused before a build begins: 415, 413, 400, 422, each with words", async () => {
  const before = await world.fixture.admin`select 1 from public.generations`;
  for (const [status, reply] of [
    [415, await send("{}", { "content-type": "application/json" })], [415, await send("x", { "content-type": "multipart/form-data; boundary=x" })],
    [413, await send(new Uint8Array((16 << 20) + 1))], [400, await send("no zip")], [422, await send(zipSync({ "readme.txt": Buffer.from("hello") }))], [422, await send(zipSync({ "../api.json": Buffer.from("{}") }))],
  ] as const) {
    assert.equal(reply.status, status);
    assert.ok(String(reply.body["message"]).length > 20);
  }
  assert.equal((await world.fixture.admin`select 1 from public.generations`).length, before.length);
});
