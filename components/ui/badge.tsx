import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const TONES = {
  plain: "border-line text-muted",
  brand: "border-brand/40 bg-brand-quiet text-brand",
  building: "border-building/40 bg-building-quiet text-building",
  paused: "border-paused/40 bg-paused-quiet text-paused",
  failed: "border-failed/40 bg-failed-quiet text-failed",
  "test-money": "border-test-money/40 text-test-money",
} as const;

/** A word about a thing: a plan, a role, "live", "test money". Runtime and build states are `StateBadge`. */
export function Badge({ tone = "plain", children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return <span className={classNames("inline-flex items-center gap-1 rounded-full border px-2 text-12 leading-5 font-medium whitespace-nowrap", TONES[tone])}>{children}</span>;
}
