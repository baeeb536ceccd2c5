import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import type { ApiSummary } from "./schema.ts";

export type ApiName = Pick<ApiSummary, "id" | "name" | "status" | "url">;

/** What the workspace's APIs are called, newest first, without their figures: for finding one by its name. Deleted ones are left out. */
export async function listApiNames(_input: Record<string, never>, actor: Actor, deps: { db: Database; apiOrigin?: ApiOrigin }): Promise<ApiName[]> {
  requireScope(actor, "apis:read");
  const rows = await asUser(actor, deps.db, (tx) =>
    tx.selectFrom("apis").select(["id", "name", "status", "endpoint_url"]).where("workspace_id", "=", actor.workspaceId).where("deleted_at", "is", null).orderBy("created_at", "desc").limit(1000).execute(),
  );
  return rows.map(({ id, name, status, endpoint_url: url }) => ({ id, name, status, url: deps.apiOrigin?.urlOf(id) ?? url }));
}
