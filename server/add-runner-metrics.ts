import type { Metrics } from "#lib/metrics/metrics.ts";
import type { RuntimeState } from "#lib/runtime/runtime.ts";
import type { WorkerdBackend } from "#lib/runtime/workerd/workerd-backend.ts";

const STATES: readonly RuntimeState[] = ["asleep", "waking", "awake", "draining", "paused", "failed"];

/** What the runner tells of its runtimes. */
export function addRunnerMetrics(metrics: Metrics, backend: Pick<WorkerdBackend, "list" | "health" | "kills">): void {
  metrics.gauge("runner_runtimes", "APIs that this runner knows, by the state of their runtime.", ["state"], async () => {
    const list = await backend.list();
    return STATES.map((state) => [[state], list.filter((one) => one.state === state).length] as const);
  });
  metrics.gauge("runner_parked_runtimes", "Prepared processes that wait to become a runtime.", [], async () => [[[], (await backend.health()).parked]]);
  metrics.counted("runner_runtimes_killed_total", "Runtimes that the watchdog ended, by why.", ["reason"], () => Object.entries(backend.kills()).map(([reason, count]) => [[reason], count] as const));
}
