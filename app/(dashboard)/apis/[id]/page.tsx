import type { Metadata } from "next";
import { ApiHealth } from "#components/apis/api-health.tsx";
import { ApiState } from "#components/apis/api-state.tsx";
import { ContractRecord } from "#components/apis/contract-record.tsx";
import { RecentCalls } from "#components/apis/recent-calls.tsx";
import { undecided } from "#components/apis/undecided.ts";
import { curlOf } from "#components/generation/curl-of.ts";
import { Card } from "#components/ui/card.tsx";
import { CopyLine } from "#components/ui/copy-line.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Snippet } from "#components/ui/snippet.tsx";
import { ChartLegend } from "#components/usage/chart-legend.tsx";
import { RequestsChart } from "#components/usage/requests-chart.tsx";
import { listHosts } from "#lib/apis/list-hosts.ts";
import { type Run, runStates } from "#lib/apis/run-states.ts";
import type { ApiDetail, LiveVersion } from "#lib/apis/schema.ts";
import { webDeps } from "#lib/deps.ts";
import { exampleCall } from "#lib/generation/example-call.ts";
import { getCall } from "#lib/calls/get-call.ts";
import { listCalls } from "#lib/calls/list-calls.ts";
import { listKeys } from "#lib/keys/list-keys.ts";
import { listApiSecrets } from "#lib/secrets/list-api-secrets.ts";
import { apiAnalytics } from "#lib/usage/api-analytics.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { requireActor } from "../../../current-actor.ts";
import { callableVersions } from "./callable-versions.ts";
import { type ApiPageProps, apiTitle, readApi } from "./read-api.ts";

export const generateMetadata = (props: ApiPageProps): Promise<Metadata> => apiTitle(props);

export default async function OverviewPage({ params }: ApiPageProps) {
  const { id } = await params;
  const [actor, api] = await Promise.all([requireActor(`/apis/${id}`), readApi(id)]);
  if (api === null) return null;
  const deps = webDeps();
  const [calls, day, keys, runs, hosts, secrets, broke, versions] = await Promise.all([
    listCalls({ apiId: id, limit: 8 }, actor, deps).then(({ items }) => items),
    apiAnalytics({ apiId: id, period: "24h" }, actor, deps),
    listKeys({ kind: "call", apiId: id }, actor, deps).then(({ items }) => items),
    runStates([id], deps),
    listHosts({ apiId: id }, actor, deps),
    listApiSecrets({ apiId: id }, actor, deps),
    lastFailure(id, actor),
    callableVersions(id, actor),
  ]);
  const version = api.liveVersion;
  return (
    <div className="space-y-4">
      <StateNotice api={api} run={runs.get(id)} />
      <DecideNotice apiId={id} waiting={undecided(hosts, secrets)} />
      <ApiHealth apiId={id} state={<ApiState status={api.status} run={runs.get(id)?.state} />} version={version?.number ?? null} day={day} broke={broke} latest={calls[0] ?? null} />
      <div className="grid gap-4 lg:grid-cols-2">
        <div className="min-w-0 space-y-4">
          <Card title="Call it" headingId="call" aside={<KeyNote apiId={api.id} keys={keys.length} />}>
            <CallIt apiId={id} url={api.url} version={version} />
          </Card>
          <Card title="Recent calls" headingId="calls" isFlush={calls.length > 0} aside={<Link href={`/apis/${id}/logs`} className="font-medium text-ink underline underline-offset-4">Logs</Link>}>
            <RecentCalls apiId={id} calls={calls} versions={versions} />
          </Card>
        </div>
        <div className="min-w-0 space-y-4">
          {day.requests > 0 ? (
            <Card title="Calls, last 24 hours" headingId="day" aside={<ChartLegend />}>
              <RequestsChart analytics={day} />
            </Card>
          ) : null}
          {version ? (
            <Card title="Contract tests" headingId="tests">
              <ContractRecord record={version.gateRecord} />
            </Card>
          ) : null}
        </div>
      </div>
      <Card title="Description" headingId="description">
        <p className="max-w-[72ch] break-words whitespace-pre-line">{api.prompt}</p>
      </Card>
    </div>
  );
}

/** The newest call that is kept and broke: what a caller asked for wrongly is none. */
async function lastFailure(apiId: string, actor: Actor) {
  const deps = webDeps();
  const [last] = (await listCalls({ apiId, status: "5xx", limit: 1 }, actor, deps)).items;
  return last ? getCall({ apiId, callId: last.id }, actor, deps) : null;
}

function DecideNotice({ apiId, waiting }: { apiId: string; waiting: number }) {
  if (waiting === 0) return null;
  return (
    <Notice tone="paused" title={waiting === 1 ? "One thing waits for you" : `${waiting} things wait for you`}>
      It asks for hosts or secrets, and calls that need them fail until you have decided.{" "}
      <Link href={`/apis/${apiId}/settings#outside`} className="font-medium text-ink underline underline-offset-4">
        Decide
      </Link>
    </Notice>
  );
}

function StateNotice({ api, run }: { api: ApiDetail; run: Run | undefined }) {
  if (api.status === "paused") {
    return (
      <Notice tone="paused" title="Paused">
        Calls answer 423 until you resume it. Its data and keys are kept.
      </Notice>
    );
  }
  if (api.status === "failed") {
    return (
      <Notice tone="failed" title="Failed">
        {api.statusReason ?? "It stopped answering."} Calls are refused until you restart it.
      </Notice>
    );
  }
  if (run?.reason) {
    return (
      <Notice tone="failed" title="Its runtime was stopped">
        {run.reason} {run.state === "awake" ? "It serves again." : "The next call gets a fresh one."}
      </Notice>
    );
  }
  return null;
}

function CallIt({ apiId, url, version }: { apiId: string; url: string; version: LiveVersion | null }) {
  const example = exampleCall(version?.contractTests ?? []);
  return (
    <div className="space-y-4">
      <div className="space-y-1.5">
        <h3 className="text-13 font-medium">Address</h3>
        <CopyLine text={url} label="Copy address" />
      </div>
      <Snippet title="curl" text={curlOf({ url, method: example.method, path: example.path, body: example.body, key: "YOUR_KEY" })} />
      <p className="text-13 text-muted">
        <Link href={`/apis/${apiId}/try`} className="font-medium text-ink underline underline-offset-4">
          Try every operation
        </Link>{" "}
        here without a key. Its OpenAPI document is at <code className="font-mono wrap-anywhere">{`${url}/openapi.json`}</code>.
      </p>
    </div>
  );
}

function KeyNote({ apiId, keys }: { apiId: string; keys: number }) {
  return (
    <>
      {`${keys} ${keys === 1 ? "key" : "keys"}. `}
      <Link href={`/api-keys?new=${apiId}`} className="font-medium text-ink underline underline-offset-4">
        Create key
      </Link>
    </>
  );
}
