import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { toStoredDocument } from "./browse-documents.ts";
import { openDocuments } from "./open-documents.ts";
import { getDocument as findDocument } from "./read-sql.ts";
import type { StoredDocument } from "./schema.ts";

/** One stored document. Throws `not_found`, `forbidden`. */
export async function getDocument(input: { apiId: string; collection: string; id: string }, actor: Actor, deps: { db: Database }): Promise<StoredDocument> {
  return openDocuments(input, "documents:read", actor, deps, async (tx) => {
    const row = await findDocument(tx, tx.collection, input.id);
    if (!row) throw documentNotFound();
    return toStoredDocument(row);
  });
}

export const documentNotFound = (): AppError => new AppError("not_found", "There is no such document in this collection.");
