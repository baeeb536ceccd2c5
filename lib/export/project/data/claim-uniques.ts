import { DataFailure, invalid } from "#lib/documents/data-failure.ts";
import type { Fields } from "#lib/documents/parse-fields.ts";
import { firstRow, type SqlDoor } from "./sql-door.ts";
import { uniqueText } from "./unique-text.ts";

/** Takes the values of the unique fields for a document. A missing or null value takes nothing. */
export function claimUniques(db: SqlDoor, collection: string, id: string, data: Fields, unique: readonly string[]): void {
  for (const field of new Set(unique)) {
    const value = Object.hasOwn(data, field) ? data[field] : null;
    if (value === undefined || value === null) continue;
    if (typeof value === "object") throw invalid(`The unique field "${field}" must be a text, a number, true or false.`);
    const claimed = firstRow(db, "insert into uniques (collection, field, value, id) values (?, ?, ?, ?) on conflict do nothing returning 1", collection, field, uniqueText(value), id);
    if (!claimed) throw new DataFailure("conflict", `There is already a document with this ${field}.`);
  }
}

/** Those of some fields, or all. */
export function dropUniques(db: SqlDoor, collection: string, id: string, fields?: readonly string[]): void {
  const ofFields = fields ? "and field in (select value from json_each(?))" : "";
  firstRow(db, `delete from uniques where collection = ? and id = ? ${ofFields} returning 1`, collection, id, ...(fields ? [JSON.stringify(fields)] : []));
}
