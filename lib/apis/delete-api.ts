import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { isApiId } from "#lib/id.ts";
import { apiNotFound } from "./get-api.ts";

/** Deletes an API: its address answers 410 from then on, and for 30 days `restoreApi` undoes it. Throws `not_found` (also for one that is deleted already), `forbidden`. */
export async function deleteApi(input: { apiId: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "apis:write");
  if (!isApiId(input.apiId)) throw apiNotFound();
  await asUser(actor, deps.db, async (tx) => {
    const api = await tx.selectFrom("apis").select("id").where("id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).where("deleted_at", "is", null).executeTakeFirst();
    if (!api) throw apiNotFound();
    await sql`select private.delete_api(${input.apiId})`.execute(tx);
  });
}
