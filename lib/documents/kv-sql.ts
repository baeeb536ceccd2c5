import { endOfPrefix } from "./end-of-prefix.ts";
import type { Operation } from "./parse-operation.ts";
import { documentById } from "./read-sql.ts";
import { documents, inCollection, isAlive, owner, type Statement } from "./space-sql.ts";
import { expiry } from "./write-sql.ts";

type OperationOf<Name extends Operation["name"]> = Extract<Operation, { name: Name }>;

export const getKey = (collection: string, id: string): Statement => ({ query: (tx) => documentById(tx, collection, id), read: ([row]) => row?.["data"]?.value ?? null });

export const putKey = ({ collection, id, value, lifetime }: OperationOf<"kvPut">): Statement => ({
  query: (tx) => tx.sql`insert into ${documents(tx)} as d (api_id, workspace_id, collection, id, data, expires_at)
    values (${tx.spaceId}, ${owner(tx)}, ${collection}, ${id}, ${tx.sql.json({ value })}, ${expiry(tx, lifetime)})
    on conflict (api_id, collection, id) do update set data = excluded.data, version = d.version + 1, updated_at = clock_timestamp(), expires_at = excluded.expires_at`,
  read: () => null,
});

/** Keys by code point, so that those with one beginning stand together. */
export const listKeys = ({ collection, prefix, limit, after }: OperationOf<"kvList">): Statement => ({
  query(tx) {
    const { sql } = tx;
    const end = endOfPrefix(prefix);
    // Not by what they begin with alone: a few keys would be looked for among all that follow.
    return sql`select id from ${documents(tx)} where ${inCollection(tx, collection)} and id collate "C" >= ${prefix} ${end === null ? sql`` : sql`and id collate "C" < ${end}`}
      ${after === null ? sql`` : sql`and id collate "C" > ${after}`} and ${isAlive(tx)} order by id collate "C" limit ${limit + 1}`;
  },
  read(rows) {
    const page = rows.slice(0, limit).map((row) => String(row["id"]));
    return { keys: page, cursor: rows.length > limit ? (page.at(-1) ?? null) : null };
  },
});
