import type { SqlFragment, SqlRow } from "#lib/db/connect.ts";
import type { IndexChoice } from "./choose-index.ts";
import { afterCursor, directionOf, type List } from "./list-order.ts";
import { columns, documents, inCollection, isAlive, type SpaceTransaction } from "./space-sql.ts";
import { columnOf, createdSql, rangeSql, whereSql } from "./where-sql.ts";

/** For each combination of values, its documents: in the index's order, the first page of them; in a range of it, all. */
export function readThrough(tx: SpaceTransaction, part: List, choice: IndexChoice, how: "in order" | "in range"): Promise<SqlRow[]> {
  const { sql } = tx;
  const { collection, where, order, limit } = part;
  const plain = columnOf(sql, order.field);
  const found = sql`select ${columns(tx)}, (${plain.expression})::text as sort_key, ${plain.expression} as sorted_by, expires_at, k.key from ${keys(tx)} k
    join ${documents(tx)} on ${inCollection(tx, collection)} and id = k.document_id
    where k.eq = wanted.eq and ${keysIn(tx, part, choice)} and ${isAlive(tx)} ${whereSql(sql, where)}`;
  const key = { expression: sql`k.key`, cast: (text: string) => indexKey(tx, order.field, plain.cast(text)) };
  const direction = directionOf(tx, part);
  const page = how === "in range" ? sql`${found} ${afterCursor(tx, part, plain)}`
    : sql`${found} ${afterCursor(tx, part, key, sql`k.document_id`)} order by k.key ${direction}, k.document_id ${direction} limit ${limit + 1}`;
  return sql`select page.* from unnest(${hashes(tx, choice)}) wanted (eq) cross join lateral (${page}) page order by sorted_by ${direction}, id ${direction} limit ${limit + 1}`.execute();
}

/** So many keys of an index are read, counted and sorted in the time of one document. */
const KEYS_A_DOCUMENT = 8;

/**
 * All that lie in a range, sorted, when that takes fewer steps than walking the order until a page is full; else null. When n of all lie in it, walking takes
 * about limit · all / n steps: more than n, up to the root of limit · all. "as it is": those of a time are together in the table.
 */
export async function readNarrowed(tx: SpaceTransaction, part: List, choice: IndexChoice | "createdAt", all: number): Promise<SqlRow[] | "as it is" | null> {
  const { sql } = tx;
  const { collection, where, order, limit } = part;
  const few = Math.ceil(Math.sqrt((limit + 1) * all));
  const isFew = async (inRange: SqlFragment) => {
    const [row] = await sql`select count(*)::integer as n from (${inRange} limit ${few + 1}) few`;
    return row?.["n"] <= few;
  };
  if (choice === "createdAt") return (await isFew(sql`select from ${documents(tx)} where ${inCollection(tx, collection)} ${createdSql(sql, sql`created_at`, where)}`)) ? "as it is" : null;
  const inRange = sql`from ${keys(tx)} k where k.eq = any (${hashes(tx, choice)}) and ${keysIn(tx, part, choice)}`;
  if (order.field === "createdAt") return readNewest(tx, part, inRange, Math.ceil(Math.sqrt(KEYS_A_DOCUMENT * (limit + 1) * all)));
  return (await isFew(sql`select ${inRange}`)) ? readThrough(tx, part, choice, "in range") : null;
}

/** By time of creation, which keys have with them: only the documents of the page are read. Null when the range has more than `few`. */
async function readNewest(tx: SpaceTransaction, part: List, inRange: SqlFragment, few: number): Promise<SqlRow[] | null> {
  const { sql } = tx;
  const { collection, where, limit } = part;
  const [direction, plain] = [directionOf(tx, part), columnOf(sql, "createdAt")];
  const byTime = (time: SqlFragment, id: SqlFragment) => sql`order by ${time} ${direction}, ${id} ${direction}`;
  const rows = await sql`with found as materialized (select k.made_at, k.document_id ${inRange} limit ${few + 1})
    select counted.n, page.* from (select count(*)::integer as n from found) counted left join lateral (
      select d.* from (select * from found where counted.n <= ${few} ${afterCursor(tx, part, { ...plain, expression: sql`made_at` }, sql`document_id`)} ${byTime(sql`made_at`, sql`document_id`)}) f
        cross join lateral (select ${columns(tx)}, created_at::text as sort_key, expires_at from ${documents(tx)}
          where ${inCollection(tx, collection)} and id = f.document_id and ${isAlive(tx)} ${whereSql(sql, where)} limit 1) d
        ${byTime(sql`f.made_at`, sql`f.document_id`)} limit ${limit + 1}) page on true ${byTime(sql`page.created_at`, sql`page.id`)}`;
  return (rows[0]?.["n"] ?? 0) > few ? null : rows.filter((row) => row["id"] !== null);
}

/** What can be told of a key: that it is of the index, in the range that is asked for, and of the time. */
const keysIn = ({ sql }: SpaceTransaction, { where }: List, { index }: IndexChoice): SqlFragment =>
  sql`k.index_id = ${index.id} ${rangeSql(sql, index.order, sql`k.key`, where)} ${createdSql(sql, sql`k.made_at`, where)}`;
export const keys = ({ sql, isMember }: SpaceTransaction): SqlFragment => (isMember ? sql`private.index_keys_of_member` : sql`private.index_keys_of_socket`);
export const hashes = ({ sql }: SpaceTransaction, { values }: IndexChoice): SqlFragment => sql`array(select private.eq_key(v) from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb) v)`;

/** A value of the order's column as private.index_keys has it. */
function indexKey({ sql }: SpaceTransaction, field: string, value: SqlFragment): SqlFragment {
  if (field === "id") return sql`'null'::jsonb`;
  if (field === "createdAt" || field === "updatedAt") return sql`to_jsonb(extract(epoch from ${value}))`;
  return field === "version" ? sql`to_jsonb(${value})` : value;
}
