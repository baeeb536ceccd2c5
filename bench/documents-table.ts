import { request } from "undici";
import type { SqlTransaction } from "#lib/db/connect.ts";
import type { TestApi } from "#lib/gateway/test-gateway.ts";
import { guestBundle } from "../supabase/tests/guest-bundle.ts";
import { until } from "../supabase/tests/until.ts";
import { formatTable, quantile } from "./format-table.ts";
import { processFigures } from "./process-figures.ts";
import { type BenchProduct, withProduct } from "./with-product.ts";

const DOCUMENTS = 1_000_000;
/** Of a million, the fiftieth that was made first, which comes last in a list that is newest first. */
const OLDEST = -980_000;
const BATCH = 50_000;
/** Enough for lists to ask for their indexes. */
const FIRST = 1_000;
/** What the platform's own job makes an index of, for its speed. */
const MADE_BY_JOB = 50_000;
const CALLS = 300;
const CALLERS = 2;
/** Until what runs often is compiled, in the gateway and in the runtime. */
const WARM_CALLS = 200;
const JOB_MS = 300_000;

const BUNDLE = guestBundle(`const { name, rest } = await request.json(); if (name === "nothing") return null; return env.DATA.collection("orders", { unique: ["code"] })[name](...rest);`);
/** The same numbers in each run. */
const spread = (n: number, values: number): number => (Math.imul(n + 1, 2_654_435_761) >>> 0) % values;

type Ask = (n: number) => [name: string, ...rest: unknown[]];
const status = (n: number) => ["new", "paid", "sent", "returned", "closed"][n % 5];
/** When document n was made: one each 20 seconds, the last one now. */
const madeAt = (n: number) => new Date(FILLED_AT - n * 20_000).toISOString();
const FILLED_AT = Date.now();
const day = (n: number) => ({ gte: madeAt(spread(n, 90_000) + 500), lt: madeAt(spread(n, 90_000)) });
/** Of documents with a number from 0 to 99,999 each. */
const amounts = (n: number, count: number) => ({ gte: spread(n, 90_000), lt: spread(n, 90_000) + count });
const CASES: Record<string, Ask> = {
  "nothing stored or read": () => ["nothing"],
  "list: one of 5 states, newest first": (n) => ["list", { where: { status: status(n) }, orderBy: ["createdAt", "desc"] }],
  "list: one of 5 states, by amount": (n) => ["list", { where: { status: status(n) }, orderBy: ["amount", "desc"] }],
  "list: one of 10,000 owners, by amount": (n) => ["list", { where: { owner: `o${spread(n, 10_000)}` }, orderBy: "amount" }],
  "list: two states of one owner, newest first": (n) => ["list", { where: { owner: `o${spread(n, 10_000)}`, status: { in: ["new", "paid"] } }, orderBy: ["createdAt", "desc"] }],
  "list: a narrow range of amounts, newest first": (n) => ["list", { where: { amount: amounts(n, 50) }, orderBy: ["createdAt", "desc"] }],
  "list: a fiftieth of all amounts, newest first": (n) => ["list", { where: { amount: amounts(n, 2_000) }, orderBy: ["createdAt", "desc"] }],
  "list: a narrow range of amounts, by name": (n) => ["list", { where: { amount: amounts(n, 50) }, orderBy: "name" }],
  "list: one in 200 amounts, by name": (n) => ["list", { where: { amount: amounts(n, 500) }, orderBy: "name" }],
  "list: a tenth of all amounts, by name": (n) => ["list", { where: { amount: amounts(n, 10_000) }, orderBy: "name" }],
  "list: the oldest fiftieth by a number, newest first": () => ["list", { where: { serial: { lt: OLDEST } }, orderBy: ["createdAt", "desc"] }],
  "list: a range of days, newest first": (n) => ["list", { where: { createdAt: day(n) }, orderBy: ["createdAt", "desc"] }],
  "list: a range of days, by amount": (n) => ["list", { where: { createdAt: day(n) }, orderBy: "amount" }],
  "list: one of 5 states in a range of days, by name": (n) => ["list", { where: { status: status(n), createdAt: day(n) }, orderBy: "name" }],
  "list: 100 of all, by name": () => ["list", { orderBy: "name", limit: 100 }],
  get: (n) => ["get", `d${spread(n, 100_000)}`],
  insert: (n) => ["insert", { owner: `o${spread(n, 10_000)}`, status: status(n), amount: n, name: `Order ${n}`, code: `new-${n}-${process.pid}` }],
  increment: (n) => ["increment", `d${spread(n, 100_000)}`, "amount", 1],
  "count: all": () => ["count", {}],
  "count: one of 10,000 owners": (n) => ["count", { owner: `o${spread(n, 10_000)}` }],
  "count: one of 5 states": (n) => ["count", { status: status(n) }],
};

