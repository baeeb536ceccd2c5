import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import type { Run } from "./record-events.ts";
import type { RunRequest } from "./run-request.ts";

/** Writes down that a build begins. Throws `rate_limited` with Retry-After at the plan's generations per hour. */
export async function recordStart(input: Run & { apiId: string; prompt: string; generator: string; request: RunRequest }, actor: Actor, deps: { db: Database }): Promise<void> {
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
    `The ${plan} plan builds ${cap} APIs or changes per hour and ${used} were built. Wait ${Math.ceil(seconds / 60)} min, or move to a larger plan.`,
    { headers: { "Retry-After": String(seconds) }, extensions: { limit: "generations_per_hour", cap, used, retryAfterSeconds: seconds } },
  );
}
