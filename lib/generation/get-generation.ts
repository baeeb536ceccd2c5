import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";
import { contractTestSchema, gateRecordSchema } from "#lib/versions/schema.ts";
import type { LiveResult } from "./events.ts";
import { exampleCall } from "./example-call.ts";
import { GENERATION_COLUMNS, toGeneration, type Generation, type GenerationDetail } from "./schema.ts";

/** One generation of the actor's workspace. Throws `not_found` for a missing one and for somebody else's. */
export async function getGeneration(input: { generationId: string }, actor: Actor, deps: { db: Database }): Promise<GenerationDetail> {
  requireScope(actor, "generations:read");
  if (!isUuid(input.generationId)) throw notFound();
  return asUser(actor, deps.db, async (tx) => {
    const row = await tx.selectFrom("generations").select([...GENERATION_COLUMNS, "version_id"])
      .where("id", "=", input.generationId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
    if (!row) throw notFound();
    const generation = toGeneration(row);
    return { ...generation, result: row.version_id ? await readResult(generation, row.version_id, actor, tx) : null };
  });
}

async function readResult(generation: Generation, versionId: string, actor: Actor, tx: UserTransaction): Promise<LiveResult | null> {
  const row = await tx.selectFrom("versions").innerJoin("apis", "apis.id", "versions.api_id")
    .select(["apis.id", "apis.name", "apis.endpoint_url", "versions.number", "versions.generator", "versions.gate_record", "versions.contract_tests"])
    .where("versions.id", "=", versionId).where("versions.workspace_id", "=", actor.workspaceId).executeTakeFirst();
  if (!row) return null;
  const { passed, failed } = gateRecordSchema.pick({ passed: true, failed: true }).parse(row.gate_record);
  return {
    apiId: row.id, workspaceId: actor.workspaceId, name: row.name, url: row.endpoint_url, version: row.number, generator: row.generator, stages: generation.stages,
    contractTests: { passed, failed }, example: exampleCall(z.array(contractTestSchema).parse(row.contract_tests)),
  };
}

const notFound = (): AppError => new AppError("not_found", "There is no such generation here.");
