import { Link } from "#components/ui/link.tsx";
import type { WorkspaceUsage } from "#lib/monitoring/schema.ts";
import { Empty } from "#components/ui/empty.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { Table } from "#components/ui/table.tsx";

/** Which APIs are called most. */
export function BusiestApis({ apis }: { apis: WorkspaceUsage["apis"] }) {
  return (
    <Table
      caption="busiest APIs"
      rows={apis}
      rowId={({ apiId }) => apiId}
      empty={<Empty title="No calls in this time">Call an API, and it is listed here.</Empty>}
      columns={[
        { id: "name", title: "API", cell: ({ apiId, name }) => <Link href={`/apis/${apiId}/analytics`} className="rounded-sm underline-offset-4 hover:underline">{name}</Link> },
        { id: "calls", title: "Calls", isFigure: true, cell: ({ requests }) => requests.toLocaleString("en") },
        { id: "refused", title: "4xx", isFigure: true, from: "sm", cell: ({ clientErrors }) => clientErrors.toLocaleString("en") },
        { id: "errors", title: "5xx", isFigure: true, cell: ({ errors }) => <span className={errors > 0 ? "text-failed" : undefined}>{errors.toLocaleString("en")}</span> },
        { id: "mean", title: "Mean", isFigure: true, from: "sm", cell: ({ meanMs }) => (meanMs === null ? "–" : showMs(meanMs)) },
      ]}
    />
  );
}
