import { sql } from "kysely";
import { declaredOutside } from "#lib/apis/declared-outside.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";

/** Forgets a secret of an API, everywhere within a second. Throws `not_found` (also for one that is not set), `gone`, `forbidden`. */
export async function deleteApiSecret(input: { apiId: string; name: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "secrets:write");
  await asUser(actor, deps.db, async (tx) => {
    await declaredOutside(input.apiId, actor, tx);
    const { rows: [row] } = await sql<{ deleted: boolean }>`select private.delete_secret(${input.apiId}, ${input.name}) as deleted`.execute(tx);
    if (!row?.deleted) throw new AppError("not_found", "This secret is not set.");
  });
}
