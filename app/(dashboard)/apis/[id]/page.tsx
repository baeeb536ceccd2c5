import type { Metadata } from "next";
import Link from "next/link";
import { ApiFigures } from "#components/apis/api-figures.tsx";
import { ApiState } from "#components/apis/api-state.tsx";
import { CallList } from "#components/apis/call-list.tsx";
import { ContractRecord } from "#components/apis/contract-record.tsx";
import { undecided } from "#components/apis/undecided.ts";
import { curlOf } from "#components/generation/curl-of.ts";
import { Card } from "#components/ui/card.tsx";
import { CopyLine } from "#components/ui/copy-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Snippet } from "#components/ui/snippet.tsx";
import { listHosts } from "#lib/apis/list-hosts.ts";
import { type Run, runStates } from "#lib/apis/run-states.ts";
import type { ApiDetail, LiveVersion } from "#lib/apis/schema.ts";
import { webDeps } from "#lib/deps.ts";
import { exampleCall } from "#lib/generation/example-call.ts";
import { listKeys } from "#lib/keys/list-keys.ts";
import { listApiSecrets } from "#lib/secrets/list-api-secrets.ts";
import { apiAnalytics } from "#lib/usage/api-analytics.ts";
import { recentCalls } from "#lib/usage/recent-calls.ts";
import { requireActor } from "../../../current-actor.ts";
import { type ApiPageProps, apiTitle, readApi } from "./read-api.ts";

export const generateMetadata = (props: ApiPageProps): Promise<Metadata> => apiTitle(props);

export default async function OverviewPage({ params }: ApiPageProps) {
  const { id } = await params;
  const [actor, api] = await Promise.all([requireActor(`/apis/${id}`), readApi(id)]);
  if (api === "gone") return null;
  const deps = webDeps();
  const [calls, usage, keys, runs, hosts, secrets] = await Promise.all([
    recentCalls({ apiId: id, limit: 20 }, actor, deps),
    apiAnalytics({ apiId: id, period: "24h" }, actor, deps),
    listKeys({ kind: "call", apiId: id }, actor, deps).then(({ items }) => items),
    runStates([id], deps),
    listHosts({ apiId: id }, actor, deps),
    listApiSecrets({ apiId: id }, actor, deps),
  ]);
  const version = api.liveVersion;
  return (
    <div className="space-y-4">
      <StateNotice api={api} run={runs.get(id)} />
      <DecideNotice apiId={id} waiting={undecided(hosts, secrets)} />
      <ApiFigures state={<ApiState status={api.status} run={runs.get(id)?.state} />} usage={usage} version={version} />
      <div className="grid gap-4 lg:grid-cols-2">
        <div className="min-w-0 space-y-4">
          <Card title="Call it" headingId="call" aside={<KeyNote apiId={api.id} keys={keys.length} />}>
            <CallIt url={api.url} version={version} />
          </Card>
          <Card title="Recent calls" headingId="calls">
            <CallList calls={calls} />
          </Card>
        </div>
        <div className="min-w-0 space-y-4">
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

function CallIt({ url, version }: { url: string; version: LiveVersion | null }) {
  const example = exampleCall(version?.contractTests ?? []);
  return (
    <div className="space-y-4">
      <div className="space-y-1.5">
        <h3 className="text-13 font-medium">Address</h3>
        <CopyLine text={url} label="Copy address" />
      </div>
      <Snippet title="curl" text={curlOf({ url, method: example.method, path: example.path, body: example.body, key: "YOUR_KEY" })} />
      <p className="text-13 text-muted">
        Its OpenAPI document is at <code className="font-mono break-all">{`${url}/openapi.json`}</code>.
      </p>
    </div>
  );
}

function KeyNote({ apiId, keys }: { apiId: string; keys: number }) {
  return (
    <>
      {`${keys} ${keys === 1 ? "key" : "keys"}. `}
      <Link href={`/api-keys?api=${apiId}`} className="font-medium text-ink underline underline-offset-4">
        Create key
      </Link>
    </>
  );
}
