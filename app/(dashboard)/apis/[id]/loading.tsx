import { Skeleton } from "#components/ui/skeleton.tsx";

/** Of each tab that has no own. */
export default function Loading() {
  return (
    <div role="status" aria-label="Loading the API" className="space-y-4">
      <Skeleton className="h-24" />
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
      </div>
    </div>
  );
}
