import { createHash, randomUUID } from "node:crypto";
import type { SqlFragment, SqlRow, SqlTransaction } from "#lib/db/connect.ts";
import type { DataSpace, Json } from "#lib/runtime/runtime.ts";
import { DataFailure, invalid } from "./data-failure.ts";
import { aggregateSql } from "./aggregate-sql.ts";
import { encodeCursor } from "./list-cursor.ts";
import { MAX_DOCUMENT_BYTES, type Fields, type Operation } from "./parse-operation.ts";
import { columnOf, whereSql } from "./where-sql.ts";

/** One transaction with the space's id set, on the space's tables. */
export interface SpaceTransaction {
  sql: SqlTransaction;
  space: DataSpace;
  spaceId: string;
}

type OperationOf<Name extends Operation["name"]> = Extract<Operation, { name: Name }>;

/** A failed write leaves its statements behind: the caller rolls back to before it. */
export function runOperation(tx: SpaceTransaction, operation: Operation): Promise<Json> {
  switch (operation.name) {
    case "insert":
      return insert(tx, operation);
    case "get":
      return get(tx, operation);
    case "list":
      return list(tx, operation);
    case "update":
      return update(tx, operation);
    case "delete":
      return remove(tx, operation);
    case "count":
      return count(tx, operation);
    case "aggregate":
      return aggregateSql(tx.sql, tx.sql`${documents(tx)} where ${inCollection(tx, operation.collection)}`, operation);
    case "increment":
      return increment(tx, operation);
  }
}

const documents = ({ sql, space }: SpaceTransaction): SqlFragment => (space.kind === "live" ? sql`public.documents` : sql`private.scratch_documents`);
const uniques = ({ sql, space }: SpaceTransaction): SqlFragment => (space.kind === "live" ? sql`public.document_uniques` : sql`private.scratch_document_uniques`);
const inCollection = ({ sql, spaceId }: SpaceTransaction, collection: string): SqlFragment => sql`api_id = ${spaceId} and collection = ${collection}`;
const columns = ({ sql }: SpaceTransaction): SqlFragment => sql`id, data, version, created_at, updated_at`;

function toDocument(row: SqlRow): Fields {
  const at = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));
  return { ...row["data"], id: row["id"], createdAt: at(row["created_at"]), updatedAt: at(row["updated_at"]), version: row["version"] };
}

async function insert(tx: SpaceTransaction, { collection, id, data, unique }: OperationOf<"insert">): Promise<Json> {
  const { sql, space, spaceId } = tx;
  const documentId = id ?? randomUUID();
  const owner = space.kind === "live" ? sql`workspace_id,` : sql``;
  const ownerValue = space.kind === "live" ? sql`${space.workspaceId},` : sql``;
  const [row] = await sql`insert into ${documents(tx)} (api_id, ${owner} collection, id, data)
    values (${spaceId}, ${ownerValue} ${collection}, ${documentId}, ${sql.json(data)}) on conflict do nothing returning ${columns(tx)}`;
  if (!row) throw new DataFailure("conflict", `There is already a document with the id "${documentId}".`);
  await claimUniques(tx, collection, documentId, data, unique);
  return toDocument(row);
}

async function get(tx: SpaceTransaction, { collection, id }: OperationOf<"get">): Promise<Json> {
  const [row] = await tx.sql`select ${columns(tx)} from ${documents(tx)} where ${inCollection(tx, collection)} and id = ${id}`;
  return row ? toDocument(row) : null;
}

