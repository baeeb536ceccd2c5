import type { Actor } from "#lib/auth/actor.ts";
import type { UserTransaction } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";
import { type KeyRow, selectKeys } from "./key-row.ts";

/** A key of the actor's workspace that is not revoked, with the name of its API. Throws `not_found`. */
export async function ownKey(keyId: string, actor: Actor, tx: UserTransaction): Promise<KeyRow> {
  const key = isUuid(keyId) ? await selectKeys(tx, actor.workspaceId).where("k.id", "=", keyId).where("k.revoked_at", "is", null).executeTakeFirst() : undefined;
  if (!key) throw new AppError("not_found", "There is no such key in this workspace, or it is revoked already.");
  return key;
}
