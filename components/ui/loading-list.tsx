import { Skeleton } from "./skeleton.tsx";

/** A page with a list, while it loads. `what` ends "Loading …" for screen readers. */
export function LoadingList({ what }: { what: string }) {
  return (
    <div role="status" aria-label={`Loading ${what}`}>
      <Skeleton className="mb-6 h-9 w-56" />
      <div className="space-y-3">
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
      </div>
    </div>
  );
}
