import type { ReactNode } from "react";
import { Skeleton } from "./skeleton.tsx";

/** What stands in for a page while it loads. `what` ends "Loading …" for screen readers. */
export function Placeholder({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div role="status" aria-label={`Loading ${what}`} className="space-y-4">
      {children}
    </div>
  );
}

/** A page with a list, while it loads. */
export function LoadingList({ what }: { what: string }) {
  return (
    <Placeholder what={what}>
      <Skeleton className="mb-6 h-9 w-56" />
      <Skeleton className="h-14" />
      <Skeleton className="h-14" />
      <Skeleton className="h-14" />
    </Placeholder>
  );
}
