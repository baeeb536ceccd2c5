import { asUser } from "#lib/db/as-user.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isApiId } from "#lib/id.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { apiNotFound } from "./get-api.ts";
import type { ApiRuntime } from "./runtime-schema.ts";
import type { ApiStatus } from "./schema.ts";

export interface RuntimeVerbDeps {
  db: Database;
  runtime: RuntimeBackend;
}
export interface OwnApi {
  apiId: string;
  status: ApiStatus;
  statusReason: string | null;
}

/** The API, if it is the actor's. Throws `not_found`, `gone`. */
export async function requireOwnApi(apiId: string, actor: Actor, deps: { db: Database }): Promise<OwnApi> {
  if (!isApiId(apiId)) throw apiNotFound();
  const row = await asUser(actor, deps.db, (tx) =>
    tx.selectFrom("apis").select(["status", "status_reason", "deleted_at"]).where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst());
  if (!row) throw apiNotFound();
  if (row.deleted_at) throw new AppError("gone", "This API was deleted.");
  return { apiId, status: row.status, statusReason: row.status_reason };
}

/** What the runner says of it; an API that is paused or failed is that, also where the runner has not heard of it. */
export async function runtimeOf(api: OwnApi, runtime: Pick<RuntimeBackend, "status">): Promise<ApiRuntime> {
  const { apiId: _apiId, ...found } = await runtime.status(api.apiId);
  return asItsOwnerSees(api, found);
}

export const asItsOwnerSees = ({ status, statusReason }: Pick<OwnApi, "status" | "statusReason">, found: ApiRuntime): ApiRuntime =>
  status === "active" ? found : { ...found, state: status, reason: statusReason ?? found.reason };