/**
 * One collection of a million documents, read and written through gateway, runtime and data service. Numbers after the name: documents other than a million, callers other than two. Documents and
 * indexes are made in bulk, which is quick; what the platform's job takes for an index is measured on a collection of its own.
 */
export async function documentsTable(words: readonly string[]): Promise<string> {
  const [total = DOCUMENTS, callers = CALLERS] = words.map(Number);
  return withProduct(async (product) => {
    const api = await product.deploy(BUNDLE);
    await product.bed.admin`update public.workspaces set plan = 'enterprise', calls_per_hour = 1000000000 where id = ${api.workspaceId}`;
    await product.bed.admin.begin((tx) => fill(tx, api, "orders", 0, FIRST));
    for (const ask of Object.values(CASES)) await call(product, api, ask(0));
    await untilIndexed(product);
    // As when those are gone whose place another one took.
    await product.bed.admin`delete from private.document_indexes where used_at < now() - interval '30 days'`;
    const fillSeconds = await timed(() => product.bed.admin.begin((tx) => fill(tx, api, "orders", FIRST, total)));
    const indexSeconds = await timed(() => product.bed.admin.begin((tx) => indexAll(tx, api)));
    await product.bed.admin`vacuum analyze public.documents`;
    await product.bed.admin`vacuum analyze private.document_index_keys`;
    // What filling left to be written would be written while calls are measured.
    await product.bed.admin`checkpoint`;
    const [size] = await product.bed.admin`select (select count(*) from private.document_indexes)::integer as indexes, (select count(*) from private.document_index_keys)::integer as keys,
      pg_total_relation_size('public.documents') / 1048576 as documents, pg_total_relation_size('private.document_index_keys') / 1048576 as "keysMb"`;
    for (let n = 0; n < WARM_CALLS; n += 1) await call(product, api, ["nothing"]);
    const rows: string[][] = [[`call, ${callers} at a time`, "p50 ms", "p95 ms", "p99 ms", "CPU ms, database", "failed"]];
    for (const [name, ask] of Object.entries(CASES)) rows.push([name, ...(await measure(product, api, ask, callers))]);
    const jobSeconds = await makeByJob(product, api);
    return `${formatTable(rows)}\n\n${formatTable([
      ["", ""],
      ["documents of one collection", total.toLocaleString("en")],
      ["its indexes, asked for by the lists above", String(size?.["indexes"])],
      ["documents with the table's own indexes, MB", String(size?.["documents"])],
      ["these indexes, MB", String(size?.["keysMb"])],
      ["these indexes, bytes a key", ((Number(size?.["keysMb"]) * 1048576) / Number(size?.["keys"])).toFixed(0)],
      [`an index of ${MADE_BY_JOB.toLocaleString("en")} documents made by the job, s`, jobSeconds.toFixed(1)],
      ["filled in bulk before, s", fillSeconds.toFixed(0)],
      ["indexed in bulk before, s", indexSeconds.toFixed(0)],
    ])}`;
  });
}

const untilIndexed = ({ bed }: BenchProduct) => until(async () => (await bed.admin`select from private.document_indexes where state <> 'ready'`).length === 0, "the indexes are ready", JOB_MS);

