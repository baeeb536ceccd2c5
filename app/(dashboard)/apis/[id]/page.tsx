import type { Metadata } from "next";
import Link from "next/link";
import { ApiControls } from "#components/apis/api-controls.tsx";
import { ApiFigures } from "#components/apis/api-figures.tsx";
import { ApiState } from "#components/apis/api-state.tsx";
import { ApiTabs } from "#components/apis/api-tabs.tsx";
import { CallLimit } from "#components/apis/call-limit.tsx";
import { CallList } from "#components/apis/call-list.tsx";
import { CodeView } from "#components/apis/code-view.tsx";
import { ContractRecord } from "#components/apis/contract-record.tsx";
import { DeletedApi } from "#components/apis/deleted-api.tsx";
import { ExportLinks } from "#components/apis/export-links.tsx";
import { LogView } from "#components/apis/log-view.tsx";
import { OutsideCard } from "#components/apis/outside-card.tsx";
import { operationsOf } from "#components/apis/operations-of.ts";
import { RouteList } from "#components/apis/route-list.tsx";
import { TryIt } from "#components/apis/try-it.tsx";
import { curlOf } from "#components/generation/curl-of.ts";
import { RefreshOnReturn } from "#components/layout/refresh-on-return.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyLine } from "#components/ui/copy-line.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Snippet } from "#components/ui/snippet.tsx";
import { listDeletedApis } from "#lib/apis/list-deleted-apis.ts";
import { listHosts } from "#lib/apis/list-hosts.ts";
import { listRoutes } from "#lib/apis/list-routes.ts";
import { type Run, runStates } from "#lib/apis/run-states.ts";
import type { ApiDetail, LiveVersion } from "#lib/apis/schema.ts";
import { webDeps } from "#lib/deps.ts";
import { exampleCall } from "#lib/generation/example-call.ts";
import { listKeys } from "#lib/keys/list-keys.ts";
import { listApiSecrets } from "#lib/secrets/list-api-secrets.ts";
import { apiAnalytics } from "#lib/usage/api-analytics.ts";
import { recentCalls } from "#lib/usage/recent-calls.ts";
import { getWorkspace } from "#lib/workspaces/get-workspace.ts";
import { requireActor } from "../../../current-actor.ts";
import { deleteApiAction, restartRuntimeAction, restoreApiAction, setApiStatusAction } from "../actions.ts";
import { setCallLimitAction } from "./call-limit-action.ts";
import { setPublicRouteAction } from "./route-actions.ts";
import { readApi } from "./read-api.ts";
import { approveHostAction, deleteSecretAction, revokeHostAction, setSecretAction } from "./outside-actions.ts";

interface ApiPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: ApiPageProps): Promise<Metadata> {
  const api = await readApi((await params).id);
  return { title: api === "gone" ? "Deleted API" : api.name };
}

export default async function ApiPage({ params }: ApiPageProps) {
  const { id } = await params;
  const [actor, api] = await Promise.all([requireActor(`/apis/${id}`), readApi(id)]);
  const deps = webDeps();
  if (api === "gone") {
    const deleted = (await listDeletedApis({}, actor, deps)).find((candidate) => candidate.id === id);
    return <DeletedApi restorable={deleted && { api: deleted, restore: restoreApiAction }} />;
  }
  const [calls, usage, keys, runs, hosts, secrets, workspace, routes] = await Promise.all([
    recentCalls({ apiId: id, limit: 20 }, actor, deps),
    apiAnalytics({ apiId: id, period: "24h" }, actor, deps),
    listKeys({ kind: "call", apiId: id }, actor, deps).then(({ items }) => items),
    runStates([id], deps),
    listHosts({ apiId: id }, actor, deps),
    listApiSecrets({ apiId: id }, actor, deps),
    getWorkspace({}, actor, deps),
    listRoutes({ apiId: id }, actor, deps),
  ]);
  const version = api.liveVersion;
  return (
    <>
      <PageHeader
        title={api.name}
        lead={api.description}
        action={<ApiControls apiId={api.id} name={api.name} status={api.status} setStatus={setApiStatusAction} restart={restartRuntimeAction} remove={deleteApiAction} />}
      />
      <ApiTabs apiId={id} current="overview" />
      <RefreshOnReturn />
      <div className="space-y-4">
        <StateNotice api={api} run={runs.get(id)} />
        <ApiFigures state={<ApiState status={api.status} run={runs.get(id)?.state} />} usage={usage} version={version} />
        {hosts.length + secrets.length > 0 ? (
          <OutsideCard apiId={id} hosts={hosts} secrets={secrets} approve={approveHostAction} revoke={revokeHostAction} setSecret={setSecretAction} deleteSecret={deleteSecretAction} />
        ) : null}
        <div className="grid gap-4 lg:grid-cols-2">
          <div className="min-w-0 space-y-4">
            <Card title="Call it" headingId="call" aside={<KeyNote apiId={api.id} keys={keys.length} />}>
              <CallIt url={api.url} version={version} />
            </Card>
            {routes.length > 0 ? <RouteList apiId={api.id} routes={routes} set={setPublicRouteAction} /> : null}
            {version ? (
              <Card title="Contract tests" headingId="tests">
                <ContractRecord record={version.gateRecord} />
              </Card>
            ) : null}
          </div>
          <div className="min-w-0 space-y-4">
            <Card title="Try it" headingId="try">
              <TryIt apiId={api.id} operations={version ? operationsOf(version.openapi, version.contractTests) : []} />
            </Card>
            <Card title="Recent calls" headingId="calls">
              <CallList calls={calls} />
            </Card>
          </div>
        </div>
        <Card title="Limit" headingId="limit">
          <CallLimit apiId={api.id} callsPerHour={api.callsPerHour} planCalls={workspace.limits.callsPerHour} save={setCallLimitAction} />
        </Card>
        <Card title="Logs" headingId="logs">
          <LogView apiId={api.id} />
        </Card>
        {version ? (
          <Card title="Code" headingId="code" aside={`Version ${version.number}, by the ${version.generator} generator`}>
            <CodeView files={version.source} />
          </Card>
        ) : null}
        {version ? (
          <Card title="Export" headingId="export">
            <ExportLinks apiId={api.id} />
          </Card>
        ) : null}
        <Card title="Description" headingId="description">
          <p className="max-w-[72ch] break-words whitespace-pre-line">{api.prompt}</p>
        </Card>
      </div>
    </>
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
