import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { type ChangeDocument, otherVersion, requireVersion } from "./change-document.ts";
import { documentNotFound } from "./get-document.ts";
import { openDocuments } from "./open-documents.ts";
import { getDocument } from "./read-sql.ts";

/** Removes one document, for good. Throws `not_found`, `precondition_failed`, `forbidden`. */
export async function deleteDocument({ ifVersion, ...input }: Omit<ChangeDocument, "data">, actor: Actor, deps: { db: Database }): Promise<void> {
  await openDocuments(input, "documents:write", actor, deps, async (tx) => {
    const found = await requireVersion(await getDocument(tx, tx.collection, input.id), ifVersion);
    const [row] = await tx.sql<{ removed: boolean }[]>`select private.remove_document(${input.apiId}, ${tx.collection}, ${input.id}, ${ifVersion ? found : null}::integer) as removed`;
    if (!row?.removed) throw ifVersion ? otherVersion() : documentNotFound();
  });
}
