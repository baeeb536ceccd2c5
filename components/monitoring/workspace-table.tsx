import type { Installation } from "#lib/monitoring/schema.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Table } from "#components/ui/table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

/** Every workspace by its use: sizes and counts, nothing of what it holds. */
export function WorkspaceTable({ workspaces }: { workspaces: Installation["workspaces"] }) {
  return (
    <Table
      caption="workspaces"
      rows={workspaces}
      rowId={({ id }) => id}
      columns={[
        { id: "name", title: "Workspace", cell: ({ id, name, plan }) => <span className="flex flex-wrap items-center gap-2">{name} <Badge>{plan}</Badge><code className="w-full truncate font-mono text-12 font-normal text-muted max-sm:hidden">{id}</code></span> },
        { id: "members", title: "Members", isFigure: true, from: "md", cell: ({ members }) => members.toLocaleString("en") },
        { id: "apis", title: "APIs", isFigure: true, cell: ({ apis }) => apis.toLocaleString("en") },
        { id: "failed", title: "Failed", isFigure: true, from: "md", cell: ({ failed }) => <span className={failed > 0 ? "text-failed" : undefined}>{failed.toLocaleString("en")}</span> },
        { id: "calls", title: "Calls, 24 h", isFigure: true, cell: ({ calls }) => calls.toLocaleString("en") },
        { id: "errors", title: "5xx", isFigure: true, from: "sm", cell: ({ errors }) => <span className={errors > 0 ? "text-failed" : undefined}>{errors.toLocaleString("en")}</span> },
        { id: "since", title: "Since", from: "lg", cell: ({ createdAt }) => <TimeAgo iso={createdAt} /> },
      ]}
    />
  );
}
