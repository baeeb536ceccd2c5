import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";

/** Revokes a key now; every gateway refuses it within a second. Throws `not_found` (also for one that is revoked already), `forbidden`. */
export async function revokeKey(input: { keyId: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "keys:write");
  await asUser(actor, deps.db, async (tx) => {
    const key = isUuid(input.keyId)
      ? await tx.selectFrom("keys").select("id").where("id", "=", input.keyId).where("workspace_id", "=", actor.workspaceId).where("revoked_at", "is", null).executeTakeFirst()
      : undefined;
    if (!key) throw new AppError("not_found", "There is no such key in this workspace, or it is revoked already.");
    await sql`select private.revoke_key(${key.id}::uuid)`.execute(tx);
  });
}
