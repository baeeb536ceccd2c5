import { invalid } from "#lib/documents/data-failure.ts";
import { endOfPrefix } from "#lib/documents/end-of-prefix.ts";
import { encodeCursor } from "#lib/documents/list-cursor.ts";
import type { Fields } from "#lib/documents/parse-fields.ts";
import type { Operation } from "#lib/documents/parse-operation.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { fieldSql } from "./field-sql.ts";
import { firstRow, type SqlDoor, type SqlRow, type SqlValue } from "./sql-door.ts";
import { fromStored } from "./stored-json.ts";
import { toTime } from "./to-time.ts";
import { whereSql } from "./where-sql.ts";

export type OperationOf<Name extends Operation["name"]> = Extract<Operation, { name: Name }>;
export interface StoredDocument {
  id: string;
  fields: Fields;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export const COLUMNS = "id, data, version, created_at, updated_at";

export function find(db: SqlDoor, collection: string, id: string): StoredDocument | null {
  return documentOf(firstRow(db, `select ${COLUMNS} from documents where collection = ? and id = ?`, collection, id));
}

export function documentOf(row: SqlRow | undefined): StoredDocument | null {
  if (!row) return null;
  return { id: String(row["id"]), fields: fromStored(String(row["data"])), version: Number(row["version"]), createdAt: toTime(row["created_at"]), updatedAt: toTime(row["updated_at"]) };
}

/** As the API gets it. */
export function shown(document: StoredDocument | null): Json {
  if (!document) return null;
  const { id, fields, version, createdAt, updatedAt } = document;
  return { ...fields, id, createdAt, updatedAt, version };
}

export function list(db: SqlDoor, { collection, where, order, limit, cursor }: OperationOf<"list">): Json {
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
  const next = rows.length > limit && last ? encodeCursor(order, { key: JSON.stringify(keys.map((_key, index) => last[`key${index}`])), id: String(last["id"]) }) : null;
  return { items: page.map((row) => shown(documentOf(row))), cursor: next };
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

export function count(db: SqlDoor, { collection, where }: OperationOf<"count">): number {
  const { sql, values } = whereSql(where);
  return Number(firstRow(db, `select count(*) as n from documents where collection = ?${sql}`, collection, ...values)?.["n"]);
}

export function listKeys(db: SqlDoor, { collection, prefix, limit, after }: OperationOf<"kvList">): Json {
  const end = endOfPrefix(prefix);
  const rows = [...db.rows(`select id from documents where collection = ? and id >= max(?, ?) and id <> ? ${end === null ? "" : "and id < ?"} order by id limit ${limit + 1}`, collection, prefix, after ?? "", after ?? "", ...(end === null ? [] : [end]))];
  const keys = rows.slice(0, limit).map((row) => String(row["id"]));
  return { keys, cursor: rows.length > limit ? (keys.at(-1) ?? null) : null };
}
