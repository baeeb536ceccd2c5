import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { apiNotFound } from "#lib/apis/get-api.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { type ApiOrigin, apiOriginOf } from "#lib/http/api-origin.ts";
import { isApiId } from "#lib/id.ts";

export const PROGRESS_STATUSES = ["creating", "active", "paused", "failed", "deleted"] as const;

/** An API from the moment it was described: `failed` is also one whose build came to nothing, `deleted` also one whose build was cancelled. */
export interface ApiProgress {
  apiId: string;
  status: (typeof PROGRESS_STATUSES)[number];
  url: string;
  /** The build that makes it, while it does. */
  generationId: string | null;
  /** It went live once and is not purged. */
  hasApi: boolean;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
}

/** How far an API is, also while it has no row yet. Throws `not_found`, `forbidden` without `apis:read` and `generations:read`. */
export async function apiProgress({ apiId }: { apiId: string }, actor: Actor, deps: { db: Database; publicUrl: string; apiOrigin?: ApiOrigin }): Promise<ApiProgress> {
  requireScope(actor, "apis:read");
  requireScope(actor, "generations:read");
  if (!isApiId(apiId)) throw apiNotFound();
  // The build first: one that goes live between the two has its API.
  const { api, build } = await asUser(actor, deps.db, async (tx) => ({
    build: await tx.selectFrom("generations").select(["id", "status", "created_at", "finished_at"]).where("api_id", "=", apiId).where("workspace_id", "=", actor.workspaceId).orderBy("created_at").limit(1).executeTakeFirst(),
    api: await tx.selectFrom("apis").select(["status", "deleted_at", "created_at", "updated_at"]).where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst(),
  }));
  const url = (deps.apiOrigin ?? apiOriginOf({ publicUrl: deps.publicUrl })).urlOf(apiId);
  if (api) {
    return { apiId, url, generationId: null, hasApi: true, status: api.deleted_at ? "deleted" : api.status, createdAt: api.created_at.toISOString(), updatedAt: (api.deleted_at ?? api.updated_at).toISOString() };
  }
  if (!build) throw apiNotFound();
  const isRunning = build.status === "running";
  return {
    apiId, url, hasApi: false, generationId: isRunning ? build.id : null, createdAt: build.created_at.toISOString(), updatedAt: (build.finished_at ?? build.created_at).toISOString(),
    // A build that went live without an API row: the API was deleted and its time to be restored is over.
    status: isRunning ? "creating" : build.status === "failed" || build.status === "refused" ? "failed" : "deleted",
  };
}
