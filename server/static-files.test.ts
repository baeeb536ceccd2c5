import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http, { type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { compressStatic } from "./compress-static.ts";
import { staticFiles } from "./static-files.ts";

const SCRIPT = `run(${JSON.stringify("a script of some length ".repeat(200))});`;
const folder = mkdtempSync(join(tmpdir(), "api-creator-static-"));
let server: http.Server;

before(async () => {
  mkdirSync(join(folder, "static", "chunks"), { recursive: true });
  writeFileSync(join(folder, "secret.js"), "secret");
  for (const [name, text] of [["gone.js", SCRIPT], ["small.css", "a{}"], ["letters.woff2", SCRIPT]] as const) writeFileSync(join(folder, "static", "chunks", name), text);
  await compressStatic(join(folder, "static"));
  const serve = staticFiles(folder);
  server = http.createServer((request, response) => void (serve(request, response) || response.writeHead(418).end()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Got { status: number; headers: http.IncomingHttpHeaders; body: Buffer }
/** Not fetch: it asks for encodings, and opens them, by itself. */
const ask = (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Got> => new Promise((resolve, reject) => {
  const onReply = async (reply: IncomingMessage) => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(await reply.toArray()) });
  http.request({ port: (server.address() as AddressInfo).port, path, headers, method, agent: false }, onReply).on("error", reject).end();
});
const chunk = (name: string) => `/_next/static/chunks/${name}`;

test("a script comes as it was compressed at the build, in the smallest form that its caller reads, kept for good", async () => {
  const br = await ask(chunk("small.css"));
  assert.deepEqual([br.body.toString(), br.headers["content-encoding"], br.headers["content-type"]], ["a{}", undefined, "text/css; charset=utf-8"]);
  for (const [accepted, encoding, open] of [["gzip, deflate, br, zstd", "br", brotliDecompressSync], ["gzip", "gzip", gunzipSync], ["br;q=0, gzip;q=0.5", "gzip", gunzipSync], ["identity", undefined, (body: Buffer) => body], ["", undefined, (body: Buffer) => body]] as const) {
    const got = await ask(chunk("gone.js"), { "Accept-Encoding": accepted });
    assert.deepEqual([got.status, got.headers["content-encoding"], got.headers.vary], [200, encoding, "Accept-Encoding"], accepted);
    assert.equal(open(got.body).toString(), SCRIPT);
    assert.equal(Number(got.headers["content-length"]), got.body.length);
    assert.match(got.headers["cache-control"] ?? "", /max-age=31536000, immutable/);
    assert.deepEqual([got.headers["content-type"], got.headers["x-content-type-options"]], ["text/javascript; charset=utf-8", "nosniff"]);
  }
  assert.equal((await ask(chunk("letters.woff2"), { "Accept-Encoding": "br" })).headers["content-encoding"], undefined);
});

test("HEAD tells the same without a body; what is known already is not sent again; a query changes nothing", async () => {
  const accepted = { "Accept-Encoding": "br" };
  const got = await ask(`${chunk("gone.js")}?dpl=1`, accepted);
  const head = await ask(chunk("gone.js"), accepted, "HEAD");
  assert.deepEqual([head.headers["content-length"], head.headers["content-encoding"], head.body.length], [got.headers["content-length"], "br", 0]);
  const known = await ask(chunk("gone.js"), { ...accepted, "If-None-Match": got.headers.etag ?? "" });
  assert.deepEqual([known.status, known.body.length], [304, 0]);
  assert.notEqual((await ask(chunk("gone.js"))).headers.etag, got.headers.etag, "two forms of one file may not be taken for each other");
});

test("what is not a file of the build is somebody else's", async () => {
  for (const path of [chunk("none.js"), "/_next/static/", "/_next/static/chunks", "/_next/static/../secret.js", "/_next/static/%2e%2e/secret.js", "/_next/static//secret.js", "/_next/image", "/"]) assert.equal((await ask(path)).status, 418, path);
  assert.equal((await ask(chunk("gone.js"), {}, "POST")).status, 418);
});

test("a file that a newer build took away is a 404 that nobody keeps, and the process lives on", async () => {
  for (const extension of ["", ".br", ".gz"]) rmSync(join(folder, "static", "chunks", `gone.js${extension}`));
  const got = await ask(chunk("gone.js"), { "Accept-Encoding": "br" });
  assert.deepEqual([got.status, got.headers["content-encoding"], got.headers["cache-control"], got.headers["content-type"]], [404, undefined, "no-store", "text/plain; charset=utf-8"]);
  assert.equal(existsSync(join(folder, "static", "chunks", "letters.woff2")), true);
  assert.equal((await ask(chunk("letters.woff2"))).status, 200);
});
