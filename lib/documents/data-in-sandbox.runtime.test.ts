import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { guestBundle } from "../../supabase/tests/guest-bundle.ts";
import { startLiveApis, type LiveApis } from "../../supabase/tests/live-apis.ts";

const BUNDLE = guestBundle(`const users = env.DATA.collection("users", { unique: ["mail"] }); const accounts = env.DATA.collection("accounts");
  switch (url.pathname) {
    case "/setup": await accounts.insert({ id: "a", cents: 100 }); return accounts.insert({ id: "b", cents: 0 });
    case "/increment": return accounts.increment("b", "hits", 1);
    case "/user": return users.insert({ mail: "one@example.com" });
    case "/users": return users.count();
    case "/move": return env.DATA.transaction((data) => [data.collection("accounts").increment("b", "cents", 30), data.collection("accounts").increment("a", "cents", -30, { min: 0 })]);
    case "/accounts": return [await accounts.get("a"), await accounts.get("b")];
    case "/late": { let late; await env.DATA.transaction((data) => { late = data; return []; }); return late.kv.put("x", 1); }
    case "/kv": await env.DATA.kv.put("k", { n: 1 }, { ttlSeconds: 60 }); return [await env.DATA.kv.get("k"), await env.DATA.kv.list({ prefix: "k" }), await env.DATA.kv.delete("k"), await env.DATA.kv.get("k")];
  }`);
let apis: LiveApis;
let apiId: string;
before(async () => {
  apis = await startLiveApis();
  apiId = await apis.deploy(BUNDLE);
  await apis.call(apiId, "/setup");
});
after(() => apis.close());

const json = async (path: string) => JSON.parse((await apis.call(apiId, path)).body) as unknown;
const outcomes = async (count: number, path: string) => (await Promise.all(Array.from({ length: count }, () => apis.call(apiId, path)))).map(({ status, body }) => (status === 200 ? "done" : (JSON.parse(body) as { code: string }).code));

test("a hundred increments at once are a hundred", async () => {
  assert.deepEqual(new Set(await outcomes(100, "/increment")), new Set(["done"]));
  assert.equal(await json("/increment"), 101);
});

test("of fifty inserts of one unique value at once, one is stored, and the others hear conflict", async () => {
  const heard = await outcomes(50, "/user");
  assert.deepEqual([heard.filter((code) => code === "done").length, heard.filter((code) => code === "conflict").length, await json("/users")], [1, 49, 1]);
});

test("amounts that are moved at once add up, and a transaction that can't be whole is not begun", async () => {
  const heard = await outcomes(10, "/move");
  assert.deepEqual([heard.filter((code) => code === "done").length, heard.filter((code) => code === "range").length], [3, 7]);
  assert.deepEqual(((await json("/accounts")) as { cents: number }[]).map(({ cents }) => cents), [10, 90]);
});

test("a transaction that has ended takes nothing more, and keys are stored, listed and deleted", async () => {
  assert.equal(((await json("/late")) as { code: string }).code, "invalid");
  assert.deepEqual(await json("/kv"), [{ n: 1 }, { keys: ["k"], cursor: null }, true, null]);
});
