import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { isApiId } from "#lib/id.ts";
import { apiTag } from "./api-tag.ts";
import { apiNotFound } from "./get-api.ts";
import { changeApiSchema, type ChangeApi, type ChangedApi } from "./schema.ts";

export interface ChangeApiOptions {
  apiId: string;
  changes: ChangeApi;
  /** Whether this state (apiTag) is the one that the caller has seen; absent: any is. */
  isExpected?: ((tag: string) => boolean) | undefined;
}

/** Changes what an API is called, what is said of it and what it is held to; every gateway knows within a second. Throws `not_found`, `invalid`, `forbidden`, `precondition_failed` when somebody else changed it meanwhile. */
export async function changeApi({ apiId, changes, isExpected }: ChangeApiOptions, actor: Actor, deps: { db: Database }): Promise<ChangedApi & { tag: string }> {
  requireScope(actor, "apis:write");
  if (!isApiId(apiId)) throw apiNotFound();
  const { callsPerHour, ...words } = parseInput(changeApiSchema, changes);
  return asUser(actor, deps.db, async (tx) => {
    const api = await tx.selectFrom("apis").select(["name", "description", "about", "status", "calls_per_hour", "public_routes", "live_version_id"])
      .where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).where("deleted_at", "is", null).forUpdate().executeTakeFirst();
    if (!api) throw apiNotFound();
    const tagOf = (state: ChangedApi): string => apiTag({ ...api, ...state, publicRoutes: api.public_routes, liveVersionId: api.live_version_id });
    if (isExpected && !isExpected(tagOf({ ...api, callsPerHour: api.calls_per_hour }))) throw new AppError("precondition_failed", "This API was changed since you read it. Read it again and repeat your change.");
    const row = await tx.updateTable("apis").set({ ...definedOf(words), ...(callsPerHour === undefined ? {} : { calls_per_hour: callsPerHour }) })
      .where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).returning(["name", "description", "about", "calls_per_hour"]).executeTakeFirst();
    if (!row) throw apiNotFound();
    const changed = { name: row.name, description: row.description, about: row.about, callsPerHour: row.calls_per_hour };
    return { ...changed, tag: tagOf(changed) };
  });
}

const definedOf = ({ name, description, about }: Omit<ChangeApi, "callsPerHour">) => ({ ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }), ...(about === undefined ? {} : { about }) });
