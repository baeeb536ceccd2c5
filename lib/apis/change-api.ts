import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { isApiId } from "#lib/id.ts";
import { apiNotFound } from "./get-api.ts";
import { changeApiSchema, type ChangeApi } from "./schema.ts";

/** Changes what an API is held to; every gateway knows within a second. Throws `not_found`, `invalid`, `forbidden`. */
export async function changeApi({ apiId, changes }: { apiId: string; changes: ChangeApi }, actor: Actor, deps: { db: Database }): Promise<ChangeApi> {
  requireScope(actor, "apis:write");
  if (!isApiId(apiId)) throw apiNotFound();
  const { callsPerHour } = parseInput(changeApiSchema, changes);
  return asUser(actor, deps.db, async (tx) => {
    const changed = await tx.updateTable("apis").set({ calls_per_hour: callsPerHour }).where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).where("deleted_at", "is", null).returning("calls_per_hour").executeTakeFirst();
    if (!changed) throw apiNotFound();
    return { callsPerHour: changed.calls_per_hour };
  });
}
