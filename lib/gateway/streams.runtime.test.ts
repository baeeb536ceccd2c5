import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { guestBundle } from "../../supabase/tests/guest-bundle.ts";
import { startLiveGateway, type LiveGateway } from "../../supabase/tests/live-gateway.ts";
import { until } from "../../supabase/tests/until.ts";
import type { TestApi } from "./test-gateway.ts";

let live: LiveGateway;
let api: TestApi;
before(async () => {
  live = await startLiveGateway();
  api = await live.deploy(guestBundle(CODE));
});
after(() => live.close());

const CHUNKS = 140;
const CODE = `const marks = env.DATA.collection("marks"); const bytes = (text) => new TextEncoder().encode(text);
  const given = async (id) => { while (!(await marks.get(id))) await new Promise((r) => setTimeout(r, 10)); };
  const count = globalThis.pulled ??= { n: 0 };
  switch (url.pathname) {
    case "/mark": return marks.insert({ id: url.searchParams.get("id") });
    case "/pulled": return count.n;
    case "/upload": { let total = 0; for await (const chunk of request.body) { if (total === 0) await marks.insert({ id: "upload begun" }); total += chunk.length; } return { total }; }
    case "/echo": return new Response(request.body);
    case "/events": { const { readable, writable } = new TransformStream(); const writer = writable.getWriter();
      (async () => { await writer.write(bytes("id: 1\\ndata: one\\n\\n")); await given("go on"); await writer.write(bytes("id: 2\\ndata: two\\n\\n")); await writer.close(); })();
      return new Response(readable, { headers: { "content-type": "text/event-stream" } }); }
    case "/ticks": { let timer; request.signal.addEventListener("abort", () => { console.log("aborted"); marks.insert({ id: "ticks aborted" }); });
      return new Response(new ReadableStream({ start(c) { timer = setInterval(() => c.enqueue(bytes("tick")), 20); }, cancel() { clearInterval(timer); console.log("cancelled"); return marks.insert({ id: "ticks cancelled" }); } })); }
    case "/wait": request.signal.addEventListener("abort", () => console.log("left while waiting")); await marks.insert({ id: "waiting" }); await new Promise(() => setInterval(() => {}, 1000)); return 1;
    case "/break": { let n = 0; return new Response(new ReadableStream({ pull(c) { if (++n > 3) throw new Error("broke in the middle"); c.enqueue(bytes("part" + n)); } })); }
    case "/die": { let n = 0; return new Response(new ReadableStream({ async pull(c) { if (++n > 3) for (;;); c.enqueue(bytes("part" + n)); await new Promise((r) => setTimeout(r, 5)); } })); }
    case "/large": return new Response(new ReadableStream({ pull(c) { count.n += 1; c.enqueue(new Uint8Array(65536)); if (count.n === ${CHUNKS}) c.close(); } }, { highWaterMark: 0 }));
    case "/sized": return new Response("twelve bytes");
    case "/status": return new Response(null, { status: Number(url.searchParams.get("code")) });
  }
  return null;`;

const isMarked = async (id: string) => (await live.admin`select 1 from public.documents where api_id = ${api.apiId} and id = ${id}`).length === 1;
const printed = (requestId: string | null) => live.logged.filter((entry) => entry.requestId === requestId).flatMap(({ lines }) => lines);
const text = (value: Uint8Array | undefined) => new TextDecoder().decode(value);
const readerOf = ({ body }: Response) => body?.getReader() ?? assert.fail("no body");
/** As it travels: the headers and every byte of the body. */
const raw = (method: string, path: string) => new Promise<{ headers: http.IncomingHttpHeaders; status: number; body: string }>((resolve, reject) => {
  http.request(`${live.bed.url}/${api.apiId}${path}`, { method, headers: { "x-api-key": api.key }, agent: false }, (response) => {
    let body = "";
    response.on("data", (chunk: Buffer) => (body += chunk.toString()));
    response.on("end", () => resolve({ headers: response.headers, status: response.statusCode ?? 0, body }));
  }).on("error", reject).end();
});

test("the first piece of an upload is with the code before the last is sent", async () => {
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(new Uint8Array(1_000));
      await begun;
      controller.enqueue(new Uint8Array(500_000));
      controller.close();
    },
  });
  const reply = live.fetch(api, "/upload", { method: "POST", body, duplex: "half" });
  await until(() => isMarked("upload begun"), "the code reads");
  resolve();
  assert.deepEqual(await (await reply).json(), { total: 501_000 });
});

test("a body goes through the code and back while it is still being sent", async () => {
  const pieces = new TransformStream<Uint8Array, Uint8Array>();
  const writer = pieces.writable.getWriter();
  void writer.write(new TextEncoder().encode("one"));
  const reader = readerOf(await live.fetch(api, "/echo", { method: "POST", body: pieces.readable, duplex: "half" }));
  assert.equal(text((await reader.read()).value), "one");
  void writer.write(new TextEncoder().encode("two"));
  assert.equal(text((await reader.read()).value), "two");
  await writer.close();
  assert.equal((await reader.read()).done, true);
});

