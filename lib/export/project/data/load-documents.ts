import type { Fields } from "#lib/documents/parse-fields.ts";
import { claimUniques } from "./claim-uniques.ts";
import { firstRow, type SqlDoor } from "./sql-door.ts";
import { toStored } from "./stored-json.ts";

/** A line of `data/<collection>.jsonl`. */
export interface DocumentLine {
  id: string;
  data: Fields;
  version: number;
  /** ISO 8601, to the microsecond. */
  createdAt: string;
  updatedAt: string;
  expiresAt?: string | null;
  /** The fields whose value no other document may have. */
  unique?: string[];
}

/** Stores documents as they were, with their versions and times. Throws for an id that is there already: the caller takes all of them back. */
export function loadDocuments(db: SqlDoor, collection: string, lines: Iterable<DocumentLine>): number {
  let count = 0;
  for (const { id, data, version, createdAt, updatedAt, expiresAt, unique = [] } of lines) {
    const stored = toStored(id, data);
    const row = firstRow(
      db, "insert into documents (collection, id, data, folded, version, created_at, updated_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning 1",
      collection, id, stored.data, stored.folded, version, microseconds(createdAt), microseconds(updatedAt), expiresAt ? microseconds(expiresAt) : null,
    );
    if (!row) throw new Error(`${collection}: there is already a document with the id "${id}". Nothing of these was loaded.`);
    claimUniques(db, collection, id, data, unique);
    count += 1;
  }
  return count;
}

function microseconds(time: string): number {
  const [, beyond = ""] = /\.\d{3}(\d{1,3})/.exec(time) ?? [];
  return Date.parse(time) * 1000 + Number(beyond.padEnd(3, "0"));
}
