import { cpus, freemem, loadavg, totalmem } from "node:os";
import { sql } from "kysely";
import { requirePerson } from "#lib/accounts/require-person.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { withTimeout } from "#lib/clock.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import type { Installation } from "./schema.ts";

interface InstallationDeps {
  db: Database;
  runtime: Pick<RuntimeBackend, "health" | "list">;
}
/** A page does not wait longer for the runner than this. */
const DEADLINE_MS = 1_000;
const MOST_WORKSPACES = 50;

/** How this installation is, over all workspaces: counts and sizes, nothing of what they hold. Throws `forbidden` for who is no administrator. */
export async function installation(input: { version: string }, actor: Actor, deps: InstallationDeps): Promise<Installation> {
  requirePerson(actor);
  const { totals, workspaces } = await asUser(actor, deps.db, async (tx) => ({
    totals: (await sql<Record<string, string | number>>`select * from private.installation_totals()`.execute(tx)).rows[0] ?? {},
    workspaces: (await sql<{ id: string; name: string; plan: string; members: number; apis: number; failed: number; calls: number; errors: number; created_at: Date }>`select * from private.all_workspaces(${MOST_WORKSPACES})`.execute(tx)).rows,
  }));
  const count = (name: string) => Number(totals[name] ?? 0);
  const { rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return {
    version: input.version, uptimeSeconds: Math.round(process.uptime()),
    host: { cpus: cpus().length, load1: Number((loadavg()[0] ?? 0).toFixed(2)), memoryBytes: totalmem(), memoryFreeBytes: freemem() },
    web: { memoryBytes: rss, cpuSeconds: Math.round((user + system) / 1e6) },
    runtimes: await readRuntimes(deps.runtime).catch(() => null),
    totals: {
      people: count("people"), workspaces: count("workspaces"), apis: count("apis"), failed: count("failed"), calls: count("calls"), clientErrors: count("client_errors"), errors: count("errors"),
      runningBuilds: count("running_builds"), pendingFeedback: count("pending_feedback"),
    },
    workspaces: workspaces.map(({ created_at: createdAt, ...rest }) => ({ ...rest, calls: Number(rest.calls), errors: Number(rest.errors), createdAt: createdAt.toISOString() })),
  };
}

async function readRuntimes(runtime: InstallationDeps["runtime"]): Promise<Installation["runtimes"]> {
  const [{ tier, layers, status, parked }, list] = await withTimeout(Promise.all([runtime.health(), runtime.list()]), DEADLINE_MS);
  const sum = (of: (one: (typeof list)[number]) => number) => list.reduce((total, one) => total + of(one), 0);
  const states: Record<string, number> = {};
  for (const { state } of list) states[state] = (states[state] ?? 0) + 1;
  return { tier, layers, status, parked, states, wakes: sum(({ wakes }) => wakes), memoryBytes: sum(({ memoryBytes }) => memoryBytes ?? 0), waiting: sum(({ queue }) => queue) };
}
