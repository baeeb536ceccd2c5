import type { TestApi } from "#lib/gateway/test-gateway.ts";
import { guestBundle } from "../supabase/tests/guest-bundle.ts";
import { until } from "../supabase/tests/until.ts";
import { formatTable, quantile } from "./format-table.ts";
import { processFigures } from "./process-figures.ts";
import { type BenchProduct, withProduct } from "./with-product.ts";

const DOCUMENTS = 1_000_000;
const BATCH = 50_000;
const CALLS = 400;
const CALLERS = 2;
const BUILD_MS = 900_000;

const BUNDLE = guestBundle(`const { name, rest } = await request.json(); if (name === "nothing") return null; return env.DATA.collection("orders", { unique: ["code"] })[name](...rest);`);
/** The same numbers in each run. */
const spread = (n: number, values: number): number => (Math.imul(n + 1, 2_654_435_761) >>> 0) % values;

type Ask = (n: number) => [name: string, ...rest: unknown[]];
const status = (n: number) => ["new", "paid", "sent", "returned", "closed"][n % 5];
const CASES: Record<string, Ask> = {
  "nothing stored or read": () => ["nothing"],
  "list: one of 5 states, newest first": (n) => ["list", { where: { status: status(n) }, orderBy: ["createdAt", "desc"] }],
  "list: one of 5 states, by amount": (n) => ["list", { where: { status: status(n) }, orderBy: ["amount", "desc"] }],
  "list: one of 10,000 owners, by amount": (n) => ["list", { where: { owner: `o${spread(n, 10_000)}` }, orderBy: "amount" }],
  "list: two states of one owner, newest first": (n) => ["list", { where: { owner: `o${spread(n, 10_000)}`, status: { in: ["new", "paid"] } }, orderBy: ["createdAt", "desc"] }],
  "list: a narrow range of amounts, newest first": (n) => ["list", { where: { amount: { gte: spread(n, 90_000), lt: spread(n, 90_000) + 50 } }, orderBy: ["createdAt", "desc"] }],
  "list: 100 of all, by name": () => ["list", { orderBy: "name", limit: 100 }],
  get: (n) => ["get", `d${spread(n, 100_000)}`],
  insert: (n) => ["insert", { owner: `o${spread(n, 10_000)}`, status: status(n), amount: n, name: `Order ${n}`, code: `new-${n}-${process.pid}` }],
  increment: (n) => ["increment", `d${spread(n, 100_000)}`, "amount", 1],
  "count: all": () => ["count", {}],
  "count: one of 10,000 owners": (n) => ["count", { owner: `o${spread(n, 10_000)}` }],
  "count: one of 5 states": (n) => ["count", { status: status(n) }],
};

/** One collection of a million documents, read and written through gateway, runtime and data service. A number after the name: other than a million. */
export async function documentsTable(words: readonly string[]): Promise<string> {
  const total = Number(words[0] ?? DOCUMENTS);
  return withProduct(async (product) => {
    const api = await product.deploy(BUNDLE);
    await product.bed.admin`update public.workspaces set plan = 'enterprise', calls_per_hour = 1000000000 where id = ${api.workspaceId}`;
    const fillSeconds = await timed(() => fill(product, api, total));
    for (const ask of Object.values(CASES)) await call(product, api, ask(0));
    const indexSeconds = await timed(() => until(async () => (await product.bed.admin`select from private.document_indexes where state <> 'ready'`).length === 0, "the indexes are ready", BUILD_MS));
    await product.bed.admin`vacuum analyze public.documents, private.document_index_keys`;
    const rows: string[][] = [["call", "p50 ms", "p95 ms", "p99 ms", "CPU ms, database", "failed"]];
    for (const [name, ask] of Object.entries(CASES)) rows.push([name, ...(await measure(product, api, ask))]);
    const [state] = await product.bed.admin`select (select count(*) from private.document_indexes)::integer as indexes, pg_total_relation_size('public.documents') / 1048576 as documents, pg_total_relation_size('private.document_index_keys') / 1048576 as keys`;
    return `${formatTable(rows)}\n\n${formatTable([
      ["", ""],
      ["documents of one collection", total.toLocaleString("en")],
      ["filled, s", fillSeconds.toFixed(0)],
      ["indexes that the lists above asked for", String(state?.["indexes"])],
      ["these made, s", indexSeconds.toFixed(0)],
      ["documents with the table's indexes, MB", String(state?.["documents"])],
      ["their indexes, MB", String(state?.["keys"])],
    ])}`;
  });
}

async function fill({ bed }: BenchProduct, { apiId, workspaceId }: TestApi, total: number): Promise<void> {
  for (let from = 0; from < total; from += BATCH) {
    await bed.admin`insert into public.documents (api_id, workspace_id, collection, id, data)
      select ${apiId}, ${workspaceId}, 'orders', 'd' || n, jsonb_build_object('owner', 'o' || (n::bigint * 7919) % 10000, 'status', (array['new', 'paid', 'sent', 'returned', 'closed'])[1 + n % 5],
        'amount', (n::bigint * 104729) % 100000, 'name', 'Order ' || md5(n::text), 'note', repeat('A line of words. ', 10)) from generate_series(${from}::integer, ${Math.min(total, from + BATCH) - 1}::integer) n`;
  }
}

async function measure(product: BenchProduct, api: TestApi, ask: Ask): Promise<string[]> {
  const times: number[] = [];
  const before = await databaseCpuMs(product);
  let [next, failed] = [0, 0];
  await Promise.all(Array.from({ length: CALLERS }, async () => {
    while (next < CALLS) {
      const n = (next += 1);
      const sentAt = performance.now();
      const isAnswered = await call(product, api, ask(n));
      if (!isAnswered) failed += 1;
      times.push(performance.now() - sentAt);
    }
  }));
  const cpuMs = (await databaseCpuMs(product)) - before;
  return [...[0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(1)), (cpuMs / CALLS).toFixed(2), String(failed)];
}

/** Of the connections that the data service has: on a busy machine it tells more than the clock. */
async function databaseCpuMs({ bed }: BenchProduct): Promise<number> {
  const backends = await bed.admin<{ pid: number }[]>`select pid from pg_stat_activity where application_name = 'bench-runner'`;
  return processFigures(backends.map(({ pid }) => pid)).cpuMs;
}

async function call({ bed }: BenchProduct, api: TestApi, [name, ...rest]: ReturnType<Ask>): Promise<boolean> {
  const response = await fetch(`${bed.url}/${api.apiId}/`, { method: "POST", headers: { "x-api-key": api.key, "content-type": "application/json" }, body: JSON.stringify({ name, rest }) });
  await response.arrayBuffer();
  return response.ok;
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};
