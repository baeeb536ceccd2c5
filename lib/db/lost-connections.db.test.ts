import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { startTestDatabase, type TestDatabase } from "../../supabase/tests/test-database.ts";
import { connect, type Sql, typed } from "./connect.ts";

let database: TestDatabase;
let admin: Sql;
let pool: Sql;
before(async () => {
  database = await startTestDatabase();
  admin = connect(database.adminUrl, "test-admin", 2);
  pool = connect(database.webUrl, "test-lost", 6);
});
after(async () => {
  await Promise.all([admin.end({ timeout: 5 }), pool.end({ timeout: 5 })]);
  await database.stop();
});

const TURNS = 400;
const AT_ONCE = 16;

test("Kysely's connections that are ended under load fail their own statements only, and every connection of the pool serves on", async () => {
  const db = typed(pool);
  let [next, failed] = [0, 0];
  const turn = (n: number): Promise<unknown> => n % 2 === 0 ? sql`select ${n}::int`.execute(db) : db.transaction().execute(async (tx) => {
    await sql`select ${n}::int`.execute(tx);
    return sql`select pg_sleep(0.001)`.execute(tx);
  });
  const lane = async (): Promise<void> => {
    for (let n = next++; n < TURNS; n = next++) {
      await turn(n).catch((error: Error & { code?: string }) => {
        failed += 1;
        assert.match(String(error.code ?? error.message), /^(CONNECTION_CLOSED|ECONNRESET|EPIPE|57P01)$/);
      });
      if (n % 50 === 25) await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'test-lost'`;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  assert.ok(failed > 0, "connections were ended under statements");
  await Promise.all(Array.from({ length: 40 }, (_none, n) => turn(n)));
});

test("a pool that is ended under a transaction of Kysely's waits for it, then ends: a process that stops is not kept alive", { timeout: 20_000 }, async () => {
  const ending = connect(database.webUrl, "test-ending", 2);
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  const { promise: isOpen, resolve: opened } = Promise.withResolvers<void>();
  const worked = typed(ending).transaction().execute(async (tx) => {
    opened();
    await mayEnd;
    return (await sql<{ n: number }>`select 1 as n`.execute(tx)).rows[0]?.n;
  });
  await isOpen;
  const ended = ending.end();
  setImmediate(end);
  assert.equal(await worked, 1);
  await ended;
});
