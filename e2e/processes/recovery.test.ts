import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type BuiltApi, buildApi, callApi, makeAccount } from "../fixtures/account.ts";
import { compareUsage } from "../fixtures/compare-usage.ts";
import { killAtRandom } from "../fixtures/kill-at-random.ts";
import { liftLimits } from "../fixtures/lift-limits.ts";
import { startMeteredLoad } from "../fixtures/metered-load.ts";
import { isReady, type Product, removeProductData, startProduct, until } from "../fixtures/product.ts";

/** The whole product as its users run it, attacked with kill -9: whatever dies comes back by itself or at the next start, with all data. */
let product: Product;
let token: string;
let api: BuiltApi;
let book: { id: string };

const port = () => Number(new URL(product.url).port);
const readBook = async () => {
  const reply = await callApi(api, "GET", `/books/${book.id}`);
  return reply.status === 200 && (reply.body as { title: string }).title === "Dune";
};

before(async () => {
  product = await startProduct();
  token = (await makeAccount(product.url)).accessToken;
  const built = await buildApi(product.url, token, "Manage books with title, author and year");
  assert.equal(built.status, 200, JSON.stringify(built.body));
  api = built.body;
  await liftLimits(product, api.workspaceId);
  const created = await callApi(api, "POST", "/books", { title: "Dune", author: "Frank Herbert", year: 1965 });
  assert.equal(created.status, 201);
  book = created.body as { id: string };
});
after(async () => {
  await product.stop();
  removeProductData(product);
});

for (const name of ["runner", "web", "gateway", "supabase"]) {
  test(`kill -9 of ${name} is recovered by itself and no data is lost`, async () => {
    const pid = product.pids()[name];
    assert.ok(pid);
    process.kill(pid, "SIGKILL");
    await until(`a new ${name}`, async () => product.pids()[name] !== pid);
    await until("ready again", () => isReady(product));
    await until("the book is there", readBook);
  });
}

test("kill -9 of Postgres is recovered by itself and no data is lost", async () => {
  const pid = product.postgresPid();
  process.kill(pid, "SIGKILL");
  await until("a new Postgres", async () => product.postgresPid() !== pid);
  await until("the book is there", readBook);
  assert.equal((await callApi(api, "POST", "/books", { title: "Emma", author: "Jane Austen", year: 1815 })).status, 201);
});

test("calls of APIs are answered while web hangs, and /ready names it", async () => {
  const pid = product.pids()["web"] ?? 0;
  process.kill(pid, "SIGSTOP");
  try {
    await until("/ready tells", async () => ((await (await fetch(`${product.url}/ready`)).json()) as { missing?: string[] }).missing?.join() === "web");
    for (let n = 0; n < 20; n += 1) assert.ok(await readBook());
  } finally {
    process.kill(pid, "SIGCONT");
  }
  await until("ready again", () => isReady(product));
});

test("kill -9 of gateway, runner, runtime and Postgres under load: each completed response has its usage row, none has two", async () => {
  const prefix = `recovery-${Date.now()}`;
  const load = startMeteredLoad({ apis: [api], pathOf: () => `/books/${book.id}`, perSecond: 50, prefix });
  let inFlight = 0;
  const killed = await killAtRandom(product, { kills: 4, seed: 1, onKill: () => { inFlight += load.inFlight; } });
  await load.stop();
  assert.deepEqual(killed, { gateway: 1, runner: 1, runtime: 1, postgres: 1 });
  const { missing, twice, invented, extra } = await compareUsage(product, load, prefix);
  assert.deepEqual([missing, twice, invented], [[], [], []]);
  assert.ok(extra.length <= inFlight, `${extra.length} rows without an answer, ${inFlight} calls were in flight`);
  const served = [...load.completed.values()].filter((status) => status === 200).length;
  // Not the number that was sent: a busy machine is away longer after each.
  assert.ok(served > 80, `between the kills only ${served} calls were served`);
});

for (const name of ["web", "runner", "supabase", "postgres"]) {
  test(`kill -9 of ${name} during a build leaves nothing half-made: the build is live, or failed with a reason and can be started again`, async () => {
    // After the test before, a first connection to the database may still be refused.
    const started = await until("a build has begun", async () => {
      const response = await fetch(`${product.url}/api/generate`, {
        method: "POST", headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" }, body: JSON.stringify({ prompt: "Manage recipes with name and servings" }),
      });
      return response.status === 200 ? response : undefined;
    });
    const generationId = started.headers.get("x-generation-id");
    process.kill((name === "postgres" ? product.postgresPid() : product.pids()[name]) ?? 0, "SIGKILL");
    await started.text().catch(() => {});
    const generation = await until("the build has ended", async () => {
      const response = await fetch(`${product.url}/api/v1/generations/${generationId}`, { headers: { Authorization: `Bearer ${token}` } });
      const body = (await response.json()) as { status: string; message: string | null };
      return response.status === 200 && body.status !== "running" ? body : undefined;
    }, 60_000);
    assert.ok(["live", "failed"].includes(generation.status), generation.status);
    if (generation.status === "failed") assert.match(generation.message ?? "", /\w{3}/);
    await until("the product works again", async () => (await buildApi(product.url, token, "Manage recipes with name and servings")).status === 200, 60_000);
  });
}

test("a second start on the same data says that the product already runs", async () => {
  await assert.rejects(startProduct({ dataDir: product.dataDir, port: port() }), /already runs/);
});

test("a port that another program holds is named, with what to do", async () => {
  await assert.rejects(startProduct({ port: port() }), /Port \d+ .* is taken by another program/);
});

test("Ctrl-C stops everything, and the next start has all data", async () => {
  const pids = product.pids();
  assert.equal(await product.stop(), 0);
  for (const pid of Object.values(pids)) assert.throws(() => process.kill(pid, 0));
  product = await startProduct({ dataDir: product.dataDir, port: port() });
  await until("the book is there", readBook);
});

test("kill -9 of the launcher: its processes end, and the next start has all data", async () => {
  const { launcher: _launcher, ...children } = product.pids();
  await product.killLauncher();
  await until("the processes are gone", async () => Object.values(children).every((pid) => !isAlive(pid)));
  product = await startProduct({ dataDir: product.dataDir, port: port() });
  await until("the book is there", readBook);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
