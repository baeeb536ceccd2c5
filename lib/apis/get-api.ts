import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import { isApiId } from "#lib/id.ts";
import { selectApis, toApiSummary } from "./api-row.ts";
import { liveVersionSchema, publicRouteSchema, type ApiDetail, type LiveVersion } from "./schema.ts";

/** One API with its live version. Throws `not_found` for a missing one and for another workspace's, `gone` for one that was deleted. */
export async function getApi(input: { apiId: string }, actor: Actor, deps: { db: Database; apiOrigin?: ApiOrigin }): Promise<ApiDetail> {
  requireScope(actor, "apis:read");
  if (!isApiId(input.apiId)) throw apiNotFound();
  return asUser(actor, deps.db, async (tx) => {
    const row = await selectApis(tx, actor.workspaceId).select(["a.workspace_id", "a.prompt", "a.about", "a.public_routes", "a.calls_per_hour", "a.live_version_id"]).where("a.id", "=", input.apiId).executeTakeFirst();
    if (!row) throw (await isDeleted(input.apiId, actor, tx)) ? new AppError("gone", "This API was deleted.") : apiNotFound();
    return {
      ...toApiSummary(row, deps.apiOrigin), workspaceId: row.workspace_id, prompt: row.prompt, about: row.about, callsPerHour: row.calls_per_hour,
      publicRoutes: z.array(publicRouteSchema).parse(row.public_routes), liveVersion: row.live_version_id ? await readVersion(row.live_version_id, actor, tx) : null,
    };
  });
}

export const apiNotFound = (): AppError => new AppError("not_found", "There is no such API in this workspace.");

async function isDeleted(apiId: string, actor: Actor, tx: UserTransaction): Promise<boolean> {
  return (await tx.selectFrom("apis").select("id").where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst()) !== undefined;
}

async function readVersion(versionId: string, actor: Actor, tx: UserTransaction): Promise<LiveVersion | null> {
  const row = await tx.selectFrom("versions")
    .select(["id", "number", "generator", "summary", "source", "openapi", "contract_tests", "gate_record", "assumptions", "secret_names", "hosts", "created_at"])
    .where("id", "=", versionId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
  if (!row) return null;
  return liveVersionSchema.parse({
    id: row.id, number: row.number, generator: row.generator, summary: row.summary, source: row.source, openapi: row.openapi, contractTests: row.contract_tests,
    gateRecord: row.gate_record, assumptions: row.assumptions, secretNames: row.secret_names, hosts: row.hosts, createdAt: row.created_at.toISOString(),
  });
}
