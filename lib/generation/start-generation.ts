import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { newApiId, newUuid } from "#lib/id.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import type { StartDeps } from "./generation-deps.ts";
import type { GenerationRequest } from "./generator-source.ts";
import { readLive } from "./live-generations.ts";
import { normalisePrompt } from "./prompt.ts";
import type { NumberedEvent, Run } from "./record-events.ts";
import type { RunRequest } from "./run-request.ts";
import { runGeneration } from "./run-generation.ts";

export interface StartInput {
  prompt: unknown;
  blueprint?: GenerationRequest["blueprint"];
  /** False: nobody is there to answer a question. */
  ask?: boolean;
}

export interface StartedGeneration {
  generationId: string;
  apiId: string;
  /** Every event from the first to the terminal one. Only here does the live result hold the call key. Ending early stops no build. */
  events(signal?: AbortSignal): AsyncGenerator<NumberedEvent, void>;
}

/**
 * Starts a build that runs on by itself. Throws `invalid` for a description that can't be read, `rate_limited` with Retry-After at the
 * plan's generations per hour, `forbidden` without `generations:write` and `apis:write`.
 */
export async function startGeneration(input: StartInput, actor: Actor, deps: StartDeps): Promise<StartedGeneration> {
  requireScope(actor, "generations:write");
  requireScope(actor, "apis:write");
  const prompt = normalisePrompt(input.prompt);
  const [generationId, owner] = [newUuid(), newUuid()];
  const request: RunRequest = { ...(input.blueprint ? { blueprint: input.blueprint } : {}), ask: input.ask !== false };
  const apiId = newApiId();
  const choice = await deps.generators.choose({ prompt, ...(input.blueprint ? { blueprint: input.blueprint } : {}) }, generationId, actor);
  try {
    await recordStart({ generationId, owner, request, apiId, prompt, generator: choice.generator.info.id }, actor, deps);
  } catch (error) {
    await choice.settle("failed", []);
    throw error;
  }
  const live = runGeneration({ generationId, owner, apiId, prompt, choice, ask: request.ask }, actor, deps);
  return { generationId, apiId, events: (signal = new AbortController().signal) => readLive(live, 0, signal, true) };
}

async function recordStart(input: Run & { apiId: string; prompt: string; generator: string; request: RunRequest }, actor: Actor, deps: StartDeps): Promise<void> {
  const limits = JSON.stringify(Object.fromEntries(Object.entries(PLAN_LIMITS).map(([plan, { generationsPerHour }]) => [plan, generationsPerHour])));
  const outcome = await asUser(actor, deps.db, async (tx) => {
    const { rows: [row] } = await sql<{ started: boolean; used: number; retry_after_seconds: number; plan: string; cap: number }>`select * from private.start_generation(
      ${input.generationId}::uuid, ${actor.workspaceId}::uuid, ${input.apiId}, ${input.prompt}, ${input.generator}, ${limits}::text::jsonb)`.execute(tx);
    if (row?.started) await sql`select private.begin_run(${input.generationId}::uuid, ${input.owner}::uuid, ${JSON.stringify(input.request)}::text::jsonb)`.execute(tx);
    return row;
  });
  if (!outcome || outcome.started) return;
  const { plan, cap, used, retry_after_seconds: seconds } = outcome;
  throw new AppError(
    "rate_limited",
    `The ${plan} plan builds ${cap} APIs per hour and ${used} were built. Wait ${Math.ceil(seconds / 60)} min, or move to a larger plan.`,
    { headers: { "Retry-After": String(seconds) }, extensions: { limit: "generations_per_hour", cap, used, retryAfterSeconds: seconds } },
  );
}
