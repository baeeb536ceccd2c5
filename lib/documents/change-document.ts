import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { toStoredDocument } from "./browse-documents.ts";
import { documentNotFound } from "./get-document.ts";
import { openDocuments } from "./open-documents.ts";
import { ownFields, parseFields } from "./parse-fields.ts";
import { getDocument } from "./read-sql.ts";
import type { StoredDocument } from "./schema.ts";

export interface ChangeDocument {
  apiId: string;
  collection: string;
  id: string;
  data: unknown;
  /** Absent: whichever is there. */
  ifVersion?: ((version: number) => boolean) | null;
}

/** Replaces a document's own fields. Throws `not_found`, `precondition_failed` when it is of another version, `conflict` for a taken unique value, `invalid`, `rate_limited`, `forbidden`. */
export async function changeDocument({ data, ifVersion, ...input }: ChangeDocument, actor: Actor, deps: { db: Database }): Promise<StoredDocument> {
  return openDocuments(input, "documents:write", actor, deps, async (tx) => {
    const found = await requireVersion(await getDocument(tx, tx.collection, input.id), ifVersion);
    const fields = ownFields(parseFields(data, "The document"));
    const [row] = await tx.sql`select * from private.change_document(${input.apiId}, ${tx.collection}, ${input.id}, ${tx.sql.json(fields)}, ${ifVersion ? found : null}::integer)`;
    if (!row) throw ifVersion ? otherVersion() : documentNotFound();
    return toStoredDocument(row);
  });
}

/** The version that is there, which is one of those that are asked for. */
export async function requireVersion(row: { [name: string]: unknown } | undefined, isAsked: ChangeDocument["ifVersion"]): Promise<number> {
  if (!row) throw documentNotFound();
  const version = Number(row["version"]);
  if (isAsked && !isAsked(version)) throw otherVersion();
  return version;
}

export const otherVersion = (): AppError => new AppError("precondition_failed", "This document was changed since you read it. Read it again, and make your change to what is there now.");
