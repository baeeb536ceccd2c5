import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { guestBundle } from "../../../supabase/tests/guest-bundle.ts";
import { startTestSandbox, type TestSandbox } from "../../../supabase/tests/test-sandbox.ts";
import { until } from "../../../supabase/tests/until.ts";
import { ANY_LIBRARIES, bundleText } from "../compile/bundle-text.ts";
import type { FetchFixture, ScratchReply, ScratchRound } from "../runtime.ts";

let sandbox: TestSandbox;
let admin: Sql;
before(async () => {
  sandbox = await startTestSandbox();
  admin = connect(sandbox.database.adminUrl, "test-admin", 2);
});
after(async () => {
  await admin.end({ timeout: 5 });
  await sandbox.close();
});

test("a scratch runtime answers, shows what each request printed, and leaves no data", async () => {
  const bundle = guestBundle(`console.log("saw", url.pathname, env.CONSUMER.id); const c = env.DATA.collection("c"); if (url.pathname === "/add") await c.insert({ id: "x" }); return c.count();`);
  const [first, second] = await Promise.all([sandbox.backend.openScratch(bundle), sandbox.backend.openScratch(bundle)]);
  const added: ScratchReply = await first.fetch({ method: "POST", path: "/add?x=1", body: "{}", consumer: "anna" });
  assert.deepEqual([added.status, added.body, added.console], [200, "1", [["log", "saw /add anna"]]]);
  assert.equal((await second.fetch({ method: "GET", path: "/" })).body, "0");
  await Promise.all([first.close(), second.close()]);
  const [row] = await admin`select count(*)::int as n from private.scratch_documents`;
  assert.equal(row?.["n"], 0);
  await assert.rejects(first.fetch({ method: "GET", path: "/" }), { code: "unavailable" });
});

test("rounds side by side have data of their own, also for what a request still writes while another round runs", async () => {
  const scratch = await sandbox.backend.openScratch(guestBundle(`globalThis.kept ??= env.DATA.collection("c"); const c = env.DATA.collection("c");
    if (url.pathname === "/late") { await c.insert({ id: "early" }); while (!globalThis.mayGoOn) await new Promise((r) => setTimeout(r, 5)); await Promise.all(Array.from({ length: 20 }, (_, n) => c.insert({ id: "late" + n }))); }
    if (url.pathname === "/go-on") globalThis.mayGoOn = true;
    if (url.pathname === "/kept") await globalThis.kept.insert({ id: "kept" });
    return [await c.count(), await globalThis.kept.count()];`));
  const get = async (round: ScratchRound, target: string) => JSON.parse((await round.fetch({ method: "GET", path: target })).body);
  const [first, second] = [scratch.round(), scratch.round()];
  const late = get(first, "/late");
  await until(async () => (await get(first, "/"))[0] === 1, "the first write");
  assert.deepEqual(await get(second, "/go-on"), [0, 0]);
  assert.deepEqual(await get(second, "/kept"), [1, 1], "a collection that the API keeps writes where the request is");
  assert.deepEqual(await late, [21, 21]);
  assert.deepEqual(await get(second, "/"), [1, 1]);
  assert.deepEqual(await get(scratch, "/"), [0, 0]);
  await scratch.close();
  const [row] = await admin`select count(*)::int as n from private.scratch_documents`;
  assert.equal(row?.["n"], 0, "no round leaves documents");
});

test("a scratch runtime lets its data fail on purpose: only operations of that round that can end in the error do", async () => {
  const scratch = await sandbox.backend.openScratch(guestBundle(`const c = env.DATA.collection("c"); const codes = await Promise.allSettled([
    c.insert({ id: url.searchParams.get("id") }), c.count(), c.update("first", { a: 1 }, { ifVersion: 1 }), c.update("first", { b: 1 }), c.delete("none")]);
    return codes.map((result) => result.status === "fulfilled" ? "ok" : result.reason.code);`));
  const get = async (id: string) => JSON.parse((await scratch.fetch({ method: "GET", path: `/?id=${id}` })).body);
  assert.deepEqual(await get("first"), ["ok", "ok", "ok", "ok", "ok"]);
  assert.equal(await scratch.failData("stale"), 0);
  assert.deepEqual(await get("second"), ["ok", "ok", "stale", "ok", "ok"]);
  assert.equal(await scratch.failData("quota"), 1, "one operation ended in stale");
  assert.deepEqual(await get("third"), ["quota", "ok", "quota", "quota", "ok"]);
  await scratch.failData("unavailable");
  assert.deepEqual(await get("fourth"), Array.from({ length: 5 }, () => "unavailable"));
  assert.equal(await scratch.failData(null), 5);
  const other = scratch.round();
  await other.failData("unavailable");
  assert.deepEqual(await get("fifth"), ["ok", "ok", "stale", "ok", "ok"], "only stale by itself: its version is not 1 any more");
  assert.equal(await other.failData(null), 0, "what another round does is not counted");
  await scratch.close();
});

