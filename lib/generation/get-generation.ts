import { sql } from "kysely";
import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import { isUuid } from "#lib/id.ts";
import { editRecordSchema } from "#lib/versions/edit-record.ts";
import { contractTestSchema, gateRecordSchema } from "#lib/versions/schema.ts";
import { type GenerationEvent, generationEventSchema, type LiveResult } from "./events.ts";
import { exampleCall } from "./example-call.ts";
import { GENERATION_COLUMNS, generationDetailSchema, toGeneration, type Generation, type GenerationDetail } from "./schema.ts";

/** One generation of the actor's workspace. Throws `not_found` for a missing one and for somebody else's. */
export async function getGeneration(input: { generationId: string }, actor: Actor, deps: { db: Database; apiOrigin?: ApiOrigin }): Promise<GenerationDetail> {
  requireScope(actor, "generations:read");
  if (!isUuid(input.generationId)) throw generationNotFound();
  return asUser(actor, deps.db, async (tx) => {
    const row = await tx.selectFrom("generations").select([...GENERATION_COLUMNS, "version_id", "outline"])
      .where("id", "=", input.generationId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
    if (!row) throw generationNotFound();
    const generation = toGeneration(row);
    const told = await tx.selectFrom("generation_events").select("event").where("generation_id", "=", row.id).where("workspace_id", "=", actor.workspaceId)
      .where(sql<string>`event ->> 'type'`, "in", ["usage", "repair", "question", "answer", "restarted", "understood"]).orderBy("seq").execute();
    const events = told.map(({ event }) => generationEventSchema.parse(event));
    const result = row.version_id ? await readResult(generation, row.version_id, events, actor, tx, deps.apiOrigin) : null;
    return { ...generation, result, outline: generationDetailSchema.shape.outline.catch(null).parse(row.outline ?? null), ...progressOf(events, generation.status === "running") };
  });
}

/** What it used, how often it was tried, and whether it waits for an answer; a restart begins the attempts anew. */
function progressOf(told: GenerationEvent[], isRunning: boolean): Pick<GenerationDetail, "usage" | "attempts" | "restarts" | "question"> {
  const restarts = told.filter(({ type }) => type === "restarted").length;
  const thisRun = told.slice(told.findLastIndex(({ type }) => type === "restarted") + 1);
  const last = thisRun.findLast((event) => event.type === "question" || event.type === "answer");
  return {
    usage: told.flatMap((event) => (event.type === "usage" ? [event.usage] : [])),
    attempts: 1 + thisRun.filter(({ type }) => type === "repair").length,
    restarts,
    question: isRunning && last?.type === "question" ? { ...last.question, until: last.until } : null,
  };
}

async function readResult(generation: Generation, versionId: string, told: GenerationEvent[], actor: Actor, tx: UserTransaction, apiOrigin?: ApiOrigin): Promise<LiveResult | null> {
  const row = await tx.selectFrom("versions").innerJoin("apis", "apis.id", "versions.api_id")
    .select(["apis.id", "apis.name", "apis.endpoint_url", "versions.number", "versions.generator", "versions.gate_record", "versions.contract_tests", "versions.assumptions", "versions.edit"])
    .where("versions.id", "=", versionId).where("versions.workspace_id", "=", actor.workspaceId).executeTakeFirst();
  if (!row) return null;
  const edit = editRecordSchema.safeParse(row.edit).data;
  const { passed, failed } = gateRecordSchema.pick({ passed: true, failed: true }).parse(row.gate_record);
  // What is left out is told by the event alone, and by that of the last attempt.
  const understood = told.findLast((event) => event.type === "understood");
  return {
    apiId: row.id, workspaceId: actor.workspaceId, name: row.name, url: apiOrigin?.urlOf(row.id) ?? row.endpoint_url, version: row.number, generator: row.generator, stages: generation.stages,
    contractTests: { passed, failed }, assumptions: understood?.assumptions ?? z.array(z.string()).catch([]).parse(row.assumptions), leftOut: understood?.leftOut ?? [], ...(edit ? { edit } : {}), example: exampleCall(z.array(contractTestSchema).parse(row.contract_tests)),
  };
}

export const generationNotFound = (): AppError => new AppError("not_found", "There is no such generation here.");
