import type { RunState } from "#lib/apis/run-states.ts";
import type { ApiStatus } from "#lib/apis/schema.ts";
import { StateBadge } from "#components/ui/state-badge.tsx";

/** The state of an API as a badge, and beside "Live" whether its runtime is awake, when that is known. */
export function ApiState({ status, run }: { status: ApiStatus; run?: RunState | undefined }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      <StateBadge state={status === "active" ? "live" : status} />
      {status === "active" && run ? <StateBadge state={run} /> : null}
    </span>
  );
}
