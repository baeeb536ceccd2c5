import { CheckCircle2, CircleDot, CircleSlash, LoaderCircle, Moon, PauseCircle, Trash2, XCircle } from "lucide-react";
import { classNames } from "./class-names.ts";

export type BadgeState = "live" | "awake" | "asleep" | "building" | "passed" | "paused" | "failed" | "cancelled" | "deleted" | "revoked";

const STATES = {
  live: { icon: CircleDot, word: "Live", className: "text-brand" },
  awake: { icon: CircleDot, word: "Awake", className: "text-brand" },
  asleep: { icon: Moon, word: "Asleep", className: "text-muted" },
  building: { icon: LoaderCircle, word: "Building", className: "text-building" },
  passed: { icon: CheckCircle2, word: "Passed", className: "text-brand" },
  paused: { icon: PauseCircle, word: "Paused", className: "text-paused" },
  failed: { icon: XCircle, word: "Failed", className: "text-failed" },
  cancelled: { icon: CircleSlash, word: "Cancelled", className: "text-muted" },
  deleted: { icon: Trash2, word: "Deleted", className: "text-muted" },
  revoked: { icon: CircleSlash, word: "Revoked", className: "text-muted" },
} as const;

/** A state: always an icon and a word, never colour alone. Another state is another element, so that it can arrive. */
export function StateBadge({ state, word }: { state: BadgeState; word?: string }) {
  const { icon: Icon, word: usual, className } = STATES[state];
  return (
    <span key={state} className={classNames("arrives inline-flex items-center gap-1.5 text-13 font-medium whitespace-nowrap", className)}>
      <Icon aria-hidden className={classNames("size-4 shrink-0", state === "building" && "spinning")} />
      {word ?? usual}
    </span>
  );
}
