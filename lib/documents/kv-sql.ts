import type { Json } from "#lib/runtime/runtime.ts";
import type { Operation } from "./parse-operation.ts";
import { getDocument } from "./read-sql.ts";
import { documents, inCollection, isAlive, type SpaceTransaction } from "./space-sql.ts";
import { expiry } from "./write-sql.ts";

type OperationOf<Name extends Operation["name"]> = Extract<Operation, { name: Name }>;

export async function getKey(tx: SpaceTransaction, collection: string, id: string): Promise<Json> {
  const row = await getDocument(tx, collection, id);
  return row?.["data"]?.value ?? null;
}

export async function putKey(tx: SpaceTransaction, { collection, id, value, lifetime }: OperationOf<"kvPut">): Promise<null> {
  const { sql, space, spaceId } = tx;
  const owner = space.kind === "live" ? sql`workspace_id,` : sql``;
  const ownerValue = space.kind === "live" ? sql`${space.workspaceId},` : sql``;
  await sql`insert into ${documents(tx)} as d (api_id, ${owner} collection, id, data, expires_at)
    values (${spaceId}, ${ownerValue} ${collection}, ${id}, ${sql.json({ value })}, ${expiry(tx, lifetime)})
    on conflict (api_id, collection, id) do update set data = excluded.data, version = d.version + 1, updated_at = clock_timestamp(), expires_at = excluded.expires_at`;
  return null;
}

/** Keys by code point, so that those with one beginning stand together. */
export async function listKeys(tx: SpaceTransaction, { collection, prefix, limit, after }: OperationOf<"kvList">): Promise<Json> {
  const { sql } = tx;
  const rows = await sql<{ id: string }[]>`select id from ${documents(tx)} where ${inCollection(tx, collection)} and id collate "C" >= ${prefix} ${after === null ? sql`` : sql`and id collate "C" > ${after}`}
    and starts_with(id, ${prefix}) and ${isAlive(tx)} order by id collate "C" limit ${limit + 1}`;
  const page = rows.slice(0, limit).map(({ id }) => id);
  return { keys: page, cursor: rows.length > limit ? (page.at(-1) ?? null) : null };
}
