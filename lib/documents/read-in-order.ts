import type { SqlFragment } from "#lib/db/connect.ts";
import type { IndexChoice } from "./choose-index.ts";
import { besides, hashes, indexKey, keys, keysIn } from "./index-keys.ts";
import { afterCursor, directionOf, type List } from "./list-order.ts";
import { columns, documents, inCollection, isAlive, type SpaceTransaction, type Way } from "./space-sql.ts";
import { columnOf, createdSql, whereSql } from "./where-sql.ts";

/** The first page in the order that is asked for; none when `most` steps of an index don't fill it. Null: without an index of the platform's, by what the table has, or a sort. */
export const readInOrder = (part: List, choice: IndexChoice | null, most: number | null): Way => ({
  query: (tx) => (choice ? throughIndex(tx, part, choice, most) : plainly(tx, part, most)),
  read: (rows) => (most !== null && rows.length <= part.limit ? null : rows),
});

function plainly(tx: SpaceTransaction, part: List, most: number | null): SqlFragment {
  const { sql } = tx;
  const { collection, where, order, limit } = part;
  const key = columnOf(sql, order.field);
  const direction = directionOf(tx, part);
  const inOrder = sql`order by ${key.expression} ${direction}, id ${direction}`;
  const walked = most === null ? documents(tx) : sql`(select * from ${documents(tx)} where ${inCollection(tx, collection)} ${createdSql(sql, sql`created_at`, where)} ${afterCursor(tx, part, key)} ${inOrder} limit ${most}) walked`;
  return sql`select ${columns(tx)}, (${key.expression})::text as sort_key, expires_at from ${walked}
    where ${inCollection(tx, collection)} and ${isAlive(tx)} ${whereSql(sql, where)} ${afterCursor(tx, part, key)} ${inOrder} limit ${limit + 1}`;
}

/** For each combination of values, the first page of its documents in the index's order. */
function throughIndex(tx: SpaceTransaction, part: List, choice: IndexChoice, most: number | null): SqlFragment {
  const { sql } = tx;
  const { collection, where, order, limit } = part;
  const plain = columnOf(sql, order.field);
  const direction = directionOf(tx, part);
  const key = { expression: sql`k.key`, cast: (text: string) => indexKey(tx, order.field, plain.cast(text)) };
  const inOrder = sql`order by k.key ${direction}, k.document_id ${direction}`;
  const walked = sql`select k.* from ${keys(tx)} k where k.eq = wanted.eq and ${keysIn(tx, part, choice)} ${afterCursor(tx, part, key, sql`k.document_id`)}`;
  // One by one in the order of their keys: joined otherwise, as to a planner without statistics may seem better, all would be read for each page.
  const document = sql`select ${columns(tx)}, (${plain.expression})::text as sort_key, ${plain.expression} as sorted_by, expires_at from ${documents(tx)}
    where ${inCollection(tx, collection)} and id = k.document_id and ${isAlive(tx)} ${whereSql(sql, where)} limit 1`;
  const page = sql`select d.* from (${walked} ${most === null ? sql`` : sql`${inOrder} limit ${most}`}) k cross join lateral (${document}) d where true ${besides(tx, part, choice)} ${inOrder} limit ${limit + 1}`;
  return sql`select page.* from unnest(${hashes(tx, choice)}) wanted (eq) cross join lateral (${page}) page order by sorted_by ${direction}, id ${direction} limit ${limit + 1}`;
}
