import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { modelKeyContext } from "./set-model-key.ts";
import { unseal } from "./seal.ts";

/** The workspace's own Anthropic key, for a build; null when it has none. Throws `unavailable` when it can't be opened: it is never passed over in silence. */
export async function readModelKey(actor: Actor, deps: { db: Database; encryptionKey: string | undefined }): Promise<string | null> {
  const { rows: [row] } = await asUser(actor, deps.db, (tx) => sql<{ sealed: string | null }>`select private.use_model_key(${actor.workspaceId}::uuid) as sealed`.execute(tx));
  if (!row?.sealed) return null;
  const key = deps.encryptionKey === undefined ? null : unseal(row.sealed, modelKeyContext(actor.workspaceId), deps.encryptionKey);
  if (key === null) throw new AppError("unavailable", "The workspace's Anthropic key can't be opened: the server's ENCRYPTION_KEY changed since. Set the key again on the API-keys page.");
  return key;
}
