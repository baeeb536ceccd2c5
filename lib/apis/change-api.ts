import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { isApiId } from "#lib/id.ts";
import { apiTag } from "./api-tag.ts";
import { apiNotFound } from "./get-api.ts";
import { changeApiSchema, type ChangeApi } from "./schema.ts";

export interface ChangeApiOptions {
  apiId: string;
  changes: ChangeApi;
  /** Whether this state (apiTag) is the one that the caller has seen; absent: any is. */
  isExpected?: ((tag: string) => boolean) | undefined;
}

/** Changes what an API is held to; every gateway knows within a second. Throws `not_found`, `invalid`, `forbidden`, `precondition_failed` when somebody else changed it meanwhile. */
export async function changeApi({ apiId, changes, isExpected }: ChangeApiOptions, actor: Actor, deps: { db: Database }): Promise<ChangeApi & { tag: string }> {
  requireScope(actor, "apis:write");
  if (!isApiId(apiId)) throw apiNotFound();
  const { callsPerHour } = parseInput(changeApiSchema, changes);
  return asUser(actor, deps.db, async (tx) => {
    const api = await tx.selectFrom("apis").select(["name", "description", "about", "status", "calls_per_hour", "public_routes", "live_version_id"])
      .where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).where("deleted_at", "is", null).forUpdate().executeTakeFirst();
    if (!api) throw apiNotFound();
    const tagWith = (limit: number | null): string => apiTag({ ...api, callsPerHour: limit, publicRoutes: api.public_routes, liveVersionId: api.live_version_id });
    if (isExpected && !isExpected(tagWith(api.calls_per_hour))) throw new AppError("precondition_failed", "This API was changed since you read it. Read it again and repeat your change.");
    const changed = await tx.updateTable("apis").set({ calls_per_hour: callsPerHour }).where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).returning("calls_per_hour").executeTakeFirst();
    if (!changed) throw apiNotFound();
    return { callsPerHour: changed.calls_per_hour, tag: tagWith(changed.calls_per_hour) };
  });
}