/** Without triggers and foreign keys, whose work is done once at the end. */
async function fill(tx: SqlTransaction, { apiId, workspaceId }: TestApi, collection: string, from: number, to: number): Promise<void> {
  await tx`set local session_replication_role = replica`;
  await tx`insert into public.documents (api_id, workspace_id, collection, id, data, created_at, updated_at)
    select ${apiId}, ${workspaceId}, ${collection}, 'd' || n, jsonb_build_object('owner', 'o' || (n::bigint * 7919) % 10000, 'status', (array['new', 'paid', 'sent', 'returned', 'closed'])[1 + n % 5],
      'amount', (n::bigint * 104729) % 100000, 'name', 'Order ' || md5(n::text), 'serial', -n, 'note', repeat('A line of words. ', 10)), made, made
    from generate_series(${from}::integer, ${to - 1}::integer) n cross join lateral (select ${madeAt(0)}::text::timestamptz - n * interval '20 seconds' as made) m`;
  const [use] = await tx`select count(*) as documents, sum(private.document_bytes(id, data)) as bytes from public.documents where api_id = ${apiId} and collection = ${collection}`;
  await tx`insert into private.collection_use as u (api_id, collection, shard, workspace_id, documents, bytes) values (${apiId}, ${collection}, 0, ${workspaceId}, ${use?.["documents"]}, ${use?.["bytes"]})
    on conflict (api_id, collection, shard) do update set documents = excluded.documents, bytes = excluded.bytes`;
}

/** Makes the keys of all indexes of a collection anew: sorted once, instead of one by one. */
async function indexAll(tx: SqlTransaction, { apiId }: TestApi): Promise<void> {
  await tx`set local maintenance_work_mem = '512MB'`;
  await tx`truncate private.document_index_keys`;
  await tx`alter table private.document_index_keys drop constraint document_index_keys_pkey`;
  let after: string | null = "";
  while (after !== null) {
    const batch: readonly { last: string | null }[] = await tx<{ last: string | null }[]>`with batch as materialized (select d, d.id from public.documents d where d.api_id = ${apiId} and d.collection = 'orders' and d.id > ${after} order by d.id limit ${BATCH}),
      made as (insert into private.document_index_keys (index_id, eq, key, document_id, made_at, also) select k.index_id, k.eq, k.key, k.document_id, k.made_at, k.also from private.index_keys(array(select b.d from batch b)) k)
      select max(id) as last from batch`;
    after = batch[0]?.last ?? null;
  }
  await tx`alter table private.document_index_keys add primary key (index_id, eq, key, document_id) include (made_at, also)`;
}

/** How long the platform's own job takes for one index, while nobody calls. */
async function makeByJob(product: BenchProduct, api: TestApi): Promise<number> {
  await product.bed.admin.begin((tx) => fill(tx, api, "others", 0, MADE_BY_JOB));
  await product.bed.admin`insert into private.document_indexes (api_id, workspace_id, collection, eq_fields, order_field) values (${api.apiId}, ${api.workspaceId}, 'others', '{owner}', 'amount')`;
  return timed(() => untilIndexed(product));
}

async function measure(product: BenchProduct, api: TestApi, ask: Ask, callers: number): Promise<string[]> {
  const times: number[] = [];
  const before = await databaseCpuMs(product);
  let [next, failed] = [0, 0];
  await Promise.all(Array.from({ length: callers }, async () => {
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

/** Not fetch: it would take as much of the gateway's event loop, which is this process's too, as the gateway itself. */
async function call({ bed }: BenchProduct, api: TestApi, [name, ...rest]: ReturnType<Ask>): Promise<boolean> {
  const { statusCode, body } = await request(`${bed.url}/${api.apiId}/`, { method: "POST", headers: { "x-api-key": api.key, "content-type": "application/json" }, body: JSON.stringify({ name, rest }) });
  await body.dump();
  return statusCode < 300;
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};
