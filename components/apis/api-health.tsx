import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Link } from "#components/ui/link.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { CallEntry, CallDetails } from "#lib/calls/schema.ts";
import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { KeyName } from "#components/usage/key-name.tsx";
import { whyOf } from "./calls/why-of.ts";

interface ApiHealthProps {
  apiId: string;
  state: ReactNode;
  version: number | null;
  /** The last 24 hours. */
  day: ApiAnalytics;
  /** The last call that ended in a 5xx; null: none is kept. */
  broke: CallDetails | null;
  latest: CallEntry | null;
}

/** Is it working, who calls it, what broke last and what to do about it. */
export function ApiHealth({ apiId, state, version, day, broke, latest }: ApiHealthProps) {
  const time = (ms: number | null): string => (ms === null ? "–" : showMs(ms));
  const figures = [
    { term: "Calls", value: day.requests.toLocaleString("en") },
    { term: "Refused (4xx)", value: day.clientErrors.toLocaleString("en") },
    { term: "Failed (5xx)", value: day.errors.toLocaleString("en") },
    { term: "p50", value: time(day.p50Ms) },
    { term: "p95", value: time(day.p95Ms) },
    { term: "Wakes", value: day.wakes.toLocaleString("en") },
    { term: "Version", value: version === null ? "–" : String(version) },
  ];
  return (
    <Card title="Health, last 24 hours" headingId="health" aside={<Link href={`/apis/${apiId}/analytics?period=24h`} className="font-medium text-ink underline underline-offset-4">Analytics</Link>}>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4 lg:grid-cols-8">
        <div className="max-sm:col-span-2">
          <dt className="text-12 text-muted">State</dt>
          <dd>{state}</dd>
        </div>
        {figures.map(({ term, value }) => (
          <div key={term}>
            <dt className="text-12 text-muted">{term}</dt>
            <dd className="font-mono text-14 tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 space-y-3 border-t border-line pt-3 text-13">
        {day.keys.length > 0 ? <UsedBy apiId={apiId} day={day} /> : null}
        {broke ? <Broke apiId={apiId} call={broke} latest={latest} /> : <p className="text-muted">{latest ? "No call in the log ended in a 5xx." : "Nobody has called it yet: take the call below, or try it."}</p>}
      </div>
    </Card>
  );
}

const MOST_KEYS = 3;

function UsedBy({ apiId, day: { keys, keyCount } }: { apiId: string; day: ApiAnalytics }) {
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1">
      <span className="font-medium">Used by</span>
      {keys.slice(0, MOST_KEYS).map((row) => (
        <span key={row.keyId} className="break-words">
          <KeyName {...row} /> <span className="text-muted tabular-nums">{`${row.requests.toLocaleString("en")} ${row.requests === 1 ? "call" : "calls"}`}</span>
        </span>
      ))}
      {keyCount > MOST_KEYS ? <Link href={`/apis/${apiId}/analytics#keys`} className="font-medium text-ink underline underline-offset-4">{`and ${(keyCount - MOST_KEYS).toLocaleString("en")} more`}</Link> : null}
    </p>
  );
}

function Broke({ apiId, call, latest }: { apiId: string; call: CallDetails; latest: CallEntry | null }) {
  const why = whyOf(call);
  const link = "font-medium text-ink underline underline-offset-4";
  return (
    <div className="space-y-1">
      <p className="break-words">
        <span className="font-medium">Broke last: </span>
        <code className="font-mono break-all">{`${call.method} ${call.path}`}</code> answered {call.status}, <TimeAgo iso={call.createdAt} />
        {latest && latest.id > call.id ? `; calls since then, the last with ${latest.status}` : "; nothing was called since"}.
      </p>
      {why ? <p className="break-words text-muted">{`${why.title}: ${why.text}`}</p> : null}
      <p className="flex flex-wrap gap-x-4">
        <Link href={`/apis/${apiId}/logs?requestId=${encodeURIComponent(call.requestId)}`} className={link}>
          See the call
        </Link>
        <Link href={`/apis/${apiId}/change?call=${call.id}`} className={link}>
          Fix it
        </Link>
        <Link href={`/apis/${apiId}/logs?status=5xx`} className={link}>
          All that broke
        </Link>
      </p>
    </div>
  );
}
