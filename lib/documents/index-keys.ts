import type { SqlFragment } from "#lib/db/connect.ts";
import { tells, type IndexChoice } from "./choose-index.ts";
import type { List } from "./list-order.ts";
import type { SpaceTransaction } from "./space-sql.ts";
import { columnOf, createdSql, rangeSql, type Column } from "./where-sql.ts";

/** The keys of the indexes that a space has. */
export const keys = ({ sql, isMember }: SpaceTransaction): SqlFragment => (isMember ? sql`private.index_keys_of_member` : sql`private.index_keys_of_socket`);

/** What `eq` of a key is, for each combination of values that is looked for. */
export const hashes = ({ sql }: SpaceTransaction, { values }: IndexChoice): SqlFragment => sql`array(select private.eq_key(v) from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb) v)`;

/** What looks keys `k` up: that they are of the index, and in the range that is asked for in its order. */
export const keysIn = ({ sql }: SpaceTransaction, { where }: List, { index }: IndexChoice): SqlFragment => sql`k.index_id = ${index.id} ${rangeSql(sql, index.order, sql`k.key`, where)}`;

/** ` and …` for what a key `k` tells besides: when its document was made, and the value of another field. */
export const besides = ({ sql }: SpaceTransaction, { where }: List, { index: { also, alsoExact } }: IndexChoice): SqlFragment =>
  sql`${createdSql(sql, sql`k.made_at`, where)} ${also !== null && alsoExact ? rangeSql(sql, also, sql`k.also`, where) : sql``}`;

/** What orders documents, as keys `k` of an index by another field tell it; null: they don't. */
export function toldBy(tx: SpaceTransaction, { order: { field } }: List, { index }: IndexChoice): Column | null {
  const plain = columnOf(tx.sql, field);
  if (!tells(index, field)) return null;
  if (field === "createdAt") return { ...plain, expression: tx.sql`k.made_at` };
  return field === "id" ? { ...plain, expression: tx.sql`k.document_id` } : { expression: tx.sql`k.also`, cast: (text) => indexKey(tx, field, plain.cast(text)) };
}

/** A value of the order's column as private.index_keys has it. */
export function indexKey({ sql }: SpaceTransaction, field: string, value: SqlFragment): SqlFragment {
  if (field === "id") return sql`'null'::jsonb`;
  if (field === "createdAt" || field === "updatedAt") return sql`to_jsonb(extract(epoch from ${value}))`;
  return field === "version" ? sql`to_jsonb(${value})` : value;
}
