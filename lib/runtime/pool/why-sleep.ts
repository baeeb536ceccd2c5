import type { PoolLimits } from "./pool-limits.ts";
import type { Slot } from "./slot.ts";

/** What to do with an awake runtime now: `sleep` with the words for its owner, or `replace` one in use that is too old. Null: nothing. */
export type Verdict = { do: "sleep"; reason: string | null } | { do: "replace" } | null;

/** Looks at one awake runtime; called at an interval, because work without a call shows between two looks. */
export function whySleep(slot: Slot, now: number, limits: PoolLimits): Verdict {
  const { current } = slot;
  if (!current || slot.waking) return null;
  const unusedMs = now - slot.lastUsed;
  if (unusedMs >= limits.idleMs) return { do: "sleep", reason: null };
  const usage = unusedMs >= Math.min(limits.restMs, limits.afterworkMs) ? current.runtime.usage() : null;
  const workedMs = usage && current.restCpuMs !== null ? usage.cpuMs - current.restCpuMs : 0;
  current.restCpuMs = usage?.cpuMs ?? null;
  if (unusedMs >= limits.afterworkMs && workedMs >= limits.afterworkCpuMs) {
    return { do: "sleep", reason: `It still worked ${Math.round(limits.afterworkMs / 1000)} s after its last call, so it was put to sleep. Work after a reply may take that long.` };
  }
  if (unusedMs >= limits.restMs && usage && usage.memoryBytes > limits.recycleBytes) return { do: "sleep", reason: null };
  return now - current.bootedAt >= limits.maxLifeMs ? { do: "replace" } : null;
}
