import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Clock } from "#lib/clock.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";
import { selectKeys, toKey } from "./key-row.ts";
import type { KeyDetail, KeyEvent } from "./schema.ts";

/** One key, a revoked one too, with what became of it and by whom. Throws `not_found`, `forbidden`. */
export async function getKey(input: { keyId: string }, actor: Actor, deps: { db: Database; clock: Clock }): Promise<KeyDetail> {
  requireScope(actor, "keys:read");
  return asUser(actor, deps.db, async (tx) => {
    const row = isUuid(input.keyId) ? await selectKeys(tx, actor.workspaceId).where("k.id", "=", input.keyId).executeTakeFirst() : undefined;
    if (!row) throw new AppError("not_found", "There is no such key in this workspace.");
    const { rows } = await sql<Omit<KeyEvent, "at"> & { at: Date }>`select action, fields, actor_email as "by", actor_key_name as "byKey", created_at as at from private.key_history(${row.id}::uuid)`.execute(tx);
    return { ...toKey(row, deps.clock.now()), history: rows.map((event) => ({ ...event, at: event.at.toISOString() })) };
  });
}
