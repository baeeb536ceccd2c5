import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { RESTORABLE_DAYS, type DeletedApi } from "./schema.ts";

/** The workspace's deleted APIs that can still be restored, the last one first; at most 1,000. */
export async function listDeletedApis(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<DeletedApi[]> {
  requireScope(actor, "apis:read");
  const goneAt = sql<Date>`deleted_at + make_interval(days => ${RESTORABLE_DAYS})`;
  const rows = await asUser(actor, deps.db, (tx) =>
    tx.selectFrom("apis").select(["id", "name", "description", sql<Date>`deleted_at`.as("deleted_at"), goneAt.as("gone_at")])
      .where("workspace_id", "=", actor.workspaceId).where("deleted_at", "is not", null).where(goneAt, ">", sql<Date>`now()`)
      .orderBy("deleted_at", "desc").limit(1000).execute());
  return rows.map((row) => ({ id: row.id, name: row.name, description: row.description, deletedAt: row.deleted_at.toISOString(), goneAt: row.gone_at.toISOString() }));
}