async function list(tx: SpaceTransaction, { collection, where, order, limit, cursor }: OperationOf<"list">): Promise<Json> {
  const { sql } = tx;
  const key = columnOf(sql, order.field);
  const direction = order.direction === "desc" ? sql`desc` : sql`asc`;
  const after = !cursor ? sql`` : order.direction === "desc" ? sql`and (${key.expression}, id) < (${key.cast(cursor.key)}, ${cursor.id})` : sql`and (${key.expression}, id) > (${key.cast(cursor.key)}, ${cursor.id})`;
  const rows = await sql`select ${columns(tx)}, (${key.expression})::text as sort_key from ${documents(tx)}
    where ${inCollection(tx, collection)} ${whereSql(sql, where)} ${after} order by ${key.expression} ${direction}, id ${direction} limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(toDocument), cursor: rows.length > limit && last ? encodeCursor(order, { key: last["sort_key"], id: last["id"] }) : null };
}

async function update(tx: SpaceTransaction, { collection, id, patch, ifVersion, unique }: OperationOf<"update">): Promise<Json> {
  const { sql } = tx;
  const [row] = await sql`update ${documents(tx)} set data = data || ${sql.json(patch)}, version = version + 1, updated_at = clock_timestamp()
    where ${inCollection(tx, collection)} and id = ${id} ${ifVersion === null ? sql`` : sql`and version = ${ifVersion}`}
    returning ${columns(tx)}`;
  if (!row) {
    if (ifVersion === null || (await get(tx, { name: "get", collection, id })) === null) return null;
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

async function remove(tx: SpaceTransaction, { collection, id }: OperationOf<"delete">): Promise<Json> {
  const gone = await tx.sql`delete from ${documents(tx)} where ${inCollection(tx, collection)} and id = ${id}`;
  return gone.count > 0;
}

async function count(tx: SpaceTransaction, { collection, where }: OperationOf<"count">): Promise<Json> {
  const [row] = await tx.sql`select count(*)::integer as n from ${documents(tx)} where ${inCollection(tx, collection)} ${whereSql(tx.sql, where)}`;
  return row?.["n"] ?? 0;
}

async function increment(tx: SpaceTransaction, { collection, id, field, by, min, max }: OperationOf<"increment">): Promise<Json> {
  const { sql } = tx;
  const [found] = await sql`select jsonb_typeof(data -> ${field}::text) as type,
      case when jsonb_typeof(data -> ${field}::text) = 'number' then (data -> ${field}::text)::numeric else 0 end + ${String(by)}::numeric as next
    from ${documents(tx)} where ${inCollection(tx, collection)} and id = ${id} for update`;
  if (!found) return null;
  if (!["number", "null", null].includes(found["type"])) throw invalid(`The field "${field}" is not a number.`);
  const next = Number(found["next"]);
  if ((min !== null && next < min) || (max !== null && next > max)) throw new DataFailure("range", `${field} would become ${next}, outside of ${min ?? "-∞"} to ${max ?? "∞"}.`);
  await sql`update ${documents(tx)} set data = jsonb_set(data, array[${field}::text], to_jsonb(${String(found["next"])}::numeric)), version = version + 1, updated_at = clock_timestamp()
    where ${inCollection(tx, collection)} and id = ${id}`;
  return next;
}

/** Takes the values of the unique fields for a document. A missing or null value takes nothing. */
async function claimUniques(tx: SpaceTransaction, collection: string, documentId: string, data: Fields, unique: string[]): Promise<void> {
  const { sql, space, spaceId } = tx;
  for (const field of new Set(unique)) {
    const value = data[field];
    if (value === undefined || value === null) continue;
    if (typeof value === "object") throw invalid(`The unique field "${field}" must be a text, a number, true or false.`);
    const row = { api_id: spaceId, collection, field, value: uniqueText(value), document_id: documentId };
    const claimed = await sql`insert into ${uniques(tx)} ${sql(space.kind === "live" ? { ...row, workspace_id: space.workspaceId } : row)} on conflict do nothing`;
    if (claimed.count === 0) throw new DataFailure("conflict", `There is already a document with this ${field}.`);
  }
}

/** As JSON, so that "1" and 1 differ; long texts by their hash, because an index entry is at most a third of a page. */
function uniqueText(value: string | number | boolean): string {
  const text = JSON.stringify(value);
  return text.length <= 500 ? text : `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
