import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { connect, type Sql, typed } from "#lib/db/connect.ts";
import { createStoredChanges, type StoredChanges } from "#lib/db/stored-changes.ts";
import type { WebDeps } from "#lib/deps.ts";
import { createLog } from "#lib/log.ts";
import { createLogSink, type ClosableLogSink } from "#lib/logs/create-log-sink.ts";
import { type LogEntry, logEntrySchema } from "#lib/logs/schema.ts";
import type { TestApi } from "#lib/gateway/test-gateway.ts";
import { guestBundle } from "../../supabase/tests/guest-bundle.ts";
import { startLiveGateway, type LiveGateway } from "../../supabase/tests/live-gateway.ts";
import { until } from "../../supabase/tests/until.ts";
import { followLogsOperation } from "./operations/logs.ts";

let live: LiveGateway;
let runner: Sql;
let web: Sql;
let changes: StoredChanges;
let sink: ClosableLogSink;
const openTabs: (() => Promise<void>)[] = [];
const log = createLog("test", "error", () => {});
before(async () => {
  live = await startLiveGateway({ logs: { write: (entry) => sink.write(entry) } });
  runner = connect(live.bed.database.runnerUrl, "test-runner", 2);
  web = connect(live.bed.database.webUrl, "test-web", 6);
  changes = createStoredChanges(live.bed.database.webUrl);
  sink = createLogSink(runner, log);
});
after(async () => {
  await Promise.all(openTabs.map((close) => close()));
  await live.sandbox.backend.close(100);
  await sink.close();
  await Promise.all([runner.end(), web.end(), changes.close()]);
  await live.close();
});

const ownerOf = async (api: TestApi): Promise<Actor> => {
  const [row] = await live.admin<{ id: string }[]>`select user_id as id from public.apis where id = ${api.apiId}`;
  return { kind: "user", userId: row?.id ?? "", email: "", workspaceId: api.workspaceId };
};

/** A tab on the API's page: what came over its stream so far. */
async function openTab(api: TestApi, lastEventId?: number) {
  const request = new Request("http://localhost/", { headers: lastEventId === undefined ? {} : { "last-event-id": String(lastEventId) } });
  const deps = { db: typed(web), changes, log } as unknown as WebDeps; // what this operation uses of them
  const call = { body: undefined, params: { id: api.apiId }, query: new URLSearchParams(), request, requestId: "test", actor: await ownerOf(api), deps };
  const response = (await followLogsOperation.run(call)) as unknown as Response;
  assert.equal(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
  const entries: LogEntry[] = [];
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const reading = (async () => {
    let buffer = "";
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const blocks = (buffer + new TextDecoder().decode(next.value)).split("\n\n");
      buffer = blocks.pop() ?? "";
      for (const block of blocks) {
        const [, id, event, data] = /^id: (\d+)\nevent: (\w+)\ndata: (.*)$/.exec(block) ?? [];
        if (event !== "entry") continue;
        const entry = logEntrySchema.parse(JSON.parse(data ?? ""));
        assert.equal(Number(id), entry.id);
        entries.push(entry);
      }
    }
  })();
  const close = async () => {
    await reader.cancel();
    await reading;
  };
  openTabs.push(close);
  return { entries, close, texts: () => entries.flatMap(({ lines }) => lines.map(({ text }) => text)) };
}

test("what a call prints is on the page while the call still runs, with its request id, and its exception with its stack", async () => {
  const api = await live.deploy(guestBundle(`const go = env.DATA.collection("go"); if (url.pathname === "/go") return go.insert({ id: "go" });
    console.info("begun", { lamp: 1 }); while (!(await go.get("go"))) await new Promise((r) => setTimeout(r, 20)); console.warn("done"); Promise.reject(new Error("nobody waits for me")); return 1;`));
  const tab = await openTab(api);
  const reply = live.fetch(api, "/", { headers: { "x-request-id": "slow-call" } });
  await until(() => tab.texts().includes('begun {"lamp":1}'), "the line while the call runs");
  await live.fetch(api, "/go", { method: "POST" });
  assert.equal((await reply).status, 200);
  await until(() => tab.texts().length === 3, "the rest");
  const lines = tab.entries.flatMap((entry) => entry.lines.map(({ level, text }) => [entry.requestId, level, text.split("\n")[0]]));
  assert.deepEqual(lines, [["slow-call", "info", 'begun {"lamp":1}'], ["slow-call", "warn", "done"], ["slow-call", "exception", "Error: nobody waits for me"]]);
  await tab.close();
});

test("two tabs show the same; one that was away goes on after its last entry, without loss or double", async () => {
  const api = await live.deploy(guestBundle(`console.log(url.pathname); return 1;`));
  const call = async (from: number, to: number) => {
    for (let n = from; n < to; n += 1) await (await live.fetch(api, `/${n}`)).text();
  };
  const paths = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `/${from + n}`);
  const [stays, leaves] = [await openTab(api), await openTab(api)];
  await call(0, 10);
  await until(() => leaves.texts().length === 10, "the first ten");
  await leaves.close();
  await call(10, 20);
  const back = await openTab(api, leaves.entries.at(-1)?.id);
  await call(20, 30);
  await until(() => stays.texts().length === 30 && back.texts().length === 20, "all of them");
  assert.deepEqual([...stays.texts()].toSorted(), paths(0, 30).toSorted());
  assert.deepEqual([...leaves.texts(), ...back.texts()], stays.texts());
  await Promise.all([stays.close(), back.close()]);
});

test("an API that floods is cut with a note, and its neighbour's lines are all there meanwhile", async () => {
  const flood = await live.deploy(guestBundle(`const text = "x".repeat(2000); for (let n = 0; n < 5000; n++) console.log(n, text); return 1;`));
  const quiet = await live.deploy(guestBundle(`console.log("mine " + url.pathname); return 1;`));
  const tab = await openTab(quiet);
  const flooding = Promise.all(Array.from({ length: 20 }, () => live.fetch(flood, "/").then((reply) => reply.text())));
  for (let n = 0; n < 20; n += 1) assert.equal((await live.fetch(quiet, `/${n}`)).status, 200);
  await until(() => tab.texts().length === 20, "every line of the neighbour");
  assert.deepEqual(tab.texts().toSorted(), Array.from({ length: 20 }, (_, n) => `mine /${n}`).toSorted());
  await flooding;
  const stored = async () => (await live.admin<{ lines: [string, string][] }[]>`select lines from public.request_logs where api_id = ${flood.apiId}`).flatMap((row) => row.lines);
  await until(async () => (await stored()).some(([level]) => level === "platform"), "the note");
  const bytes = (await stored()).reduce((sum, [, text]) => sum + text.length, 0);
  assert.ok(bytes <= 1024 * 1024 + 10_000, `${bytes} bytes of the flood`);
  await tab.close();
});

test("one API's logs are followed by twenty at once; one that leaves makes room", async () => {
  const api = await live.deploy(guestBundle("return 1;"));
  const tabs = await Promise.all(Array.from({ length: 20 }, () => openTab(api)));
  await until(() => openTab(api).then((tab) => tab.close().then(() => false), (error: { code?: string }) => error.code === "rate_limited"), "the next is refused");
  await tabs[0]?.close();
  await until(() => openTab(api).then((tab) => tab.close().then(() => true), () => false), "there is room");
  await Promise.all(tabs.map((tab) => tab.close()));
});
