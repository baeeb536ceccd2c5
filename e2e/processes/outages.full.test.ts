import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { findRunningDatabase } from "#server/running-database.ts";
import { type BuiltApi, callApi } from "../fixtures/account.ts";
import { compareUsage } from "../fixtures/compare-usage.ts";
import { runtimesOf } from "../fixtures/kill-at-random.ts";
import { startLoadedProduct } from "../fixtures/loaded-product.ts";
import { countOutcomes, startMeteredLoad } from "../fixtures/metered-load.ts";
import { hangPostgres, takePostgresAway } from "../fixtures/postgres-outage.ts";
import { isReady, type Product, removeProductData, until } from "../fixtures/product.ts";

/** Calls of APIs that keep nothing: their answers need no database, so nothing may keep them from coming. */
const PER_SECOND = 200;
const TARGET = "/convert?value=100&from=celsius&to=fahrenheit";
let product: Product;
let apis: BuiltApi[];
let accessToken: string;
before(async () => {
  ({ product, apis, accessToken } = await startLoadedProduct("Convert temperatures and lengths", 2));
});
after(async () => {
  await product.stop();
  removeProductData(product);
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const asOwner = async <Result>(use: (sql: Sql) => Promise<Result>): Promise<Result> => {
  const sql = connect(findRunningDatabase({ DATABASE_URL: undefined, DATA_DIR: product.dataDir }), "outages", 2);
  return use(sql).finally(() => sql.end({ timeout: 1 }));
};
const missingOf = async () => ((await (await fetch(`${product.url}/ready`)).json()) as { missing?: string[] }).missing ?? [];

/** Load before, during and after the trouble: known keys and awake APIs hardly notice, /ready tells, and all usage is there afterwards. */
async function underLoad(t: TestContext, trouble: () => Promise<void>): Promise<void> {
  const prefix = `outage-${Date.now()}`;
  const load = startMeteredLoad({ apis, pathOf: () => TARGET, perSecond: PER_SECOND, prefix });
  await pause(3_000);
  const before = load.takeLatencies();
  await trouble();
  const during = load.takeLatencies();
  await until("ready again", () => isReady(product), 60_000);
  await pause(2_000);
  await load.stop();
  const compared = await compareUsage(product, load, prefix);
  const served = [...load.completed.values()].filter((status) => status === 200).length;
  t.diagnostic(JSON.stringify({ sent: load.sent, served, before, during, outcomes: countOutcomes(load), ...compared, extra: compared.extra.length }));
  assert.ok(served >= load.sent * 0.999, `${served} of ${load.sent} calls were served`);
  assert.deepEqual([compared.missing, compared.twice, compared.extra, compared.invented], [[], [], [], []]);
}

test("Postgres away for a minute at 200 requests a second: 99.9 % are served, /ready tells, nobody storms it, and all usage is there afterwards", (t) => underLoad(t, async () => {
  const outage = await takePostgresAway(product);
  t.after(() => outage.end().catch(() => {}));
  await until("/ready tells", async () => (await missingOf()).includes("database"));
  await pause(60_000);
  assert.deepEqual(await missingOf(), ["database"]);
  const attempts = outage.attempts();
  await outage.end();
  t.diagnostic(JSON.stringify(attempts));
  for (const name of ["gateway", "runner"]) assert.ok((attempts[name]?.length ?? 0) > 1, `no attempt of ${name} was counted`);
  // The first second has what was under way.
  for (const [name, seconds] of Object.entries(attempts)) assert.ok(Math.max(...seconds.slice(1)) <= 10, `${name}: ${seconds.join(" ")}`);
}));

test("with Postgres away APIs that were awake before are woken, after a sleep and after their runtimes' death", async (t) => {
  const callOnce = async (api: BuiltApi) => {
    const { status, body } = await callApi(api, "GET", TARGET);
    return status === 200 ? "served" : `${status} ${JSON.stringify(body)}`;
  };
  const callAll = () => Promise.all(apis.map(callOnce));
  assert.deepEqual(await callAll(), ["served", "served"]);
  // News of their own making drop what was just learnt: let them arrive.
  await pause(2_000);
  assert.deepEqual(await callAll(), ["served", "served"]);
  const slept = await fetch(`${product.url}/api/v1/apis/${apis[0]?.apiId}/runtime/sleep`, { method: "POST", headers: { Authorization: `Bearer ${accessToken}` } });
  assert.equal(slept.status, 200, await slept.text());
  const outage = await takePostgresAway(product);
  t.after(() => outage.end().catch(() => {}));
  await until("/ready tells", async () => (await missingOf()).includes("database"));
  assert.deepEqual(await callAll(), ["served", "served"]);
  for (const pid of runtimesOf(product.pids()["runner"] ?? 0)) process.kill(pid, "SIGKILL");
  await until("woken again", async () => (await callAll()).every((outcome) => outcome === "served"));
  await outage.end();
  await until("ready again", () => isReady(product), 60_000);
});

test("Postgres that accepts connections and answers nothing for twenty seconds: 99.9 % are served", (t) => underLoad(t, async () => {
  const goOn = hangPostgres(product);
  t.after(goOn);
  await until("/ready tells", async () => (await missingOf()).includes("database"));
  await pause(20_000);
  goOn();
}));

test("no connection left for the gateway for ten seconds: 99.9 % are served", (t) => underLoad(t, async () => {
  await asOwner((sql) => sql`alter role app_gateway connection limit 0`);
  await asOwner((sql) => sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app_gateway'`);
  await until("/ready tells", async () => (await missingOf()).includes("database"));
  await pause(10_000);
  await asOwner((sql) => sql`alter role app_gateway connection limit -1`);
}));

test("tables that stay locked for ten seconds: 99.9 % are served", (t) => underLoad(t, () => asOwner((sql) => sql.begin(async (tx) => {
  await tx`lock table public.apis, public.keys, public.workspaces, public.api_usage in access exclusive mode`;
  await tx`select pg_sleep(10)`;
}).then(() => {}))));
