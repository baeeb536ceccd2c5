import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { guestBundle } from "../../../../supabase/tests/guest-bundle.ts";
import { startLiveApis, type LiveApis } from "../../../../supabase/tests/live-apis.ts";
import { startTestInternet, type TestInternet } from "../../../../supabase/tests/test-internet.ts";
import { until } from "../../../../supabase/tests/until.ts";

let internet: TestInternet;
let apis: LiveApis;
before(async () => {
  internet = await startTestInternet();
  apis = await startLiveApis({ outbound: internet.deps });
});
after(async () => {
  await apis.close();
  await internet.close();
});
/** Replies that the upstream holds back, in the order of their requests. */
let held: { path: string; answer: () => void }[];
let isHolding: boolean;
beforeEach(() => {
  Object.assign(internet.rights, { declared: ["api.example.com"], approved: ["api.example.com"], secrets: [] });
  [held, isHolding] = [[], true];
  internet.serve((request, _body, response) => {
    const answer = () => void response.end("fine");
    held.push({ path: request.url ?? "", answer });
    if (!isHolding) answer();
  });
});
const answerAll = () => {
  isHolding = false;
  for (const { answer } of held) answer();
};

test("fifteen hundred fetches at once don't end their runtime: those that the limits allow are answered, the others are told why", async () => {
  const apiId = await apis.deploy(guestBundle(`if (url.pathname === "/calm") return "calm";
    const all = await Promise.allSettled(Array.from({ length: Number(url.searchParams.get("n")) }, () => fetch("https://api.example.com/").then((r) => r.text())));
    return all.map(({ value, reason }) => reason?.message ?? value);`));
  const asked = apis.call(apiId, "/?n=1500");
  await until(() => held.length > 0, "under way");
  const others = Array.from({ length: 15 }, () => apis.call(apiId, "/?n=100"));
  await until(() => held.length === 30, "thirty under way");
  answerAll();
  const said = Map.groupBy((JSON.parse((await asked).body)) as string[], (words) => words);
  assert.deepEqual([...said].map(([words, times]) => [words, times.length]), [["fine", 50], ["One call of this API makes at most 50 requests to other services.", 1450]]);
  const refused = (await Promise.all(others)).flatMap(({ body }) => JSON.parse(body) as string[]).filter((words) => words.includes("wait "));
  assert.deepEqual([refused.length > 400, new Set(refused).size, refused[0]], [true, 1, "1000 requests wait for their turn already: this API has 30 requests to other services under way, or 6 for this call, the most that it may have at once. Await them before starting more."]);
  assert.equal((await apis.call(apiId, "/calm")).body, '"calm"');
  assert.equal((await apis.sandbox.backend.status(apiId)).wakes, 1);
});

test("calls that together want more than thirty wait for each other, and each is answered", async () => {
  const apiId = await apis.deploy(guestBundle(`return (await Promise.all(Array.from({ length: 6 }, () => fetch("https://api.example.com/").then((r) => r.text())))).join();`));
  const calls = Array.from({ length: 10 }, () => apis.call(apiId));
  await until(() => held.length === 30, "thirty under way");
  answerAll();
  for (const { body } of await Promise.all(calls)) assert.equal(body, '"fine,fine,fine,fine,fine,fine"');
});

test("a call that ends, or whose caller leaves, before its fetch is answered leaves its place to the next", async () => {
  const apiId = await apis.deploy(guestBundle(`const sent = fetch("https://api.example.com/"); if (url.pathname === "/forget") return "gone"; return (await sent).text();`));
  for (let n = 0; n < 40; n++) await apis.call(apiId, "/forget");
  const { socketPath } = await apis.sandbox.backend.wake(apiId);
  const leaving = Array.from({ length: 40 }, () => request({ socketPath, path: "/wait", headers: { host: "x" }, agent: false }).on("error", () => {}));
  for (const sent of leaving) sent.end();
  await until(() => held.length === 30, "thirty under way");
  for (const sent of leaving) sent.destroy();
  answerAll();
  assert.deepEqual((await Promise.all(Array.from({ length: 40 }, () => apis.call(apiId, "/wait")))).map(({ body }) => body), Array(40).fill('"fine"'));
});

test("a fetch that is cancelled while it waits is never sent, and those after it keep their order", async () => {
  const apiId = await apis.deploy(guestBundle(`const ending = new AbortController(); const early = AbortSignal.abort(new Error("too late"));
    const go = (path, signal) => fetch("https://api.example.com/" + path, { signal }).then((r) => r.text(), (error) => error.message);
    const first = Array.from({ length: 30 }, (_, n) => go(String(n)));
    const [cancelled, never, last, after] = [go("cancelled", ending.signal), go("never", early), go("last"), go("after")];
    ending.abort(new Error("changed my mind"));
    return [await cancelled, await never, new Set(await Promise.all(first)).size, await last, await after];`));
  const call = apis.call(apiId);
  await until(() => held.length === 6, "those of one call that may run at once");
  answerAll();
  assert.deepEqual(JSON.parse((await call).body), ["changed my mind", "too late", 1, "fine", "fine"]);
  const paths = held.map(({ path }) => path);
  assert.deepEqual([paths.length, paths.includes("/cancelled"), paths.includes("/never"), paths.indexOf("/last") < paths.indexOf("/after")], [32, false, false, true]);
});

test("what would send past the queue is refused", async () => {
  const apiId = await apis.deploy(guestBundle(`return new EventSource("https://api.example.com/").url;`));
  assert.match((await apis.call(apiId)).body, /can't open an EventSource: read the stream with fetch/);
  assert.equal(held.length, 0);
});