test("in a scratch runtime fetch is answered by fixtures only, through redirects too, and secrets are placeholders", async () => {
  const fixtures: FetchFixture[] = [
    { method: "GET", url: "https://api.example.com/rate", status: 200, headers: { "content-type": "application/json", "x-a": "1" }, body: '{"rate":2}' },
    { method: "POST", url: "https://api.example.com/rate", status: 422, body: "no" },
    { method: "GET", url: "http://api.example.com/moved", status: 302, headers: { location: "https://api.example.com/rate?from=moved" }, body: "" },
    { method: "GET", url: "http://api.example.com/trap", status: 302, headers: { location: "http://127.0.0.1:5432/" }, body: "" },
    { method: "GET", url: "http://api.example.com/none", status: 204, body: "" },
  ];
  const scratch = await sandbox.backend.openScratch(guestBundle(`const tries = [["https://api.example.com/rate"], ["https://api.example.com/rate?x=1"], ["https://api.example.com/rate", { method: "POST", body: "x" }], ["http://api.example.com/moved"], ["http://api.example.com/none"],
      ["http://api.example.com/trap"], ["https://api.example.com/rate", { method: "DELETE" }], ["http://api.example.com/rate"], ["http://host/data", { method: "POST", body: '[["list","c"]]' }], ["http://169.254.169.254/latest"], ["https://user:pw@api.example.com.evil.example/"], ["file:///etc/passwd"], ["ftp://api.example.com/"], ["/relative"], ["http://unix:%2Fs%2Fh.sock/data"]];
    const out = []; for (const [to, init] of tries) { try { const r = await fetch(to, init); out.push(r.status + " " + (await r.text())); } catch (error) { out.push(String(error.message)); } }
    return { out, secret: env.SECRETS.KEY, other: env.SECRETS.OTHER ?? null };`), { fixtures, secretNames: ["KEY"] });
  const { out, secret, other } = JSON.parse((await scratch.fetch({ method: "GET", path: "/" })).body) as { out: string[]; secret: string; other: null };
  await scratch.close();
  assert.deepEqual(out.slice(0, 5), ['200 {"rate":2}', '200 {"rate":2}', "422 no", '200 {"rate":2}', "204 "]);
  const refused = ["GET http://127.0.0.1:5432/", "DELETE https://api.example.com/rate", "GET http://api.example.com/rate", "POST http://host/data", "GET http://169.254.169.254/latest", "GET https://api.example.com.evil.example/"];
  for (const [index, what] of refused.entries()) assert.ok(out[5 + index]?.startsWith(`No fixture answers ${what}.`), `${what}: ${out[5 + index]}`);
  assert.deepEqual(out.slice(11, 13), ["fetch takes http and https addresses, not file:", "fetch takes http and https addresses, not ftp:"]);
  assert.ok(out.slice(13).every((text) => !/^\d/.test(text)), out.slice(13).join());
  assert.match(secret, /^\{\{secret:KEY:[0-9a-f]{32}\}\}$/);
  assert.equal(other, null);
});

test("a scratch runtime bears eight requests at once with bodies of 100 KB and many data operations", async () => {
  const scratch = await sandbox.backend.openScratch(guestBundle(`const { text } = await request.json(); const c = env.DATA.collection("c");
    const made = await Promise.all(Array.from({ length: 9 }, (_, n) => c.insert({ n, text: text.slice(0, 60000) }))); return { made: made.length, size: text.length };`));
  const bodies = Array.from({ length: 24 }, () => scratch.fetch({ method: "POST", path: "/", headers: { "content-type": "application/json" }, body: JSON.stringify({ text: "x".repeat(100 * 1024) }) }));
  for (const reply of await Promise.all(bodies)) assert.deepEqual([reply.status, JSON.parse(reply.body)], [200, { made: 9, size: 102_400 }]);
  await scratch.close();
});

test("a scratch runtime that dies or answers without end is an error in words", async () => {
  const scratch = await sandbox.backend.openScratch(guestBundle(`if (url.pathname === "/spin") for (;;); return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(65536)); } }));`));
  try {
    await assert.rejects(scratch.fetch({ method: "GET", path: "/endless" }), { code: "bad_gateway", message: /larger than 1 MB/ });
    // A host that is busy with others gives it too little time to be found blocked before the request's own limit.
    await assert.rejects(scratch.fetch({ method: "GET", path: "/spin" }), { message: /blocked|did not answer GET \/spin within 10 s/ });
  } finally {
    await scratch.close();
  }
  await assert.rejects(sandbox.backend.openScratch(bundleText("exports.x = 1", ANY_LIBRARIES)), { code: "bad_gateway", message: /export default app/ });
  await assert.rejects(sandbox.backend.openScratch(bundleText("for (;;); exports.default = {}", ANY_LIBRARIES)), { code: "bad_gateway", message: /did not finish loading|while it loaded/ });
});
