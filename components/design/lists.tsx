import { Empty } from "#components/ui/empty.tsx";
import { FigureGrid } from "#components/ui/figure-grid.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { Table } from "#components/ui/table.tsx";
import { TableSearch } from "#components/ui/table-search.tsx";
import { tableHref, type TableState } from "#components/ui/table-state.ts";
import { Part } from "./part.tsx";

const ROWS = [
  { path: "GET /books", calls: 12_480, p95: 14 },
  { path: "POST /books", calls: 310, p95: 31 },
  { path: "GET /books/{id}", calls: 4_021, p95: 9 },
  { path: "DELETE /books/{id}", calls: 2, p95: 22 },
];
type By = "path" | "calls" | "p95";

interface DesignListsProps {
  theme: string;
  params: Record<string, string | string[] | undefined>;
  state: TableState<By>;
}

/** The table: its order and its filter are in this page's address. */
export function DesignLists({ theme, params, state: { sort, isDescending, q } }: DesignListsProps) {
  const rows = ROWS.filter((row) => row.path.toLowerCase().includes(q.toLowerCase())).toSorted((one, other) => (one[sort] < other[sort] ? -1 : 1) * (isDescending ? -1 : 1));
  const by = (id: By, isFirstDown: boolean) => ({
    id,
    sorted: sort === id ? (isDescending ? ("descending" as const) : ("ascending" as const)) : undefined,
    sortHref: tableHref("/design", params, { sort: (sort === id ? !isDescending : isFirstDown) ? `-${id}` : id }),
  });
  return (
    <Part name="Figures, and a table: sort, search, arrow keys" isStacked>
      <FigureGrid figures={[{ label: "Calls", value: "16,813", note: "2 woke an API" }, { label: "Errors", value: "12", note: "0.07 % of the calls ended in a 5xx", isBad: true }]} />
      <TableSearch label={`Search paths, ${theme}`} />
      <Table
        caption={`paths, ${theme}`}
        rows={rows}
        rowId={(row) => row.path}
        empty={<Empty title="Nothing matches">Search for another word.</Empty>}
        columns={[
          { ...by("path", false), title: "Path", cell: (row) => <span className="font-mono">{row.path}</span> },
          { ...by("calls", true), title: "Calls", isFigure: true, cell: (row) => row.calls.toLocaleString("en") },
          { ...by("p95", true), title: "p95", isFigure: true, cell: (row) => showMs(row.p95) },
          { id: "state", title: "State", from: "md", cell: () => "Public" },
        ]}
      />
    </Part>
  );
}
