import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";
import { rawRequest } from "./test-raw-request.ts";

let bed: TestGateway;
let other: TestGateway;
before(async () => {
  bed = await startTestGateway();
  other = await startTestGateway({ beside: bed });
});
after(async () => {
  await other.stop();
  await bed.stop();
});

const OPEN = [{ method: "GET", path: "/go/{code}" }, { method: "POST", path: "/feedback" }];
const ROUTES = [{ method: "GET", path: "/go/admin" }, { method: "GET", path: "/feedback" }, { method: "GET", path: "/links/{id}" }];
const get = (gateway: TestGateway, api: TestApi, path: string, init: RequestInit = {}) => fetch(`${gateway.url}/${api.apiId}${path}`, init);
/** As it stands: `fetch` would tidy it. */
const statusOf = async (target: string, method = "GET"): Promise<number> => (await rawRequest(bed.port, `${method} ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`, 2_000)).status;

test("every spelling of a closed route is refused without a key and reaches nothing; the open ones are served, HEAD as GET, and the key's holder reaches all", async () => {
  const api = await bed.makeApi({ publicRoutes: OPEN, routes: ROUTES });
  const seen = bed.received.length;
  const closed = [
    "/go/admin", "/go/%61dmin", "/go/admi%6e", "/%67o/admin", "/go/abc/", "/go//abc", "//go/abc", "/go/./abc", "/./go/abc", "/go/abc/more", "/go/abc%2Fmore", "/go%2Fabc", "/go/", "/go", "/GO/abc", "/g", "/gox/abc",
    "/links/1", "/go/abc/../../links/1", "/go/%2e%2e/links/1", "/go/%2e", "/feedback", "/feedback/", "/", "/openapi.json", "/go/abc;x=/../links/1",
  ];
  for (const path of closed) {
    const status = await statusOf(`/${api.apiId}${path}`);
    assert.ok(status === 401 || (status === 400 && /\.\.|%2e/.test(path)), `${path}: ${status}`);
  }
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) assert.equal(await statusOf(`/${api.apiId}/go/abc`, method), 401, method);
  assert.equal(await statusOf(`/${api.apiId}/feedback?method=POST`), 401);
  assert.deepEqual(bed.received.slice(seen).map(({ url }) => url), []);
  for (const path of ["/go/abc", "/go/a%20b", "/go/abc?x=/go/admin", "/go/Admin"]) assert.equal(await statusOf(`/${api.apiId}${path}`), 200, path);
  assert.equal((await get(bed, api, "/go/abc", { method: "HEAD" })).status, 200);
  assert.equal((await get(bed, api, "/feedback", { method: "POST" })).status, 200);
  assert.equal((await get(bed, api, "/go/admin", { headers: { "x-api-key": api.key } })).status, 200);
  assert.equal((await get(bed, api, "/go/abc", { headers: { "x-api-key": `${api.key.slice(0, -1)}!` } })).status, 401, "a key that is wrong is not forgiven");
});

test("what is opened or closed holds on every gateway within a second", async () => {
  const api = await bed.makeApi({ routes: OPEN });
  const holds = async (status: number) => {
    const changedAt = performance.now();
    for (const gateway of [bed, other]) while ((await get(gateway, api, "/go/abc")).status !== status) assert.ok(performance.now() - changedAt < 1_000, `not ${status} after a second`);
  };
  const set = (routes: typeof OPEN) => bed.admin`update public.apis set public_routes = ${bed.admin.json(routes)} where id = ${api.apiId}`;
  await holds(401);
  await set(OPEN);
  await holds(200);
  await set(OPEN.slice(1));
  await holds(401);
});

test("calls of a public route count against their address, and against the owner's hour like any other", async () => {
  const limited = await startTestGateway({ beside: bed, addressLimit: 3 });
  const api = await bed.makeApi({ publicRoutes: OPEN, callsPerHour: 2 });
  const replies = [];
  for (let call = 0; call < 4; call += 1) replies.push(await get(limited, api, "/go/abc").then(async (reply) => [reply.status, ((await reply.json().catch(() => ({}))) as { limit?: string }).limit]));
  await limited.stop();
  assert.deepEqual(replies, [[200, undefined], [200, undefined], [429, "free plan, calls per hour"], [429, "address"]]);
});
