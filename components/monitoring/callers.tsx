import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { Table } from "#components/ui/table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { KeyName } from "#components/usage/key-name.tsx";
import type { WorkspaceUsage } from "#lib/monitoring/schema.ts";

/** Which keys call most, and what. */
export function Callers({ keys }: { keys: WorkspaceUsage["keys"] }) {
  return (
    <Table
      caption="who calls"
      rows={keys}
      rowId={({ apiId, keyId }) => `${apiId} ${keyId}`}
      empty={<Empty title="Nobody called">Calls are told apart by their keys: give each program one of its own.</Empty>}
      columns={[
        { id: "key", title: "Key", cell: (row) => <><KeyName {...row} /><Link href={`/apis/${row.apiId}/analytics`} className="block rounded-sm font-normal text-muted underline-offset-4 hover:underline">{row.apiName}</Link></> },
        { id: "calls", title: "Calls", isFigure: true, cell: ({ requests }) => requests.toLocaleString("en") },
        { id: "errors", title: "5xx", isFigure: true, cell: ({ errors }) => <span className={errors > 0 ? "text-failed" : undefined}>{errors.toLocaleString("en")}</span> },
        { id: "last", title: "Last", isFigure: true, from: "sm", cell: ({ lastCallAt }) => <TimeAgo iso={lastCallAt} /> },
      ]}
    />
  );
}
