import { DataFailure, invalid } from "#lib/documents/data-failure.ts";
import { encodeCursor } from "#lib/documents/list-cursor.ts";
import { MAX_DOCUMENT_BYTES, type Fields } from "#lib/documents/parse-fields.ts";
import type { Operation, Transaction } from "#lib/documents/parse-operation.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { aggregate } from "./aggregate.ts";
import { claimUniques, dropUniques } from "./claim-uniques.ts";
import { add, decimal, toNumber } from "./decimal.ts";
import { fieldSql } from "./field-sql.ts";
import { firstRow, type SqlDoor, type SqlRow, type SqlValue } from "./sql-door.ts";
import { fromStored, toStored } from "./stored-json.ts";
import { toTime } from "./to-time.ts";
import { whereSql } from "./where-sql.ts";

export interface Space {
  db: SqlDoor;
  /** Microseconds since 1970, later than any before. */
  now(): number;
}
type OperationOf<Name extends Operation["name"]> = Extract<Operation, { name: Name }>;

const COLUMNS = "id, data, version, created_at, updated_at";

/** Throws DataFailure; the caller takes back what a failed one wrote. */
export function runOperation(space: Space, operation: Operation | Transaction): Json {
  const { db } = space;
  switch (operation.name) {
    case "insert":
      return insert(space, operation);
    case "get":
      return shown(find(db, operation.collection, operation.id));
    case "list":
      return list(db, operation);
    case "update":
      return update(space, operation);
    case "delete":
      dropUniques(db, operation.collection, operation.id);
      return firstRow(db, "delete from documents where collection = ? and id = ? returning 1", operation.collection, operation.id) !== undefined;
    case "count": {
      const { sql, values } = whereSql(operation.where);
      return Number(firstRow(db, `select count(*) as n from documents where collection = ?${sql}`, operation.collection, ...values)?.["n"]);
    }
    case "aggregate":
      return aggregate(db, operation.collection, operation);
    case "increment":
      return increment(space, operation);
    default:
      throw invalid("Keys and transactions are not in exported projects yet.");
  }
}

const find = (db: SqlDoor, collection: string, id: string): SqlRow | undefined => firstRow(db, `select ${COLUMNS} from documents where collection = ? and id = ?`, collection, id);
const shown = (row: SqlRow | undefined): Json => (row ? toDocument(row) : null);

function toDocument(row: SqlRow): Fields {
  return { ...fromStored(String(row["data"])), id: String(row["id"]), createdAt: toTime(row["created_at"]), updatedAt: toTime(row["updated_at"]), version: Number(row["version"]) };
}

function insert({ db, now }: Space, { collection, id, data, unique }: OperationOf<"insert">): Json {
  const [documentId, at] = [id ?? crypto.randomUUID(), now()];
  const stored = toStored(documentId, data);
  const row = firstRow(db, `insert into documents (collection, id, data, folded, created_at, updated_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing returning ${COLUMNS}`, collection, documentId, stored.data, stored.folded, at, at);
  if (!row) throw new DataFailure("conflict", `There is already a document with the id "${documentId}".`);
  claimUniques(db, collection, documentId, data, unique);
  return toDocument(row);
}

function list(db: SqlDoor, { collection, where, order, limit, cursor }: OperationOf<"list">): Json {
  const keys = fieldSql(order.field).order;
  const [direction, isAfter] = order.direction === "desc" ? ["desc", "<"] : ["asc", ">"];
  const chosen = whereSql(where);
  const after: SqlValue[] = cursor ? [...readKey(cursor.key, keys.length), cursor.id] : [];
  const rows = [...db.rows(
    `select ${COLUMNS}, ${keys.map((key, index) => `${key} as key${index}`).join(", ")} from documents where collection = ?${chosen.sql}
      ${cursor ? `and (${keys.join(", ")}, id) ${isAfter} (${after.map(() => "?").join(", ")})` : ""} order by ${[...keys, "id"].map((key) => `${key} ${direction}`).join(", ")} limit ${limit + 1}`,
    collection, ...chosen.values, ...after,
  )];
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(toDocument), cursor: rows.length > limit && last ? encodeCursor(order, { key: JSON.stringify(keys.map((_key, index) => last[`key${index}`])), id: String(last["id"]) }) : null };
}

function readKey(key: string, length: number): (number | string)[] {
  const bad = invalid("This cursor does not belong to this list: use the cursor of the page before, with the same orderBy.");
  let parts: unknown;
  try {
    parts = JSON.parse(key);
  } catch {
    throw bad;
  }
  const values = Array.isArray(parts) ? parts.filter((part) => typeof part === "number" || typeof part === "string") : [];
  if (values.length !== length) throw bad;
  return values;
}

function update({ db, now }: Space, { collection, id, patch, ifVersion, unique }: OperationOf<"update">): Json {
  const row = find(db, collection, id);
  if (!row) return null;
  if (ifVersion !== null && ifVersion !== row["version"]) throw new DataFailure("stale", "This document was changed by somebody else since it was read.");
  const data = { ...fromStored(String(row["data"])), ...patch };
  if (Buffer.byteLength(JSON.stringify(data)) > MAX_DOCUMENT_BYTES) throw invalid(`A document holds at most ${MAX_DOCUMENT_BYTES / 1024} KB.`);
  const changed = unique.filter((field) => Object.hasOwn(patch, field));
  dropUniques(db, collection, id, changed);
  claimUniques(db, collection, id, patch, changed);
  return shown(write({ db, now }, collection, id, data));
}

function write({ db, now }: Space, collection: string, id: string, fields: Fields): SqlRow | undefined {
  const stored = toStored(id, fields);
  return firstRow(db, `update documents set data = ?, folded = ?, version = version + 1, updated_at = ? where collection = ? and id = ? returning ${COLUMNS}`, stored.data, stored.folded, now(), collection, id);
}

function increment(space: Space, { collection, id, field, by, min, max }: OperationOf<"increment">): Json {
  const row = find(space.db, collection, id);
  if (!row) return null;
  const data = fromStored(String(row["data"]));
  const before = Object.hasOwn(data, field) ? (data[field] ?? null) : null;
  if (before !== null && typeof before !== "number") throw invalid(`The field "${field}" is not a number.`);
  const next = toNumber(add(decimal(String(before ?? 0)), decimal(String(by))));
  if ((min !== null && next < min) || (max !== null && next > max)) throw new DataFailure("range", `${field} would become ${next}, outside of ${min ?? "-∞"} to ${max ?? "∞"}.`);
  write(space, collection, id, { ...data, [field]: next });
  return next;
}
