import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { Estimate, Usage } from "./events.ts";

export interface Spending {
  /** Once: what a live build used is charged, anything else gives its budget back. */
  settle(isLive: boolean, usage: readonly Usage[]): Promise<void>;
}
interface SpendingDeps {
  db: Database;
  budget: { workspaceMicros: number; platformMicros: number };
}

/** Reserves an estimate of the day's budget. Throws `spend_cap` when it doesn't fit; a workspace's own key has no budget here. */
export async function openSpending(input: { generationId: string; estimate: Estimate }, actor: Actor, { db, budget }: SpendingDeps): Promise<Spending> {
  const { generationId, estimate } = input;
  const paidBy = estimate.paidBy === "workspace" ? "workspace" : "platform";
  const { rows: [reserved] } = await asUser(actor, db, (tx) =>
    sql<{ refused: "workspace" | "platform" | null; used_micros: string; cap_micros: string }>`select * from private.reserve_spending(${generationId}::uuid, ${actor.workspaceId}::uuid, ${paidBy},
      ${estimate.costMicros}::bigint, ${budget.workspaceMicros}::bigint, ${budget.platformMicros}::bigint)`.execute(tx));
  if (reserved?.refused) throw capReached(reserved.refused, Number(reserved.used_micros), Number(reserved.cap_micros), estimate.costMicros);
  return {
    async settle(isLive, usage) {
      const spent = usage.reduce((sum, { costMicros }) => sum + costMicros, 0);
      const output = usage.reduce((sum, { outputTokens }) => sum + outputTokens, 0);
      const calls = usage.filter((call) => call.paidBy !== "cache").length;
      await asUser(actor, db, (tx) => sql`select private.settle_spending(${generationId}::uuid, ${isLive}, ${spent}::bigint, ${output}::bigint, ${calls}::integer)`.execute(tx));
    },
  };
}

function capReached(refused: "workspace" | "platform", used: number, cap: number, estimate: number): AppError {
  const now = new Date();
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1);
  const seconds = Math.max(1, Math.ceil((midnight - now.getTime()) / 1_000));
  const wait = `The day ends at 00:00 UTC, in ${Math.ceil(seconds / 3_600)} h. Blueprints can be built at once, and a workspace with its own Anthropic key has no such limit.`;
  const message = refused === "workspace"
    ? `This workspace's budget for Claude today is ${dollars(cap)}; ${dollars(used)} are used or reserved, and this build is estimated at ${dollars(estimate)}. ${wait}`
    : `This installation's budget for Claude today is used up. ${wait}`;
  return new AppError("spend_cap", message, {
    headers: { "Retry-After": String(seconds) },
    extensions: refused === "workspace" ? { limit: "claude_daily_budget", capMicros: cap, usedMicros: used, estimateMicros: estimate } : { limit: "installation_daily_budget" },
  });
}

const dollars = (micros: number): string => `$${(micros / 1_000_000).toFixed(2)}`;
