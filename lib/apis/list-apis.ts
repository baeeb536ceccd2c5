import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import { selectApis, toApiSummary } from "./api-row.ts";
import type { ApiSummary } from "./schema.ts";

/** The workspace's APIs with state and last day's figures, newest first; deleted ones are left out. */
export async function listApis(_input: Record<string, never>, actor: Actor, deps: { db: Database; apiOrigin?: ApiOrigin }): Promise<ApiSummary[]> {
  requireScope(actor, "apis:read");
  const rows = await asUser(actor, deps.db, (tx) => selectApis(tx, actor.workspaceId).orderBy("a.created_at", "desc").limit(1000).execute());
  return rows.map((row) => toApiSummary(row, deps.apiOrigin));
}
