import { Moon, Zap } from "lucide-react";
import type { RunState } from "#lib/apis/run-states.ts";
import type { ApiStatus } from "#lib/apis/schema.ts";
import { StateBadge } from "#components/ui/state-badge.tsx";

const RUNS = { awake: { icon: Zap, word: "Awake" }, asleep: { icon: Moon, word: "Asleep" } } as const;

/** The state of an API as a badge; quietly beside "Live", because it answers either way, whether its runtime is awake, when that is known. */
export function ApiState({ status, run }: { status: ApiStatus; run?: RunState | undefined }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      <StateBadge state={status === "active" ? "live" : status} />
      {status === "active" && run ? <RunWord run={run} /> : null}
    </span>
  );
}

function RunWord({ run }: { run: RunState }) {
  const { icon: Icon, word } = RUNS[run];
  return (
    <span key={run} className="arrives inline-flex items-center gap-1.5 text-13 whitespace-nowrap text-muted">
      <Icon aria-hidden className="size-4 shrink-0" />
      {word}
    </span>
  );
}
