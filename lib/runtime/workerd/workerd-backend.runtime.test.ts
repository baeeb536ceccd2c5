import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { guestBundle } from "../../../supabase/tests/guest-bundle.ts";
import { descendants } from "../../../supabase/tests/process-tree.ts";
import { callSocket, startLiveApis, type LiveApis } from "../../../supabase/tests/live-apis.ts";
import { until } from "../../../supabase/tests/until.ts";
import { ANY_LIBRARIES, bundleText } from "../compile/bundle-text.ts";

let apis: LiveApis;
before(async () => {
  apis = await startLiveApis();
});
after(() => apis.close());

const makeApi = (body: string): Promise<string> => apis.deploy(guestBundle(body));
const ask = async (...call: Parameters<LiveApis["call"]>) => JSON.parse((await apis.call(...call)).body);
const state = async (apiId: string) => (await apis.sandbox.backend.status(apiId)).state;

test("an API wakes, serves, sleeps and wakes again with the documents it stored", async () => {
  const apiId = await makeApi(`const notes = env.DATA.collection("notes"); if (request.method === "POST") return notes.insert(await request.json()); return notes.list();`);
  const made = await ask(apiId, "/", {}, JSON.stringify({ text: "hello" }));
  assert.equal(made.text, "hello");
  assert.equal((await apis.sandbox.backend.wake(apiId)).isCold, false);
  await apis.sandbox.backend.sleep(apiId);
  await until(async () => (await state(apiId)) === "asleep", "asleep");
  const again = await apis.sandbox.backend.wake(apiId);
  assert.equal(again.isCold, true);
  const { items } = JSON.parse((await callSocket(again.socketPath)).body);
  assert.deepEqual(items, [made]);
});

test("operations of one turn come back in order, each with its own outcome", async () => {
  const apiId = await makeApi(`const c = env.DATA.collection("c", { unique: ["email"] });
    const all = await Promise.allSettled([c.insert({ id: "a", email: "x", n: 1 }), c.insert({ id: "b", email: "x" }), c.increment("a", "n", 4), c.get("zz"), c.update("a", { n: 9 }, { ifVersion: 1 })]);
    return all.map((r) => r.status === "fulfilled" ? r.value?.id ?? r.value : r.reason.code + r.reason.name);`);
  assert.deepEqual(await ask(apiId), ["a", "conflictDataError", 5, null, "staleDataError"]);
});

test("aggregate adds up in the database and fails in words", async () => {
  const apiId = await makeApi(`const c = env.DATA.collection("sales"); await Promise.all([c.insert({ on: "2026-11-21", price: 0.1 }), c.insert({ on: "2026-11-20T23:00Z", price: 0.2 })]);
    return [await c.aggregate(), await c.aggregate({ field: "price", where: { price: { gt: 0 } } }), await c.aggregate({ groupBy: ["on", "week"] }), await c.aggregate({ groupBy: ["on", "hour"] }).catch((e) => e.code + e.name)];`);
  const nothing = { sum: null, min: null, max: null, average: null };
  assert.deepEqual(await ask(apiId), [
    [{ group: null, count: 2, ...nothing }],
    [{ group: null, count: 2, sum: 0.3, min: 0.1, max: 0.2, average: 0.15 }],
    [{ group: "2026-W47", count: 2, ...nothing }],
    "invalidDataError",
  ]);
});

test("what a call prints is logged under its request id, also when calls overlap", async () => {
  const apiId = await makeApi(`console.log("one", url.pathname); await new Promise((r) => setTimeout(r, 30)); console.error({ two: url.pathname }); return 1;`);
  await Promise.all(["a", "b", "c"].map((name) => ask(apiId, `/${name}`, { "x-request-id": `req-${name}` })));
  await until(() => apis.logged.filter((entry) => entry.apiId === apiId).length === 3, "three entries");
  for (const name of ["a", "b", "c"]) {
    const entry = apis.logged.find((item) => item.requestId === `req-${name}`);
    assert.deepEqual(entry?.lines, [["log", `one /${name}`], ["error", `{"two":"/${name}"}`]]);
  }
});

test("an API that crashes in a loop is marked failed with a reason", async () => {
  const apiId = await makeApi(``);
  apis.live.set(apiId, { ...(apis.live.get(apiId) ?? assert.fail()), bundle: bundleText(`const settings = undefined; settings.port; exports.default = {};`, ANY_LIBRARIES) });
  for (let n = 0; n < 5; n++) await assert.rejects(apis.sandbox.backend.wake(apiId), { code: "bad_gateway", message: /Cannot read properties of undefined/ });
  assert.match(apis.failed.get(apiId) ?? "", /stopped 5 times/);
});

test("a new version answers after its deployment, and calls in flight of the old one finish", async () => {
  const apiId = await makeApi(`const c = env.DATA.collection("c"); await c.insert({ id: "begun" }); while (!(await c.get("deployed"))) await new Promise((r) => setTimeout(r, 10)); return "old";`);
  const inFlight = ask(apiId);
  await until(async () => (await apis.admin`select 1 from public.documents where api_id = ${apiId}`).length === 1, "the old version's call begun");
  apis.live.set(apiId, { ...(apis.live.get(apiId) ?? assert.fail()), versionId: randomUUID(), bundle: guestBundle(`await env.DATA.collection("c").insert({ id: "deployed" }); return "new";`) });
  assert.equal(await ask(apiId), "new");
  assert.equal(await inFlight, "old");
});

test("a process that ended leaves neither its directory nor a socket", async () => {
  const apiId = await makeApi(`return 1;`);
  await ask(apiId);
  await apis.sandbox.backend.sleep(apiId);
  await until(async () => (await apis.sandbox.backend.list()).every((status) => status.state !== "draining"), "drained");
  const awake = (await apis.sandbox.backend.health()).awake;
  await until(async () => readdirSync(path.join(apis.sandbox.runDirectory, "r")).filter((name) => name.startsWith("s-")).length <= awake + 2, "only awake, parked and the bundler's directories");
});

test("a parked process waits for the next wake, also after one was taken", async () => {
  const parked = async () => (await apis.sandbox.backend.health()).parked;
  const apiId = await makeApi(`return 1;`);
  for (let n = 0; n < 3; n++) {
    await until(async () => (await parked()) === 1, "a parked process");
    await ask(apiId);
    await apis.sandbox.backend.sleep(apiId);
    await until(async () => (await state(apiId)) === "asleep", "asleep");
  }
  await until(async () => (await parked()) === 1, "a parked process");
});

test("what is prepared for later takes little of a contested CPU, and gets its share when it becomes an API's", { skip: existsSync("/proc/self/autogroup") ? false : "this kernel schedules no groups" }, async () => {
  const share = (pid: number) => Number(/nice (-?\d+)/.exec(readFileSync(`/proc/${pid}/autogroup`, "utf8"))?.[1]);
  const runtimes = () => descendants(process.pid).filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("/bin/program\0serve"));
  await until(async () => (await apis.sandbox.backend.health()).parked === 1, "a parked process");
  const parked = runtimes().filter((pid) => share(pid) === 10);
  assert.equal(parked.length, 1);
  await ask(await makeApi(`return 1;`));
  assert.deepEqual(parked.map(share), [0]);
});
