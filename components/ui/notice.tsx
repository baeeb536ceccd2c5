import { AlertTriangle, CheckCircle2, Info, XCircle } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type NoticeTone = "info" | "passed" | "paused" | "failed";

const TONES = {
  info: { icon: Info, className: "border-line bg-sunken", iconClass: "text-muted" },
  passed: { icon: CheckCircle2, className: "border-brand/40 bg-brand-quiet", iconClass: "text-brand" },
  paused: { icon: AlertTriangle, className: "border-paused/40 bg-paused-quiet", iconClass: "text-paused" },
  failed: { icon: XCircle, className: "border-failed/40 bg-failed-quiet", iconClass: "text-failed" },
} as const;

interface NoticeProps {
  tone?: NoticeTone;
  title?: string;
  children?: ReactNode;
  /** "alert" for something that just went wrong; "status" for something that just happened. */
  role?: "alert" | "status";
  className?: string;
}

/** A message in the page: an icon, a word, and what to do. */
export function Notice({ tone = "info", title, children, role, className }: NoticeProps) {
  const { icon: Icon, className: toneClass, iconClass } = TONES[tone];
  return (
    <div role={role} className={classNames("flex gap-3 rounded-md border p-3 text-14", toneClass, className)}>
      <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", iconClass)} />
      <div className="min-w-0 space-y-1 break-words">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
      </div>
    </div>
  );
}
