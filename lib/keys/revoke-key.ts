import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { ownKey } from "./own-key.ts";

/** Revokes a key now; every gateway refuses it within a second. Throws `not_found` (also for one that is revoked already), `forbidden`. */
export async function revokeKey(input: { keyId: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "keys:write");
  await asUser(actor, deps.db, async (tx) => {
    const key = await ownKey(input.keyId, actor, tx);
    await sql`select private.revoke_key(${key.id}::uuid)`.execute(tx);
  });
}
