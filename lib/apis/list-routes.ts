import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { isApiId } from "#lib/id.ts";
import { type DocumentedOperation, documentedOperations, routeName } from "#lib/versions/documented-operations.ts";
import { apiNotFound } from "./get-api.ts";
import { type ApiRoute, publicRouteSchema } from "./schema.ts";

/** What an API's live version documents, and which of it may be called without a key. Throws `not_found`, `forbidden`. */
export async function listRoutes(input: { apiId: string }, actor: Actor, deps: { db: Database }): Promise<ApiRoute[]> {
  requireScope(actor, "apis:read");
  return toRoutes(await asUser(actor, deps.db, (tx) => readRoutes(input.apiId, actor, tx)));
}

export function toRoutes({ operations, publicRoutes }: Routes): ApiRoute[] {
  const open = new Set(publicRoutes.map(routeName));
  return operations.map(({ isPerConsumer, ...operation }) => ({ ...operation, needsKey: isPerConsumer, isPublic: open.has(routeName(operation)) && !isPerConsumer }));
}

interface Routes {
  operations: DocumentedOperation[];
  publicRoutes: z.infer<typeof publicRouteSchema>[];
}

/** The operations of the live version, and what the owner opened. Throws `not_found`, also for a deleted one. */
export async function readRoutes(apiId: string, actor: Actor, tx: UserTransaction): Promise<Routes> {
  const row = isApiId(apiId)
    ? await tx.selectFrom("apis as a").leftJoin("versions as v", "v.id", "a.live_version_id").select(["a.public_routes", "v.openapi"])
        .where("a.id", "=", apiId).where("a.workspace_id", "=", actor.workspaceId).where("a.deleted_at", "is", null).executeTakeFirst()
    : undefined;
  if (!row) throw apiNotFound();
  return { operations: documentedOperations(row.openapi), publicRoutes: z.array(publicRouteSchema).parse(row.public_routes) };
}
