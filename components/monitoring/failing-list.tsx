import { CircleCheck } from "lucide-react";
import { Link } from "#components/ui/link.tsx";
import type { WorkspaceUsage } from "#lib/monitoring/schema.ts";

/** What answers with a 5xx most, each with the way to those calls. */
export function FailingList({ failing }: { failing: WorkspaceUsage["failing"] }) {
  if (failing.length === 0) {
    return (
      <p className="flex items-center gap-2 text-muted">
        <CircleCheck aria-hidden className="size-4 text-brand" /> Nothing: no call of this time was answered with a 5xx.
      </p>
    );
  }
  return (
    <ul aria-label="What failed" className="divide-y divide-line rounded-md border border-line bg-surface">
      {failing.map(({ apiId, name, endpoint, requests, errors }) => (
        <li key={`${apiId} ${endpoint}`} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-2.5 text-13">
          <span className="min-w-0 break-words">
            <Link href={`/apis/${apiId}/logs?status=5xx`} className="rounded-sm font-medium underline-offset-4 hover:underline">{name}</Link>{" "}
            <code className="font-mono text-muted">{endpoint ?? "no operation of its document"}</code>
          </span>
          <span className="text-failed tabular-nums">{`${errors.toLocaleString("en")} of ${requests.toLocaleString("en")} failed`}</span>
        </li>
      ))}
    </ul>
  );
}
