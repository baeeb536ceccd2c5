import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <main id="content" className="mx-auto flex min-h-dvh max-w-[56ch] flex-col items-start justify-center gap-4 px-4">
      <div role="status" aria-label="Loading the invitation" className="w-full space-y-4">
        <Skeleton className="h-9 w-64" />
        <Skeleton className="h-14" />
        <Skeleton className="h-11 w-40" />
      </div>
    </main>
  );
}
