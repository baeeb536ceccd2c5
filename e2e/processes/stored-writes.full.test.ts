import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect, typed, type Sql } from "#lib/db/connect.ts";
import { setPlan } from "#lib/workspaces/set-plan.ts";
import { findRunningDatabase } from "#server/running-database.ts";
import type { BuiltApi } from "../fixtures/account.ts";
import { killAtRandom } from "../fixtures/kill-at-random.ts";
import { startLoadedProduct } from "../fixtures/loaded-product.ts";
import { type Product, removeProductData } from "../fixtures/product.ts";
import { post, startWrites } from "../fixtures/steady-writes.ts";

const KILLS = 30;
const PER_SECOND = 200;
const APIS = 2;

let product: Product;
let apis: BuiltApi[];
before(async () => {
  ({ product, apis } = await startLoadedProduct("Manage books with title, author and year", APIS));
  // The free plan holds fewer documents than are written here.
  await asOwner((sql) => setPlan({ workspaceId: apis[0]?.workspaceId ?? "", plan: "pro" }, { db: typed(sql) }));
});
after(async () => {
  await product.stop();
  removeProductData(product);
});

async function asOwner<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const sql = connect(findRunningDatabase({ DATABASE_URL: undefined, DATA_DIR: product.dataDir }), "stored-writes", 1);
  return work(sql).finally(() => sql.end({ timeout: 1 }));
}

test("thirty random kill -9 of runtime, runner and Postgres at 200 writes a second: every acknowledged write is there, none twice, and what is counted is what is stored", async (t) => {
  const bodyOf = (title: string) => ({ title, author: "Jane Austen", year: 1815 });
  // What can't be written in peace tells nothing about kills.
  for (const [index, api] of apis.entries()) assert.equal(await post(api, bodyOf(`first ${index}`)).then(({ outcome, told }) => (outcome === "201" ? outcome : `${outcome} ${told}`)), "201");
  const writes = startWrites({ apis, perSecond: PER_SECOND, bodyOf });
  const killing = killAtRandom(product, { kills: KILLS, seed: 20_261_122, victims: ["runtime", "runner", "postgres"] });
  const { sent, acknowledged, outcomes } = await killing.then(writes.stop, writes.stop);
  t.diagnostic(JSON.stringify({ sent, acknowledged: acknowledged.size, outcomes }));
  const killed = await killing;
  // One snapshot: a write whose caller gave up may still be under way.
  const { stored, counted } = await asOwner((owner) => owner.begin("isolation level repeatable read", async (sql) => ({
    stored: new Map((await sql<{ title: string; times: number }[]>`select data ->> 'title' as title, count(*)::integer as times from public.documents group by 1`).map(({ title, times }) => [title, times])),
    counted: (await sql`select (select sum(documents) from private.document_use)::integer as workspaces, (select sum(documents) from private.collection_use)::integer as collections, (select count(*) from public.documents)::integer as documents`)[0],
  })));
  const missing = [...acknowledged].filter((title) => !stored.has(title));
  const twice = [...stored].filter(([, times]) => times > 1);
  t.diagnostic(JSON.stringify({ killed, stored: stored.size }));
  assert.deepEqual([missing, twice], [[], []]);
  assert.deepEqual([counted?.["workspaces"], counted?.["collections"]], [counted?.["documents"], counted?.["documents"]]);
  assert.ok(acknowledged.size > KILLS * 50, `between the kills only ${acknowledged.size} writes were acknowledged`);
});
