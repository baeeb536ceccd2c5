import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <div role="status" aria-label="Loading data" className="space-y-4">
      <Skeleton className="mb-6 h-9 w-56" />
      <Skeleton className="h-20" />
      <Skeleton className="h-9 w-72" />
      <Skeleton className="h-96" />
    </div>
  );
}