test("the first server-sent event arrives before the last is written, and the code's end is the client's", async () => {
  const response = await live.fetch(api, "/events");
  assert.deepEqual([response.headers.get("content-type"), response.headers.get("content-length"), response.headers.get("transfer-encoding")], ["text/event-stream", null, "chunked"]);
  const reader = readerOf(response);
  assert.equal(text((await reader.read()).value), "id: 1\ndata: one\n\n");
  await live.fetch(api, "/mark?id=go%20on", { method: "POST" });
  assert.equal(text((await reader.read()).value), "id: 2\ndata: two\n\n");
  assert.equal((await reader.read()).done, true);
});

test("a client that leaves within a stream cancels it and aborts request.signal; what is printed then is told under the call's id", async () => {
  const gone = new AbortController();
  const response = await live.fetch(api, "/ticks", { signal: gone.signal });
  assert.equal(text((await readerOf(response).read()).value).slice(0, 4), "tick");
  gone.abort();
  await until(async () => (await isMarked("ticks cancelled")) && (await isMarked("ticks aborted")), "the code hears it");
  const requestId = response.headers.get("x-request-id");
  await until(() => printed(requestId).length === 2, "both lines");
  assert.deepEqual(printed(requestId).map(([, line]) => line).toSorted(), ["aborted", "cancelled"]);
  const usage = () => live.admin<{ status_code: number; is_billed: boolean }[]>`select status_code, is_billed from public.api_usage where request_id = ${requestId}`;
  await until(async () => (await usage()).length === 1, "it is metered");
  assert.deepEqual((await usage()).map((row) => [row.status_code, row.is_billed]), [[200, true]], "what was streamed until then was had");
});

test("a client that leaves before the answer is heard by the code, and not billed", async () => {
  const gone = new AbortController();
  const reply = live.fetch(api, "/wait", { signal: gone.signal, headers: { "x-request-id": "left-early" } });
  await until(() => isMarked("waiting"), "the code waits");
  gone.abort();
  await assert.rejects(reply);
  await until(() => printed("left-early").some(([, line]) => line === "left while waiting"), "the code hears it");
  const usage = () => live.admin<{ status_code: number; is_billed: boolean }[]>`select status_code, is_billed from public.api_usage where request_id = 'left-early'`;
  await until(async () => (await usage()).length === 1, "it is metered");
  assert.deepEqual((await usage()).map((row) => [row.status_code, row.is_billed]), [[499, false]]);
});

test("an answer that breaks off in the middle never looks complete: a stream that fails, which its owner reads of, and a runtime that dies", async () => {
  for (const [path, its] of [["/break", api], ["/die", await live.deploy(guestBundle(CODE))]] as const) {
    const response = await live.fetch(its, path, { headers: { "x-request-id": `off${path.slice(1)}` } });
    assert.equal(response.status, 200);
    await assert.rejects(response.text(), path);
  }
  const usage = () => live.admin<{ is_billed: boolean }[]>`select is_billed from public.api_usage where request_id in ('offbreak', 'offdie')`;
  await until(async () => (await usage()).length === 2, "both are metered");
  assert.deepEqual((await usage()).map((row) => row.is_billed), [false, false]);
  await until(() => printed("offbreak").some(([level, line]) => level === "exception" && line.startsWith("Error: broke in the middle")), "the exception");
});

test("a client that does not read stops the code from producing, and gets everything when it reads", async () => {
  const pulled = async () => Number(await (await live.fetch(api, "/pulled")).text());
  const response = await live.fetch(api, "/large");
  let [before, same] = [-1, 0];
  await until(async () => {
    const now = await pulled();
    same = now === before ? same + 1 : 0;
    before = now;
    return same >= 30;
  }, "it waits");
  assert.ok(before < CHUNKS, `${before} pieces were made`);
  assert.equal((await response.arrayBuffer()).byteLength, CHUNKS * 65_536);
});

test("a sized answer keeps its length; HEAD, 204 and 304 have no body and leave the connection usable", async () => {
  const sized = await raw("GET", "/sized");
  assert.deepEqual([sized.headers["content-length"], sized.headers["transfer-encoding"], sized.body], ["12", undefined, "twelve bytes"]);
  const head = await raw("HEAD", "/sized");
  assert.deepEqual([head.status, head.headers["content-length"], head.body], [200, "12", ""]);
  for (const code of [204, 304]) {
    const empty = await raw("GET", `/status?code=${code}`);
    assert.deepEqual([empty.status, empty.headers["transfer-encoding"], empty.headers["content-length"] ?? "0", empty.body], [code, undefined, "0", ""]);
  }
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const used = new Set<unknown>();
  for (const [method, path] of [["HEAD", "/sized"], ["GET", "/status?code=204"], ["GET", "/status?code=304"], ["GET", "/sized"]] as const) {
    await new Promise<void>((resolve, reject) => {
      http.request(`${live.bed.url}/${api.apiId}${path}`, { method, agent, headers: { "x-api-key": api.key } }, (response) => response.on("end", resolve).resume())
        .on("socket", (socket) => used.add(socket)).on("error", reject).end();
    });
  }
  agent.destroy();
  assert.equal(used.size, 1);
});
