import assert from "node:assert/strict";
import { after, test } from "node:test";
import { headerOf } from "#lib/http/raw-headers.ts";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";
import { rawRequest } from "./test-raw-request.ts";

const beds: TestGateway[] = [];
after(async () => {
  // The first one has the database of all.
  for (const bed of beds.toReversed()) await bed.stop();
});
async function start(apiOrigin: string): Promise<{ bed: TestGateway; api: TestApi; ask: (host: string, target: string, headers?: string) => Promise<{ status: number; text: string }> }> {
  const [first] = beds;
  const bed = await startTestGateway({ apiOrigin, ...(first ? { beside: first } : {}) });
  beds.push(bed);
  const api = await bed.makeApi();
  return { bed, api, ask: (host, target, headers = "") => rawRequest(bed.port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nX-API-Key: ${api.key}\r\nConnection: close\r\n${headers}\r\n`, 3_000) };
}

test("with API_ORIGIN, APIs are at that host only, and nothing of the platform is there", async () => {
  const { bed, api, ask } = await start("https://apis.example.com");
  for (const host of ["apis.example.com", "APIS.example.com.", "apis.example.com:443", "apis.example.com:8080"]) assert.equal((await ask(host, `/${api.apiId}/x`)).status, 200, host);
  assert.equal(headerOf(bed.received.at(-1)?.rawHeaders ?? [], "x-forwarded-host"), "apis.example.com");
  assert.equal(headerOf(bed.received.at(-1)?.rawHeaders ?? [], "x-forwarded-prefix"), `/${api.apiId}`);
  assert.equal((await ask("apis.example.com", `http://apis.example.com/${api.apiId}/x`)).status, 200);
  assert.match((await ask("apis.example.com", `/${api.apiId}/openapi.json`)).text, new RegExp(`"servers":\\[\\{"url":"https://apis\\.example\\.com/${api.apiId}"`));
  const before = bed.received.length;
  for (const path of ["/", "/dashboard", "/api/v1/keys", "/auth/v1/token", "/live", "/api_short"]) {
    const reply = await ask("apis.example.com", path);
    assert.equal(reply.status, 404, path);
    assert.match(reply.text, /Only APIs are served at this address/, path);
  }
  for (const host of ["api.example.test", "example.com", "apis.example.com.evil.example", "xapis.example.com", "127.0.0.1"]) {
    const reply = await ask(host, `/${api.apiId}/x`);
    assert.equal(reply.status, 404, host);
    assert.match(reply.text, new RegExp(`https://apis\\.example\\.com/${api.apiId}`), host);
    assert.match((await ask(host, "/dashboard")).text, /\r\nweb\r\n/, host);
  }
  assert.match((await ask("example.com", `/${api.apiId}/x`, "Connection: Upgrade\r\nUpgrade: websocket\r\n")).text, /^HTTP\/1\.1 404 /);
  assert.match((await ask("apis.example.com", "/dashboard", "Connection: Upgrade\r\nUpgrade: websocket\r\n")).text, /^HTTP\/1\.1 404 /);
  assert.equal(bed.received.length, before);
});

test("with a wildcard, each API has a host of its own and its whole path; another API's id in the path is data", async () => {
  const { bed, api, ask } = await start("https://*.apis.example.com");
  const host = `${api.apiId.replace("_", "-")}.apis.example.com`;
  const other = await bed.makeApi();
  for (const target of ["/", "/x?y=1", `/${other.apiId}/x`, "/dashboard", "/api/v1/keys", "//x"]) {
    assert.equal((await ask(host, target)).status, 200, target);
    assert.equal(bed.received.at(-1)?.url, target);
  }
  assert.equal(headerOf(bed.received.at(-1)?.rawHeaders ?? [], "x-forwarded-prefix"), "");
  assert.equal(headerOf(bed.received.at(-1)?.rawHeaders ?? [], "host"), host);
  assert.equal((await ask(`${api.apiId}.APIS.example.com.:443`, "/x")).status, 200);
  assert.equal((await ask(host, `http://${host}?a`)).status, 200);
  assert.equal(bed.received.at(-1)?.url, "/?a");
  const before = bed.received.length;
  assert.equal((await ask(host, "/../x")).status, 400);
  assert.equal((await ask(host, `http://${other.apiId}.apis.example.com/x`)).status, 400);
  assert.equal((await ask(`${other.apiId}.apis.example.com`, "/x")).status, 401);
  for (const wrong of ["apis.example.com", "x.apis.example.com", `a.${host}`]) assert.match((await ask(wrong, "/dashboard")).text, /Only APIs are served at this address/, wrong);
  assert.equal((await ask("example.com", `/${api.apiId}/x`)).status, 404);
  assert.match((await ask("example.com", "/dashboard")).text, /\r\nweb\r\n/);
  assert.equal(bed.received.length, before);
});
