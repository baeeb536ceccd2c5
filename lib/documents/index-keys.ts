import type { SqlFragment } from "#lib/db/connect.ts";
import type { IndexChoice } from "./choose-index.ts";
import type { List } from "./list-order.ts";
import type { SpaceTransaction } from "./space-sql.ts";
import { createdSql, rangeSql } from "./where-sql.ts";

/** The keys of the indexes that a space has. */
export const keys = ({ sql, isMember }: SpaceTransaction): SqlFragment => (isMember ? sql`private.index_keys_of_member` : sql`private.index_keys_of_socket`);

/** What `eq` of a key is, for each combination of values that is looked for. */
export const hashes = ({ sql }: SpaceTransaction, { values }: IndexChoice): SqlFragment => sql`array(select private.eq_key(v) from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb) v)`;

/** What can be told of a key `k`: that it is of the index, in the range that is asked for, and of the time. */
export const keysIn = ({ sql }: SpaceTransaction, { where }: List, { index }: IndexChoice): SqlFragment =>
  sql`k.index_id = ${index.id} ${rangeSql(sql, index.order, sql`k.key`, where)} ${createdSql(sql, sql`k.made_at`, where)}`;

/** A value of the order's column as private.index_keys has it. */
export function indexKey({ sql }: SpaceTransaction, field: string, value: SqlFragment): SqlFragment {
  if (field === "id") return sql`'null'::jsonb`;
  if (field === "createdAt" || field === "updatedAt") return sql`to_jsonb(extract(epoch from ${value}))`;
  return field === "version" ? sql`to_jsonb(${value})` : value;
}
