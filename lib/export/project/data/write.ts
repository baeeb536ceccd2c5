import { DataFailure, invalid } from "#lib/documents/data-failure.ts";
import { requireSize, requireValue, type Fields } from "#lib/documents/parse-fields.ts";
import type { Lifetime } from "#lib/documents/parse-operation.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { claimUniques, dropUniques } from "./claim-uniques.ts";
import { add, decimal, toNumber } from "./decimal.ts";
import { COLUMNS, documentOf, find, shown, type OperationOf } from "./read.ts";
import { firstRow, type SqlDoor } from "./sql-door.ts";
import { toStored } from "./stored-json.ts";

export interface Space {
  db: SqlDoor;
  /** Microseconds since 1970, later than any before. */
  now(): number;
}

export function insert({ db, now }: Space, { collection, id, data, unique, lifetime }: OperationOf<"insert">): Json {
  const [documentId, at] = [id ?? crypto.randomUUID(), now()];
  const stored = toStored(documentId, data);
  const row = firstRow(
    db, `insert into documents (collection, id, data, folded, created_at, updated_at, expires_at) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning ${COLUMNS}`,
    collection, documentId, stored.data, stored.folded, at, at, expiry(lifetime),
  );
  if (!row) throw new DataFailure("conflict", `There is already a document with the id "${documentId}".`);
  claimUniques(db, collection, documentId, data, unique);
  return shown(documentOf(row));
}

export function update(space: Space, { collection, id, patch, ifVersion, unique, lifetime }: OperationOf<"update">): Json {
  const found = find(space.db, collection, id);
  if (!found) return null;
  if (ifVersion !== null && ifVersion !== found.version) throw new DataFailure("stale", "This document was changed by somebody else since it was read.");
  const fields = { ...found.fields, ...patch };
  requireSize(fields);
  const claimed = [...space.db.rows("select field from uniques where collection = ? and id = ?", collection, id)].map((row) => String(row["field"]));
  // What was taken stays unique, whoever forgets to say so.
  const changed = [...unique, ...claimed].filter((field) => Object.hasOwn(patch, field));
  dropUniques(space.db, collection, id, changed);
  claimUniques(space.db, collection, id, patch, changed);
  if (lifetime !== undefined) firstRow(space.db, "update documents set expires_at = ? where collection = ? and id = ? returning 1", expiry(lifetime), collection, id);
  return write(space, collection, id, fields);
}

export function remove(db: SqlDoor, collection: string, id: string): boolean {
  dropUniques(db, collection, id);
  return firstRow(db, "delete from documents where collection = ? and id = ? returning 1", collection, id) !== undefined;
}

export function increment(space: Space, { collection, id, field, by, min, max }: OperationOf<"increment">): Json {
  const found = find(space.db, collection, id);
  if (!found) return null;
  const before = Object.hasOwn(found.fields, field) ? (found.fields[field] ?? null) : null;
  if (before !== null && typeof before !== "number") throw invalid(`The field "${field}" is not a number.`);
  const next = toNumber(add(decimal(String(before ?? 0)), decimal(String(by))));
  if ((min !== null && next < min) || (max !== null && next > max)) throw new DataFailure("range", `${field} would become ${next}, outside of ${min ?? "-∞"} to ${max ?? "∞"}.`);
  requireValue(next, field);
  const fields = { ...found.fields, [field]: next };
  if (before === null) requireSize(fields);
  if (firstRow(space.db, "select 1 from uniques where collection = ? and id = ? and field = ?", collection, id, field)) {
    dropUniques(space.db, collection, id, [field]);
    claimUniques(space.db, collection, id, { [field]: next }, [field]);
  }
  write(space, collection, id, fields);
  return next;
}

export function putKey({ db, now }: Space, { collection, id, value, lifetime }: OperationOf<"kvPut">): null {
  const [stored, at] = [toStored(id, { value }), now()];
  firstRow(
    db, `insert into documents (collection, id, data, folded, created_at, updated_at, expires_at) values (?, ?, ?, ?, ?, ?, ?)
      on conflict do update set data = excluded.data, folded = excluded.folded, version = version + 1, updated_at = excluded.updated_at, expires_at = excluded.expires_at returning 1`,
    collection, id, stored.data, stored.folded, at, at, expiry(lifetime),
  );
  return null;
}

function write({ db, now }: Space, collection: string, id: string, fields: Fields): Json {
  const stored = toStored(id, fields);
  return shown(documentOf(firstRow(db, `update documents set data = ?, folded = ?, version = version + 1, updated_at = ? where collection = ? and id = ? returning ${COLUMNS}`, stored.data, stored.folded, now(), collection, id)));
}

/** When its time is over, in microseconds since 1970. */
const expiry = (lifetime: Exclude<Lifetime, undefined>): number | null => (lifetime === null ? null : Math.round((Date.now() + lifetime * 1000) * 1000));
