import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { ownKey } from "./own-key.ts";

/** Stops a key, or lets it work again; every gateway knows within a second. Throws `not_found` (also for a revoked one), `forbidden`. */
export async function setKeyDisabled(input: { keyId: string; isDisabled: boolean }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "keys:write");
  await asUser(actor, deps.db, async (tx) => {
    const key = await ownKey(input.keyId, actor, tx);
    await sql`select private.set_key_disabled(${key.id}::uuid, ${input.isDisabled})`.execute(tx);
  });
}
