import { sql } from "kysely";
import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { getGeneration } from "./get-generation.ts";

export const answerSchema = z.object({ answer: z.string().trim().min(1, "Say what you choose.").max(2_000, "An answer may have at most 2,000 characters.") });

/** Answers the question that a build waits with. Throws `not_found`, and `conflict` when it does not wait: nobody asked, or the time is over. */
export async function answerGeneration(input: { generationId: string; answer: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "generations:write");
  const generation = await getGeneration(input, actor, deps);
  const { rows } = await asUser(actor, deps.db, (tx) => sql<{ answered: boolean }>`select private.answer_run(${generation.id}::uuid, ${input.answer}) as answered`.execute(tx));
  if (rows[0]?.answered === true) return;
  throw new AppError("conflict", generation.status === "running"
    ? "This build does not wait for an answer: it asked nothing, it was answered before, or the time for an answer is over."
    : `This build already ended: it is ${generation.status}.`);
}
