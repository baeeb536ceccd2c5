import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isApiId } from "#lib/id.ts";
import { apiNotFound } from "./get-api.ts";
import { RESTORABLE_DAYS } from "./schema.ts";

/**
 * Undoes the deletion of an API: its address answers again, with its keys, versions, secrets and data as they were. Throws `not_found`,
 * `conflict` when it is not deleted, `gone` after 30 days, `forbidden`.
 */
export async function restoreApi(input: { apiId: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "apis:write");
  if (!isApiId(input.apiId)) throw apiNotFound();
  await asUser(actor, deps.db, async (tx) => {
    const api = await tx.selectFrom("apis").select("deleted_at").where("id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
    if (!api) throw apiNotFound();
    if (!api.deleted_at) throw new AppError("conflict", "This API is not deleted: there is nothing to restore.");
    const { rows } = await sql<{ isRestored: boolean }>`select private.restore_api(${input.apiId}) as "isRestored"`.execute(tx);
    if (!rows[0]?.isRestored) throw new AppError("gone", `This API was deleted more than ${RESTORABLE_DAYS} days ago. Its data is being removed, and it can't be restored any more.`);
  });
}
