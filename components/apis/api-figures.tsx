import type { ReactNode } from "react";
import type { LiveVersion } from "#lib/apis/schema.ts";
import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { showMs } from "#components/ui/show-ms.ts";

interface ApiFiguresProps {
  state: ReactNode;
  usage: ApiAnalytics;
  version: LiveVersion | null;
}

/** The API's last day in one line. */
export function ApiFigures({ state, usage, version }: ApiFiguresProps) {
  const showTime = (ms: number | null) => (ms === null ? "–" : showMs(ms));
  const figures = [
    { term: "Version", value: version ? String(version.number) : "–" },
    { term: "Calls, 24 h", value: usage.requests.toLocaleString("en") },
    { term: "Errors (5xx)", value: usage.errors.toLocaleString("en") },
    { term: "Refused (4xx)", value: usage.clientErrors.toLocaleString("en") },
    { term: "Mean", value: showTime(usage.meanMs) },
    { term: "p50", value: showTime(usage.p50Ms) },
    { term: "p95", value: showTime(usage.p95Ms) },
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-3 rounded-md border border-line bg-surface px-4 py-3 sm:grid-cols-4 lg:flex lg:flex-wrap lg:gap-x-8">
      <div>
        <dt className="text-12 text-muted">State</dt>
        <dd>{state}</dd>
      </div>
      {figures.map((figure) => (
        <div key={figure.term}>
          <dt className="text-12 text-muted">{figure.term}</dt>
          <dd className="font-mono text-14 tabular-nums">{figure.value}</dd>
        </div>
      ))}
    </dl>
  );
}
