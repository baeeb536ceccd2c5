import type { RuntimeBackend } from "#lib/runtime/runtime.ts";

export type RunState = "awake" | "asleep";
export interface Run {
  state: RunState;
  /** Why it was stopped, when it did not fall asleep by itself. */
  reason: string | null;
}

/** A page does not wait longer for the runner than this. */
const DEADLINE_MS = 300;

/**
 * Which of these APIs are awake now, and why one was stopped; empty when the runner does not answer in time. It reads no rows: pass only the ids of APIs that the
 * actor was shown.
 */
export async function runStates(apiIds: readonly string[], deps: { runtime: Pick<RuntimeBackend, "list" | "status"> }, deadlineMs = DEADLINE_MS): Promise<ReadonlyMap<string, Run>> {
  const [first] = apiIds;
  if (first === undefined) return new Map();
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), deadlineMs);
  const asked = apiIds.length === 1 ? deps.runtime.status(first).then((status) => [status]) : deps.runtime.list();
  const statuses = await Promise.race([asked.catch(() => null), late.promise]);
  clearTimeout(timer);
  if (!statuses) return new Map();
  const byApi = new Map(statuses.map((status) => [status.apiId, status]));
  return new Map(apiIds.map((apiId) => {
    const found = byApi.get(apiId);
    return [apiId, { state: found?.state === "awake" || found?.state === "draining" ? "awake" : "asleep", reason: found?.reason ?? null }];
  }));
}
