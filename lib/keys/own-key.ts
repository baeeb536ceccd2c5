import type { Actor } from "#lib/auth/actor.ts";
import type { UserTransaction } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";

/** A key of the actor's workspace that is not revoked, with the name of its API. Throws `not_found`. */
export async function ownKey(keyId: string, actor: Actor, tx: UserTransaction) {
  const key = isUuid(keyId)
    ? await tx.selectFrom("keys as k").leftJoin("apis as a", "a.id", "k.api_id")
        .select(["k.id", "k.kind", "k.name", "k.api_id", "a.name as api_name", "k.scopes", "k.expires_at", "k.disabled_at", "k.replaced_by", "k.calls_per_hour", "k.allowed_origins", "k.allowed_addresses"])
        .where("k.id", "=", keyId).where("k.workspace_id", "=", actor.workspaceId).where("k.revoked_at", "is", null).executeTakeFirst()
    : undefined;
  if (!key) throw new AppError("not_found", "There is no such key in this workspace, or it is revoked already.");
  return key;
}
