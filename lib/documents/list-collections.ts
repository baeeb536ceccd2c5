import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUserSql } from "#lib/db/as-user-sql.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isApiId } from "#lib/id.ts";
import { PLAN_LIMITS, type Plan } from "#lib/rate-limit/plans.ts";
import type { Collections } from "./schema.ts";

/** What an API's collections hold, what the workspace's APIs hold together, and what its plan has room for. Throws `not_found`, `forbidden`. */
export async function listCollections({ apiId }: { apiId: string }, actor: Actor, deps: { db: Database }): Promise<Collections> {
  requireScope(actor, "documents:read");
  return asUserSql(actor, deps.db, {}, async (sql) => {
    const [api] = isApiId(apiId) ? await sql`select from public.apis where id = ${apiId} and workspace_id = ${actor.workspaceId} and deleted_at is null` : [];
    if (!api) throw new AppError("not_found", "There is no such API in this workspace.");
    const items = await sql<Collections["items"]>`select name, documents, bytes from private.collections_of(${apiId})`;
    const [used] = await sql<{ plan: Plan; documents: number; bytes: number; indexes: number }[]>`select plan, documents, bytes, indexes from private.documents_used(${actor.workspaceId})`;
    const limits = PLAN_LIMITS[used?.plan ?? "free"];
    return {
      items: [...items], used: { documents: used?.documents ?? 0, bytes: used?.bytes ?? 0, indexes: used?.indexes ?? 0 },
      limit: { documents: limits.documents, bytes: limits.documentBytes, indexes: limits.documentIndexes },
    };
  });
}
