import type { Actor } from "#lib/auth/actor.ts";
import type { Database, SqlRow } from "#lib/db/connect.ts";
import { invalid } from "./data-failure.ts";
import { listCollections } from "./list-collections.ts";
import { openDocuments } from "./open-documents.ts";
import { parseList } from "./parse-operation.ts";
import { listDocuments } from "./read-sql.ts";
import type { StoredDocument } from "./schema.ts";
import { readerIn } from "./space-sql.ts";

export interface BrowseDocuments {
  apiId: string;
  /** Absent: the first by name. */
  collection?: string | undefined;
  /** The `where` of a collection's list, as JSON. */
  where?: string | undefined;
  /** A field, or `-field` for descending. Default: `-createdAt`. */
  orderBy?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** A page of what a collection holds, newest first unless it is told otherwise. Throws `not_found`, `invalid`, `forbidden`. */
export async function browseDocuments(input: BrowseDocuments, actor: Actor, deps: { db: Database }): Promise<{ items: StoredDocument[]; cursor: string | null }> {
  const collection = input.collection ?? (await listCollections(input, actor, deps)).items[0]?.name;
  if (collection === undefined) return { items: [], cursor: null };
  return openDocuments({ ...input, collection }, "documents:read", actor, deps, async (tx) => {
    const { rows, cursor } = await listDocuments(readerIn(tx), { collection: tx.collection, ...listOf(input), limit: input.limit });
    return { items: rows.map(toStoredDocument), cursor };
  });
}

/** What to list, in the form of the data service. Throws DataFailure `invalid`. */
export function listOf({ where, orderBy = "-createdAt", cursor }: Pick<BrowseDocuments, "where" | "orderBy" | "cursor">) {
  return parseList({ where: parseJson(where), orderBy: orderBy.startsWith("-") ? [orderBy.slice(1), "desc"] : orderBy, cursor });
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined || text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('where is JSON, such as {"status":"paid","amount":{"gte":5}}.');
  }
}

export const toStoredDocument = (row: SqlRow): StoredDocument => ({
  id: row["id"], data: row["data"], version: row["version"], createdAt: row["created_at"].toISOString(), updatedAt: row["updated_at"].toISOString(), expiresAt: row["expires_at"]?.toISOString() ?? null,
});
