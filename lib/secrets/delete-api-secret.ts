import { sql } from "kysely";
import { declaredOutside } from "#lib/apis/declared-outside.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { inTurn } from "#lib/db/in-turn.ts";
import { AppError } from "#lib/errors.ts";
import { type IsExpected, requireExpected } from "#lib/http/etag.ts";
import { readSecrets } from "./list-api-secrets.ts";

/** Forgets a secret of an API, everywhere within a second. Throws `not_found` (also for one that is not set), `gone`, `forbidden`, `precondition_failed`. */
export async function deleteApiSecret(input: { apiId: string; name: string; isExpected?: IsExpected }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "secrets:write");
  await asUser(actor, deps.db, async (tx) => {
    await inTurn(`secrets of ${input.apiId}`, tx);
    const declared = await declaredOutside(input.apiId, actor, tx);
    requireExpected(await readSecrets(input.apiId, declared, actor, tx), input.isExpected, "The secrets of this API were");
    const { rows: [row] } = await sql<{ deleted: boolean }>`select private.delete_secret(${input.apiId}, ${input.name}) as deleted`.execute(tx);
    if (!row?.deleted) throw new AppError("not_found", "This secret is not set.");
  });
}
