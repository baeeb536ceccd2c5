import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { declaredOutside } from "./declared-outside.ts";

/** Takes an approval back, everywhere within a second. Throws `not_found` (also for a host that is not approved), `gone`, `forbidden`. */
export async function revokeHost(input: { apiId: string; host: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "apis:write");
  await asUser(actor, deps.db, async (tx) => {
    await declaredOutside(input.apiId, actor, tx);
    const { rows: [row] } = await sql<{ revoked: boolean }>`select private.revoke_host(${input.apiId}, ${input.host.toLowerCase()}) as revoked`.execute(tx);
    if (!row?.revoked) throw new AppError("not_found", "This host is not approved for this API.");
  });
}
