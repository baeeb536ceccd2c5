import { Card } from "#components/ui/card.tsx";
import { Method } from "#components/ui/method.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { BusiestTable } from "./busiest-table.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import { KeyName } from "./key-name.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { LatencyChart } from "./latency-chart.tsx";
import { RequestsChart } from "./requests-chart.tsx";
import { SeriesTable } from "./series-table.tsx";
import { StatusList } from "./status-list.tsx";

/** All that is known of an API's calls in a period. */
export function AnalyticsView({ analytics }: { analytics: ApiAnalytics }) {
  const { endpoints, keys } = analytics;
  return (
    <div className="space-y-4">
      <KeyFigures analytics={analytics} />
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="Calls" headingId="calls" aside={<ChartLegend />}>
          <RequestsChart analytics={analytics} />
        </Card>
        <Card title="Response times" headingId="times" aside="within 2 %">
          <LatencyChart analytics={analytics} />
        </Card>
      </div>
      <SeriesTable series={analytics.series} interval={analytics.interval} />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <Card title="Endpoints" headingId="endpoints">
          <BusiestTable caption="The busiest endpoints" head="Endpoint" more={analytics.endpointCount - endpoints.length} rows={endpoints.map((row) => ({ ...row, id: row.endpoint ?? "", name: <EndpointName endpoint={row.endpoint} />, logs: logsOf(analytics.apiId, row) }))} />
        </Card>
        <div className="min-w-0 space-y-4">
          <Card title="Keys" headingId="keys">
            <BusiestTable caption="The busiest keys" head="Key" more={analytics.keyCount - keys.length} rows={keys.map((row) => ({ ...row, id: row.keyId ?? "", name: <Caller row={row} /> }))} />
          </Card>
          <Card title="Statuses" headingId="statuses">
            <StatusList apiId={analytics.apiId} statuses={analytics.statuses} requests={analytics.requests} />
          </Card>
        </div>
      </div>
    </div>
  );
}

/** Where the calls stand that an endpoint failed, as closely as logs can be asked; null: there were none. */
function logsOf(apiId: string, { endpoint, errors }: ApiAnalytics["endpoints"][number]): string | null {
  if (errors === 0) return null;
  const [method = "", path = ""] = endpoint?.split(" ") ?? [];
  return `/apis/${apiId}/logs?${new URLSearchParams({ status: "5xx", ...(endpoint ? { method, path: path.split("{")[0] ?? "" } : {}) })}`;
}

function EndpointName({ endpoint }: { endpoint: string | null }) {
  if (endpoint === null) return <span className="text-muted">Not in its document</span>;
  const [method = "", path] = endpoint.split(" ");
  return (
    <span className="sm:flex">
      <Method method={method} />
      <span className="block min-w-0 font-mono break-all">{path}</span>
    </span>
  );
}

function Caller({ row }: { row: ApiAnalytics["keys"][number] }) {
  return (
    <>
      <KeyName {...row} />
      {row.keyId === null ? null : (
        <span className="block text-12 text-muted">
          last call <TimeAgo iso={row.lastCallAt} />
        </span>
      )}
    </>
  );
}
