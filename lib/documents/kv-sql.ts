import type { SqlRow } from "#lib/db/connect.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { endOfPrefix } from "./end-of-prefix.ts";
import type { Operation } from "./parse-operation.ts";
import { documentById } from "./read-sql.ts";
import { documents, inCollection, isAlive, owner, type SpaceTransaction, type Statement } from "./space-sql.ts";
import { expiry } from "./write-sql.ts";

type OperationOf<Name extends Operation["name"]> = Extract<Operation, { name: Name }>;

export const getKey = (tx: SpaceTransaction, collection: string, id: string): Statement => ({ query: documentById(tx, collection, id), read: ([row]) => row?.["data"]?.value ?? null });

export function putKey(tx: SpaceTransaction, { collection, id, value, lifetime }: OperationOf<"kvPut">): Statement {
  const { sql, spaceId } = tx;
  const query = sql`insert into ${documents(tx)} as d (api_id, workspace_id, collection, id, data, expires_at)
    values (${spaceId}, ${owner(tx)}, ${collection}, ${id}, ${sql.json({ value })}, ${expiry(tx, lifetime)})
    on conflict (api_id, collection, id) do update set data = excluded.data, version = d.version + 1, updated_at = clock_timestamp(), expires_at = excluded.expires_at`;
  return { query, read: () => null };
}

/** Keys by code point, so that those with one beginning stand together. */
export function listKeys(tx: SpaceTransaction, { collection, prefix, limit, after }: OperationOf<"kvList">): Statement {
  const { sql } = tx;
  const end = endOfPrefix(prefix);
  // Not by what they begin with alone: a few keys would be looked for among all that follow.
  const query = sql`select id from ${documents(tx)} where ${inCollection(tx, collection)} and id collate "C" >= ${prefix} ${end === null ? sql`` : sql`and id collate "C" < ${end}`}
    ${after === null ? sql`` : sql`and id collate "C" > ${after}`} and ${isAlive(tx)} order by id collate "C" limit ${limit + 1}`;
  const read = (rows: SqlRow[]): Json => {
    const page = rows.slice(0, limit).map((row) => String(row["id"]));
    return { keys: page, cursor: rows.length > limit ? (page.at(-1) ?? null) : null };
  };
  return { query, read };
}
