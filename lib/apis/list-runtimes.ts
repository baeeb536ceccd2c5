import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { withTimeout } from "#lib/clock.ts";
import type { Database } from "#lib/db/connect.ts";
import type { RunnerHealth, RuntimeBackend } from "#lib/runtime/runtime.ts";
import { listApis } from "./list-apis.ts";
import { asItsOwnerSees } from "./runtime-of.ts";
import type { ApiRuntime } from "./runtime-schema.ts";
import type { DayFigures } from "./schema.ts";

/** One API of the workspace with its runtime; null while the runner can't be asked. */
export interface ListedRuntime {
  apiId: string;
  name: string;
  runtime: ApiRuntime | null;
  day: DayFigures;
}
export interface Monitoring {
  /** Of this installation; null while the runner can't be asked. */
  health: RunnerHealth | null;
  runtimes: ListedRuntime[];
}

/** A page does not wait longer for the runner than this. */
const DEADLINE_MS = 1_000;

/** How the workspace's APIs run now: those that work first, then by name. Nothing of another workspace's. */
export async function listRuntimes(actor: Actor, deps: { db: Database; runtime: Pick<RuntimeBackend, "health" | "list"> }): Promise<Monitoring> {
  requireScope(actor, "apis:read");
  const ask = <Answer>(question: () => Promise<Answer>): Promise<Answer | null> => withTimeout(Promise.resolve().then(question), DEADLINE_MS).catch(() => null);
  const [apis, health, statuses] = await Promise.all([listApis({}, actor, deps), ask(() => deps.runtime.health()), ask(() => deps.runtime.list())]);
  const byApi = new Map((statuses ?? []).map(({ apiId, ...runtime }) => [apiId, runtime]));
  const runtimes = apis.map((api): ListedRuntime => ({ apiId: api.id, name: api.name, day: api.day, runtime: statuses && asItsOwnerSees(api, byApi.get(api.id) ?? asleep(api.updatedAt)) }));
  const isAtWork = ({ runtime }: ListedRuntime) => Number(runtime?.state === "awake" || runtime?.state === "waking" || runtime?.state === "draining");
  return { health, runtimes: runtimes.toSorted((a, b) => isAtWork(b) - isAtWork(a) || a.name.localeCompare(b.name)) };
}

/** One that the runner has not heard of since it started. */
const asleep = (since: string): ApiRuntime => ({ state: "asleep", since, versionId: null, wakes: 0, lastWakeMs: null, memoryBytes: null, cpuMs: null, queue: 0, reason: null });
