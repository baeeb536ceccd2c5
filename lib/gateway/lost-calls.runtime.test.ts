import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { guestBundle } from "../../supabase/tests/guest-bundle.ts";
import { killUnderLoad } from "../../supabase/tests/kill-under-load.ts";
import { startLiveGateway, type LiveGateway } from "../../supabase/tests/live-gateway.ts";

let bed: LiveGateway;
before(async () => {
  bed = await startLiveGateway();
});
after(() => bed.close());

const backend = () => bed.sandbox.backend;
const problemOf = async (response: Response) => (await response.json()) as { error: string; message: string; reason?: string };

test("the caller of a call that blocks gets 504 with the reason, its owner finds it in the log and the state, the next call works, and a neighbour notices nothing", async () => {
  const api = await bed.deploy(guestBundle(`
    if (url.pathname === "/spin") for (;;);
    if (url.pathname === "/microtasks") for (;;) await null;
    if (url.pathname === "/regexp") return /^(a+)+$/.test("a".repeat(40) + "!");
    return "fine";`));
  const neighbour = await bed.deploy(guestBundle(`return "fine";`));
  await bed.fetch(neighbour, "/");
  let isOver = false;
  const calls = (async () => {
    const statuses = new Set<number>();
    while (!isOver) statuses.add((await bed.fetch(neighbour, "/")).status);
    return [...statuses];
  })();
  for (const path of ["/spin", "/microtasks", "/regexp"]) {
    const response = await bed.fetch(api, path, { headers: { "x-request-id": `lost${path.replace("/", "-")}` } });
    assert.equal(response.status, 504, path);
    const problem = await problemOf(response);
    assert.deepEqual([problem.error, problem.message === `The API was stopped before it had answered. ${problem.reason}`], ["deadline", true]);
    assert.match(problem.reason ?? "", /blocked it for more than 300 ms of CPU time/);
    const told = (await backend().status(api.apiId)).reason ?? "";
    assert.ok(told.includes(problem.reason ?? "?") && told.includes(`GET ${path}`), told);
    assert.ok(bed.logged.some(({ requestId, lines }) => requestId === `lost${path.replace("/", "-")}` && lines.some(([, text]) => text.includes("300 ms"))), "in the call's log");
    assert.equal((await bed.fetch(api, "/")).status, 200);
  }
  isOver = true;
  assert.deepEqual(await calls, [200]);
});

test("one caller whose calls block again and again takes the API from nobody, and its owner reads by which route", async () => {
  const api = await bed.deploy(guestBundle(`if (url.pathname === "/spin") for (;;); return "fine";`));
  for (let times = 0; times < 6; times++) assert.equal((await bed.fetch(api, "/spin?secret=1")).status, 504);
  const reason = async () => (await backend().status(api.apiId)).reason ?? "";
  assert.match(await reason(), /^It was stopped 6 times within 10 minutes by what calls asked of it\..* Under way then: GET \/spin \(6 of 6 times\)\.$/);
  assert.equal((await bed.fetch(api, "/")).status, 200);
  assert.match(await reason(), /GET \/spin \(6 of 6 times\)/);
});

test("memory bombs, of the heap and of four gigabytes of buffers, end at the limit with 502 and the reason; a neighbour notices nothing", async () => {
  const bomb = await bed.deploy(guestBundle(`const held = []; const parts = url.pathname === "/heap" ? 1e9 : 4096;
    for (let n = 0; n < parts; n++) { held.push(url.pathname === "/heap" ? new Array(1e5).fill(0).map(() => ({ a: n })) : new Uint8Array(1 << 20).fill(1)); if (n % 16 === 0) await new Promise((r) => setTimeout(r)); } return held.length;`));
  const neighbour = await bed.deploy(guestBundle(`return "fine";`));
  await bed.fetch(neighbour, "/");
  for (const path of ["/heap", "/buffers"]) {
    const dying = bed.fetch(bomb, path);
    let isOver = false;
    void dying.finally(() => (isOver = true)).catch(() => {});
    while (!isOver) assert.equal((await bed.fetch(neighbour, "/")).status, 200);
    const response = await dying;
    const { reason } = await problemOf(response);
    // A host that gives it little time may find it blocked by its own collector first.
    assert.ok(response.status === 502 ? /memory/.test(reason ?? "") : /blocked/.test(reason ?? ""), `${response.status} ${reason}`);
    assert.equal((await bed.fetch(bomb, "/none").catch(() => null)) !== null, true);
  }
});

test("an endless answer is cut at its limit, and the runtime that gave it serves on", async () => {
  const api = await bed.deploy(guestBundle(`if (url.pathname === "/endless") return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(65536)); } })); return "fine";`));
  const response = await bed.fetch(api, "/endless");
  let bytes = 0;
  await assert.rejects(async () => {
    for await (const chunk of response.body ?? []) bytes += (chunk as Uint8Array).length;
  });
  assert.ok(bytes <= 10 << 20, `${bytes} bytes`);
  assert.equal((await bed.fetch(api, "/")).status, 200);
  assert.equal((await backend().status(api.apiId)).wakes, 1);
});

test("twenty runtimes killed with -9 in random order under load: only calls in flight on them fail, with 502", async () => {
  const { kills, calls, lost, wrong } = await killUnderLoad(bed, { count: 20, atOnce: 1, everyMs: 0 });
  assert.deepEqual(wrong, []);
  assert.equal(kills, 20);
  assert.ok(lost <= kills && calls > 20 * 4, `${lost} of ${calls} calls`);
});
