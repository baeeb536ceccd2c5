import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openWebDoor, type WebDoor } from "./gateway-web.ts";

const folder = mkdtempSync(join(tmpdir(), "web-door-"));
const seen: string[] = [];
let web: http.Server;
let door: WebDoor;
let front: http.Server;
let url = "";

before(async () => {
  web = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.end("web");
  });
  await new Promise<void>((resolve) => web.listen(join(folder, "web.sock"), () => resolve()));
  door = openWebDoor({ at: { socketPath: join(folder, "web.sock") }, isHttps: false, trustedHops: 0, corsOrigins: ["https://app.example.com"] });
  front = http.createServer((request, response) => door.serve(request, response));
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", () => resolve()));
  url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
});
after(async () => {
  await door.close();
  for (const server of [front, web]) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, origin: string | undefined, isPreflight = false): Promise<Response> => fetch(`${url}${path}`, {
  method: isPreflight ? "OPTIONS" : "GET", headers: { ...(origin === undefined ? {} : { origin }), ...(isPreflight ? { "access-control-request-method": "DELETE", "access-control-request-headers": "authorization" } : {}) },
});

test("a listed origin may read and write the REST API with credentials; its preflight is answered at the door", async () => {
  const preflight = await ask("/api/v1/apis", "https://app.example.com", true);
  assert.equal(preflight.status, 204);
  assert.deepEqual(seen, []);
  for (const reply of [preflight, await ask("/api/v1/apis", "https://app.example.com")]) {
    assert.deepEqual([reply.headers.get("access-control-allow-origin"), reply.headers.get("access-control-allow-credentials"), reply.headers.get("vary")], ["https://app.example.com", "true", "Origin"]);
  }
  assert.match(preflight.headers.get("access-control-allow-methods") ?? "", /DELETE/);
  assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /Authorization.*Idempotency-Key.*If-Match/);
});

test("no other origin gets a header, on no path, whatever web says", async () => {
  for (const origin of ["http://evil", "null", "https://app.example.com.evil.example", "http://app.example.com", undefined]) {
    for (const isPreflight of [true, false]) {
      const reply = await ask("/api/v1/apis", origin, isPreflight);
      assert.deepEqual([...reply.headers.keys()].filter((name) => name.startsWith("access-control-")), [], origin);
      assert.equal(reply.headers.get("vary"), "Origin");
    }
  }
  for (const path of ["/dashboard", "/api", "/apix/y", "/"]) assert.equal((await ask(path, "https://app.example.com")).headers.get("access-control-allow-origin"), null, path);
});

test("a path that is no text once it is decoded is refused at the door; a query is web's own to read", async () => {
  seen.length = 0;
  for (const path of ["/apis/%ED%A0%BD", "/api/v1/keys/%zz", "/_next/static/%ff", "/apis/%", "/%c0%ae"]) {
    const reply = await ask(path, undefined);
    assert.deepEqual([reply.status, ((await reply.json()) as { error: string }).error], [400, "malformed"], path);
  }
  assert.deepEqual(seen, []);
  for (const path of ["/apis/%F0%9F%93%9A%25", "/login?next=%ff"]) assert.equal((await ask(path, undefined)).status, 200, path);
});

test("a multipart body without a boundary is refused at the door, any other is web's to read", async () => {
  seen.length = 0;
  const post = (type: string): Promise<Response> => fetch(`${url}/login`, { method: "POST", headers: { "content-type": type }, body: "x" });
  for (const type of ["multipart/form-data", "multipart/form-data; boundary=", 'multipart/form-data; boundary=""', "Multipart/Form-Data; charset=utf-8"]) assert.equal((await post(type)).status, 400, type);
  assert.deepEqual(seen, []);
  for (const type of ["multipart/form-data; boundary=x", 'multipart/form-data; charset=utf-8; boundary="a b"', "application/json", "text/plain; about=multipart/form-data"]) assert.equal((await post(type)).status, 200, type);
});
