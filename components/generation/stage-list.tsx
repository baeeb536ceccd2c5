"use client";

import { Check, Circle, LoaderCircle, Minus, X } from "lucide-react";
import { STAGES } from "#lib/generation/events.ts";
import { classNames } from "#components/ui/class-names.ts";
import { showMs } from "#components/ui/show-ms.ts";
import type { BuildState } from "./build-state.ts";
import { RunningTime } from "./running-time.tsx";
import { STAGE_WORDS } from "./stage-words.ts";

const STATUS_WORDS = { waiting: "not started", running: "running", passed: "passed", failed: "failed", stopped: "stopped" } as const;

/** Before the server has said anything. */
const AT_FIRST = { status: "running" as const, ms: undefined, detail: undefined };

/** The line from one stage down to the next: it has the colour of the stage above. */
const RAIL = "before:absolute before:top-[1.625rem] before:-bottom-[0.625rem] before:left-[9.5px] before:w-px before:transition-colors before:duration-200";

/** The seven stages; a passed one settles with a check and its time, a failed one opens its reason. */
export function StageList({ stages, isOver }: { stages: BuildState["stages"]; isOver: boolean }) {
  return (
    <ol aria-label="Stages" className="space-y-0.5">
      {STAGES.map((name, index) => {
        const stage = stages[name] ?? (index === 0 && !isOver ? AT_FIRST : undefined);
        // A build that ended leaves no stage turning.
        const status = stage === undefined || (isOver && stage.status === "running") ? "waiting" : stage.status;
        return (
          <li key={name} className={classNames("relative py-1.5", index < STAGES.length - 1 && RAIL, status === "passed" ? "before:bg-brand" : "before:bg-line")}>
            <div className="relative flex items-center gap-3">
              <StageIcon status={status} />
              <span className={classNames("min-w-0 flex-1", status === "waiting" ? "text-muted" : status === "running" && "font-medium")}>{STAGE_WORDS[name]}</span>
              <span className="sr-only">{STATUS_WORDS[status]}</span>
              <span className="font-mono text-13 text-muted tabular-nums">{status === "running" ? <RunningTime /> : stage?.ms === undefined ? "" : showMs(stage.ms)}</span>
            </div>
            {stage?.detail && status === "failed" ? <p className="mt-1 ml-8 text-13 break-words text-failed">{stage.detail}</p> : null}
          </li>
        );
      })}
    </ol>
  );
}

function StageIcon({ status }: { status: keyof typeof STATUS_WORDS }) {
  if (status === "running") return <LoaderCircle aria-hidden className="spinning size-5 shrink-0 text-building" />;
  if (status === "passed") {
    return (
      <span aria-hidden className="settle grid size-5 shrink-0 place-items-center rounded-full bg-brand text-on-brand">
        <Check className="size-3.5 stroke-3" />
      </span>
    );
  }
  if (status === "stopped") return <Minus aria-hidden className="size-5 shrink-0 text-muted" />;
  if (status === "failed") {
    return (
      <span aria-hidden className="settle grid size-5 shrink-0 place-items-center rounded-full bg-failed text-paper">
        <X className="size-3.5 stroke-3" />
      </span>
    );
  }
  return <Circle aria-hidden className="size-5 shrink-0 fill-surface text-line" />;
}
