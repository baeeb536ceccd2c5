import type { SqlFragment } from "#lib/db/connect.ts";
import type { IndexChoice } from "./choose-index.ts";
import { hashes, keys, keysIn } from "./index-keys.ts";
import { afterCursor, directionOf, type List } from "./list-order.ts";
import { columns, documents, inCollection, isAlive, type SpaceTransaction, type Way } from "./space-sql.ts";
import { columnOf, createdSql, whereSql } from "./where-sql.ts";

/** The page out of all that lie in a range, sorted; none when these are more than `most`. "createdAt": by the table's own index. */
export function readInRange(part: List, choice: IndexChoice | "createdAt", most: number | null): Way {
  return { query: (tx) => querySql(tx, part, choice, most), read: (rows) => (most !== null && (rows[0]?.["n"] ?? 0) > most ? null : rows.filter((row) => row["id"] !== null)) };
}

function querySql(tx: SpaceTransaction, part: List, choice: IndexChoice | "createdAt", most: number | null): SqlFragment {
  const { sql } = tx;
  const direction = directionOf(tx, part);
  const isFew = most === null ? sql`true` : sql`counted.n <= ${most}`;
  const [inRange, page] = choice === "createdAt" ? [inTime(tx, part), ofTime(tx, part, isFew)] : [ofIndex(tx, part, choice), part.order.field === "createdAt" ? byTime(tx, part, isFew) : byField(tx, part, isFew)];
  return sql`with found as materialized (${inRange} ${most === null ? sql`` : sql`limit ${most + 1}`})
    select counted.n, page.* from (select count(*)::integer as n from found) counted left join lateral (${page} limit ${part.limit + 1}) page on true order by page.sorted_by ${direction}, page.id ${direction}`;
}

const inTime = (tx: SpaceTransaction, { collection, where }: List): SqlFragment => tx.sql`select from ${documents(tx)} where ${inCollection(tx, collection)} ${createdSql(tx.sql, tx.sql`created_at`, where)}`;
const ofIndex = (tx: SpaceTransaction, part: List, choice: IndexChoice): SqlFragment => tx.sql`select k.made_at, k.document_id from ${keys(tx)} k where k.eq = any (${hashes(tx, choice)}) and ${keysIn(tx, part, choice)}`;

/** Read as they are: those of a time are together in the table. */
function ofTime(tx: SpaceTransaction, part: List, isFew: SqlFragment): SqlFragment {
  const direction = directionOf(tx, part);
  return tx.sql`${documentsOf(tx, part)} and ${isFew} ${afterCursor(tx, part, columnOf(tx.sql, part.order.field))} order by sorted_by ${direction}, id ${direction}`;
}

/** By time of creation, which was found with them: only the documents of the page are read. */
function byTime(tx: SpaceTransaction, part: List, isFew: SqlFragment): SqlFragment {
  const { sql } = tx;
  const direction = directionOf(tx, part);
  const time = { ...columnOf(sql, "createdAt"), expression: sql`made_at` };
  return sql`select d.* from (select * from found where ${isFew} ${afterCursor(tx, part, time, sql`document_id`)} order by made_at ${direction}, document_id ${direction}) f
    cross join lateral (${documentsOf(tx, part)} and id = f.document_id limit 1) d order by f.made_at ${direction}, f.document_id ${direction}`;
}

function byField(tx: SpaceTransaction, part: List, isFew: SqlFragment): SqlFragment {
  const direction = directionOf(tx, part);
  const document = tx.sql`${documentsOf(tx, part)} and id = f.document_id ${afterCursor(tx, part, columnOf(tx.sql, part.order.field))} limit 1`;
  return tx.sql`select d.* from (select document_id from found where ${isFew}) f cross join lateral (${document}) d order by d.sorted_by ${direction}, d.id ${direction}`;
}

function documentsOf(tx: SpaceTransaction, { collection, where, order }: List): SqlFragment {
  const { sql } = tx;
  const { expression } = columnOf(sql, order.field);
  return sql`select ${columns(tx)}, (${expression})::text as sort_key, ${expression} as sorted_by, expires_at from ${documents(tx)} where ${inCollection(tx, collection)} and ${isAlive(tx)} ${whereSql(sql, where)}`;
}
