import { Link } from "#components/ui/link.tsx";
import type { Hour } from "#lib/apis/api-hours.ts";
import type { Run } from "#lib/apis/run-states.ts";
import type { ApiSummary } from "#lib/apis/schema.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { type Column, Table } from "#components/ui/table.tsx";
import { tableHref, type TableState } from "#components/ui/table-state.ts";
import { type ApiActions, ApiMenu } from "./api-menu.tsx";
import { ShownState } from "./shown-state.tsx";
import { Sparkline } from "./sparkline.tsx";

export const API_COLUMNS = ["created", "name", "calls", "errors"] as const;
type Params = Record<string, string | string[] | undefined>;

interface ApiTableProps {
  apis: readonly ApiSummary[];
  /** Awake or asleep by API; without those that are not known. */
  runs: ReadonlyMap<string, Run>;
  hours: ReadonlyMap<string, Hour[]>;
  state: TableState<(typeof API_COLUMNS)[number]>;
  params: Params;
  actions: ApiActions;
}

/** The workspace's APIs: state, who calls, what failed, and what can be done. */
export function ApiTable({ apis, runs, hours, state, params, actions }: ApiTableProps) {
  return <Table caption="APIs" columns={columnsOf({ runs, hours, state, params, actions })} rows={apis} rowId={({ id }) => id} empty={<Nothing params={params} />} />;
}

function columnsOf({ runs, hours, state, params, actions }: Omit<ApiTableProps, "apis">): Column<ApiSummary>[] {
  /* The first choice of a column is the useful one: names from A, figures from the greatest. */
  const sortBy = (by: (typeof API_COLUMNS)[number]) => {
    const isSorted = state.sort === by;
    const isDown = isSorted ? !state.isDescending : by !== "name";
    return { sortHref: tableHref("/dashboard", params, { sort: `${isDown ? "-" : ""}${by}` }), sorted: isSorted ? (state.isDescending ? ("descending" as const) : ("ascending" as const)) : undefined };
  };
  return [
    { id: "name", title: "API", ...sortBy("name"), cell: (api) => <Name api={api} /> },
    { id: "state", title: "State", from: "sm", cell: (api) => <ShownState apiId={api.id} status={api.status} run={runs.get(api.id)?.state} /> },
    { id: "hours", title: "Last 24 h", from: "md", cell: (api) => <Sparkline hours={hours.get(api.id) ?? []} label={api.name} /> },
    { id: "calls", title: "Calls", isFigure: true, ...sortBy("calls"), cell: ({ day }) => day.calls.toLocaleString("en") },
    { id: "errors", title: "Errors", isFigure: true, ...sortBy("errors"), cell: ({ day }) => <span className={day.errors > 0 ? "text-failed" : undefined}>{day.errors.toLocaleString("en")}</span> },
    { id: "mean", title: "Mean", isFigure: true, from: "lg", cell: ({ day }) => (day.meanMs === null ? "–" : showMs(day.meanMs)) },
    { id: "actions", title: "", isFigure: true, cell: (api) => <ApiMenu apiId={api.id} name={api.name} status={api.status} actions={actions} /> },
  ];
}

function Name({ api }: { api: ApiSummary }) {
  return (
    <div className="min-w-0 sm:max-w-56 lg:max-w-md">
      <Link href={`/apis/${api.id}`} className="rounded-sm text-14 break-words underline-offset-4 hover:underline">
        {api.name}
      </Link>
      <div className="flex items-center gap-1 font-normal max-sm:hidden">
        <code className="min-w-0 truncate font-mono text-12 text-muted">{api.url}</code>
        <CopyButton text={api.url} label={`Copy address of ${api.name}`} />
      </div>
      <div className="pt-1 font-normal sm:hidden">
        <ShownState apiId={api.id} status={api.status} />
      </div>
      {api.status === "failed" && api.statusReason ? <p className="text-13 font-normal text-failed">{api.statusReason}</p> : null}
    </div>
  );
}

function Nothing({ params }: { params: Params }) {
  return (
    <Empty title="No API is like that">
      <Link href={tableHref("/dashboard", params, { q: null, state: null })} className="text-brand underline underline-offset-4">
        Show all APIs
      </Link>
    </Empty>
  );
}
