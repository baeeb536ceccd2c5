import { createHash, randomUUID } from "node:crypto";
import type { SqlFragment } from "#lib/db/connect.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { DataFailure, invalid } from "./data-failure.ts";
import { MAX_DOCUMENT_BYTES, requireValue, type Fields } from "./parse-fields.ts";
import type { Lifetime, Operation } from "./parse-operation.ts";
import { getDocument } from "./read-sql.ts";
import { columns, documents, inCollection, isAlive, toDocument, uniques, type SpaceTransaction } from "./space-sql.ts";

type OperationOf<Name extends Operation["name"]> = Extract<Operation, { name: Name }>;

export async function insert(tx: SpaceTransaction, { collection, id, data, unique, lifetime }: OperationOf<"insert">): Promise<Json> {
  const { sql, space, spaceId } = tx;
  const documentId = id ?? randomUUID();
  const owner = space.kind === "live" ? sql`workspace_id,` : sql``;
  const ownerValue = space.kind === "live" ? sql`${space.workspaceId},` : sql``;
  const [row] = await sql`insert into ${documents(tx)} as d (api_id, ${owner} collection, id, data, expires_at)
    values (${spaceId}, ${ownerValue} ${collection}, ${documentId}, ${sql.json(data)}, ${expiry(tx, lifetime)})
    on conflict (api_id, collection, id) do update set data = excluded.data, version = 1, created_at = clock_timestamp(), updated_at = clock_timestamp(), expires_at = excluded.expires_at
      where d.expires_at <= now()
    returning ${columns(tx)}, xmax <> 0 as took_place`;
  if (!row) throw new DataFailure("conflict", `There is already a document with the id "${documentId}".`);
  if (row["took_place"]) await sql`delete from ${uniques(tx)} where ${inCollection(tx, collection)} and document_id = ${documentId}`;
  await claimUniques(tx, collection, documentId, data, unique);
  return toDocument(row);
}

export async function update(tx: SpaceTransaction, { collection, id, patch, ifVersion, unique, lifetime }: OperationOf<"update">): Promise<Json> {
  const { sql } = tx;
  const [row] = await sql`update ${documents(tx)} set data = data || ${sql.json(patch)}, version = version + 1, updated_at = clock_timestamp()
      ${lifetime === undefined ? sql`` : sql`, expires_at = ${expiry(tx, lifetime)}`}
    where ${inCollection(tx, collection)} and id = ${id} and ${isAlive(tx)} ${ifVersion === null ? sql`` : sql`and version = ${ifVersion}`}
    returning ${columns(tx)}`;
  if (!row) {
    if (ifVersion === null || !(await getDocument(tx, collection, id))) return null;
    throw new DataFailure("stale", "This document was changed by somebody else since it was read.");
  }
  if (Buffer.byteLength(JSON.stringify(row["data"])) > MAX_DOCUMENT_BYTES) throw invalid(`A document holds at most ${MAX_DOCUMENT_BYTES / 1024} KB.`);
  const changed = unique.filter((field) => Object.hasOwn(patch, field));
  if (changed.length > 0) {
    await sql`delete from ${uniques(tx)} where ${inCollection(tx, collection)} and document_id = ${id} and field in ${sql(changed)}`;
    await claimUniques(tx, collection, id, patch, changed);
  }
  return toDocument(row);
}

export async function remove(tx: SpaceTransaction, collection: string, id: string): Promise<boolean> {
  const gone = await tx.sql`delete from ${documents(tx)} where ${inCollection(tx, collection)} and id = ${id} and ${isAlive(tx)}`;
  return gone.count > 0;
}

export async function increment(tx: SpaceTransaction, { collection, id, field, by, min, max }: OperationOf<"increment">): Promise<Json> {
  const { sql } = tx;
  const [found] = await sql`select jsonb_typeof(data -> ${field}::text) as type,
      case when jsonb_typeof(data -> ${field}::text) = 'number' then (data -> ${field}::text)::numeric else 0 end + ${String(by)}::numeric as next
    from ${documents(tx)} where ${inCollection(tx, collection)} and id = ${id} and ${isAlive(tx)} for update`;
  if (!found) return null;
  if (!["number", "null", null].includes(found["type"])) throw invalid(`The field "${field}" is not a number.`);
  const next = Number(found["next"]);
  if ((min !== null && next < min) || (max !== null && next > max)) throw new DataFailure("range", `${field} would become ${next}, outside of ${min ?? "-∞"} to ${max ?? "∞"}.`);
  requireValue(next, field);
  await sql`update ${documents(tx)} set data = jsonb_set(data, array[${field}::text], to_jsonb(${String(found["next"])}::numeric)), version = version + 1, updated_at = clock_timestamp()
    where ${inCollection(tx, collection)} and id = ${id}`;
  return next;
}

/** When a document's time is over. */
export const expiry = ({ sql }: SpaceTransaction, lifetime: Exclude<Lifetime, undefined>): SqlFragment => (lifetime === null ? sql`null` : sql`clock_timestamp() + make_interval(secs => ${lifetime})`);

/** Takes the values of the unique fields for a document. A missing or null value takes nothing. */
async function claimUniques(tx: SpaceTransaction, collection: string, documentId: string, data: Fields, unique: string[]): Promise<void> {
  for (const field of new Set(unique)) {
    const value = data[field];
    if (value === undefined || value === null) continue;
    if (typeof value === "object") throw invalid(`The unique field "${field}" must be a text, a number, true or false.`);
    const text = uniqueText(value);
    if (await claim(tx, collection, documentId, field, text)) continue;
    // It may be held by a document whose time is over.
    const freed = await tx.sql`delete from ${documents(tx)} where ${inCollection(tx, collection)} and expires_at <= now()
      and id = (select u.document_id from ${uniques(tx)} u where u.api_id = ${tx.spaceId} and u.collection = ${collection} and u.field = ${field} and u.value = ${text})`;
    if (freed.count === 0 || !(await claim(tx, collection, documentId, field, text))) throw new DataFailure("conflict", `There is already a document with this ${field}.`);
  }
}

async function claim({ sql, space, spaceId, ...rest }: SpaceTransaction, collection: string, documentId: string, field: string, value: string): Promise<boolean> {
  const row = { api_id: spaceId, collection, field, value, document_id: documentId };
  const claimed = await sql`insert into ${uniques({ sql, space, spaceId, ...rest })} ${sql(space.kind === "live" ? { ...row, workspace_id: space.workspaceId } : row)} on conflict do nothing`;
  return claimed.count > 0;
}

/** As JSON, so that "1" and 1 differ; long texts by their hash, because an index entry is at most a third of a page. */
function uniqueText(value: string | number | boolean): string {
  const text = JSON.stringify(value);
  return text.length <= 500 ? text : `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
