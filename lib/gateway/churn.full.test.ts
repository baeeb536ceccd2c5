import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { dice } from "../../supabase/tests/dice.ts";
import { guestBundle } from "../../supabase/tests/guest-bundle.ts";
import { grown, watchHoldings, type Holdings } from "../../supabase/tests/holdings.ts";
import { startLiveGateway, type LiveGateway } from "../../supabase/tests/live-gateway.ts";
import { openSocket } from "../../supabase/tests/test-socket.ts";
import { until } from "../../supabase/tests/until.ts";
import { workerdOf } from "../../supabase/tests/workerd-of.ts";
import { newUuid } from "../id.ts";
import type { TestApi } from "./test-gateway.ts";

const APIS = 10;
const CALLERS = 4;
const WARM_UP_MS = 20_000;
const CHURN_MS = 120_000;
const OPERATE_EVERY_MS = 150;

const bundle = (mark: number): string => guestBundle(`/* ${mark} */
  if (url.pathname === "/data") { const notes = env.DATA.collection("notes"); const { id } = await notes.insert({ text: "a" }); await notes.delete(id); return id; }
  if (url.pathname === "/stream") return new Response(new ReadableStream({ async pull(c) { await new Promise((r) => setTimeout(r, 5)); c.enqueue(new Uint8Array(1000)); } }));
  if (url.pathname === "/slow") await new Promise((r) => setTimeout(r, 100));
  if (url.pathname === "/spin") for (;;);
  if (url.pathname === "/socket") { const { 0: client, 1: server } = new WebSocketPair(); server.accept(); server.addEventListener("message", ({ data }) => server.send(data)); return new Response(null, { status: 101, webSocket: client }); }
  console.log("called"); return "fine";`);

let bed: LiveGateway;
let apis: TestApi[];
const roll = dice(20_261_121);
const done = new Map<string, number>();
const statuses = new Map<number, number>();
let holdings: ReturnType<typeof watchHoldings>;
before(async () => {
  // Fewer places than APIs: some make room for others.
  bed = await startLiveGateway({ maxConcurrent: APIS - 3, runtimeIdleMs: 2_000 });
  apis = [];
  for (let made = 0; made < APIS; made += 1) apis.push(await bed.deploy(bundle(made)));
  holdings = watchHoldings(bed.sandbox.runDirectory);
});
after(async () => {
  holdings.stop();
  await bed.close();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const backend = () => bed.sandbox.backend;
const pick = (): TestApi => apis[roll(apis.length)] ?? assert.fail("no API");
const call = async (api: TestApi, path: string): Promise<void> => {
  const response = await bed.fetch(api, path);
  statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
  await response.arrayBuffer();
};
const count = (what: string) => done.set(what, (done.get(what) ?? 0) + 1);

const CALLS: Record<string, (api: TestApi) => Promise<void>> = {
  plain: (api) => call(api, "/"),
  data: (api) => call(api, "/data"),
  slow: (api) => call(api, "/slow"),
  // Its caller leaves it after the first bytes.
  stream: async (api) => void (await (await bed.fetch(api, "/stream")).body?.cancel()),
  // Its caller leaves before it is answered.
  left: async (api) => void (await bed.fetch(api, "/slow", { signal: AbortSignal.timeout(roll(80)) }).catch(() => {})),
  async socket(api) {
    const open = await openSocket(`${bed.bed.url}/${api.apiId}/socket`, api.key).catch(() => null);
    open?.socket.send("a");
    // A runtime may end under it.
    await Promise.race([open?.next(), open?.closed]);
    open?.socket.terminate();
  },
};

/** In turns, so that none is stopped so often that it is given up. */
let turn = 0;
const nextVictim = (): TestApi => apis[(turn += 1) % APIS] ?? assert.fail("no API");
const OPERATIONS: Record<string, (api: TestApi) => Promise<unknown>> = {
  sleep: (api) => backend().sleep(api.apiId),
  "sleep again": (api) => backend().sleep(api.apiId),
  restart: (api) => backend().restart(api.apiId),
  async redeploy(api) {
    const live = bed.live.get(api.apiId) ?? assert.fail("it is not deployed");
    bed.live.set(api.apiId, { ...live, versionId: newUuid(), bundle: bundle(roll(1e6)) });
    await backend().refresh(api.apiId);
  },
  kill: async () => process.kill(workerdOf((await backend().wake(nextVictim().apiId)).socketPath), "SIGKILL"),
  spin: () => call(nextVictim(), "/spin"),
};
/** Of 40 operations one is a kill and one a spin. */
const chooseOperation = (): string => {
  const rolled = roll(40);
  return rolled === 0 ? "kill" : rolled === 1 ? "spin" : (Object.keys(OPERATIONS)[rolled % 4] ?? "sleep");
};

async function churn(ms: number): Promise<void> {
  const until = performance.now() + ms;
  const callers = Array.from({ length: CALLERS }, async () => {
    while (performance.now() < until) {
      const [what = "", act] = Object.entries(CALLS)[roll(Object.keys(CALLS).length)] ?? [];
      await act?.(pick());
      count(what);
    }
  });
  const operator = (async () => {
    while (performance.now() < until) {
      const what = chooseOperation();
      // A runtime may end under an operation.
      await OPERATIONS[what]?.(pick()).then(() => count(what), () => {});
      await pause(OPERATE_EVERY_MS);
    }
  })();
  await Promise.all([...callers, operator]);
}

/** Every pool of connections is full, no API is awake, and what is closed late is closed. */
async function rest(isEnough: (now: Holdings) => boolean): Promise<Holdings> {
  await Promise.all(apis.flatMap((api) => Array.from({ length: 6 }, () => call(api, "/data"))));
  for (const { apiId } of apis) await backend().sleep(apiId);
  await until(async () => {
    const { awake, parked } = await backend().health();
    return awake === 0 && parked === 1;
  }, "every runtime asleep");
  await until(() => isEnough(holdings.count()), "nothing more than before", 45_000).catch(() => {});
  return holdings.count();
}

test("minutes of wakes, sleeps, deployments, restarts, kills, broken-off calls, streams and sockets leave no process, descriptor, timer or file behind", async () => {
  await churn(WARM_UP_MS);
  let last = "";
  let since = performance.now();
  const first = await rest((now) => {
    // The same for so long that whatever closes late has closed.
    if (JSON.stringify(now) !== last) since = performance.now();
    last = JSON.stringify(now);
    return performance.now() - since > 8_000;
  });
  const wakesBefore = (await backend().list()).reduce((sum, { wakes }) => sum + wakes, 0);
  await churn(CHURN_MS);
  const final = await rest((now) => grown(first, now).length === 0);
  const wakes = (await backend().list()).reduce((sum, status) => sum + status.wakes, 0) - wakesBefore;
  assert.deepEqual(grown(first, final), []);
  assert.ok(wakes > 100 && [...Object.keys(CALLS), ...Object.keys(OPERATIONS)].every((what) => (done.get(what) ?? 0) > 3), `${wakes} wakes, ${JSON.stringify([...done])}`);
  assert.deepEqual([...statuses.keys()].filter((status) => ![200, 502, 503, 504].includes(status)), []);
});
