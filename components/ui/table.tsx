import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { Link } from "./link.tsx";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { TableKeys } from "./table-keys.tsx";

export interface Column<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Figures line up at the right, in the typeface of figures. */
  isFigure?: boolean;
  /** The address that sorts by this column; without one it does not sort. */
  sortHref?: string;
  sorted?: "ascending" | "descending" | undefined;
  /** The window from which on there is room for it. */
  from?: "sm" | "md" | "lg" | "xl";
}

interface TableProps<Row> {
  /** What it lists: "APIs". */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Instead of rows: an `Empty`. */
  empty?: ReactNode;
}

const FROM = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" } as const;
const cellClass = <Row,>({ isFigure, from }: Column<Row>) => classNames("px-2 first:pl-4 last:pr-4 sm:px-4", isFigure && "text-right", from && FROM[from]);

/** Rows with their columns, sorted by the server as the address says. The first column names the row; arrow keys go from row to row. */
export function Table<Row>({ caption, columns, rows, rowId, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <TableKeys label={`Table of ${caption}`}>
      <table className="w-full text-left text-13">
        <caption className="sr-only">{caption}</caption>
        <thead className="text-muted">
          <tr className="border-b border-line">
            {columns.map((column) => (
              <th key={column.id} scope="col" aria-sort={column.sorted} className={classNames("h-9 font-medium whitespace-nowrap", cellClass(column))}>
                {column.sortHref === undefined ? column.title : <SortLink {...column} href={column.sortHref} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map((row) => (
            <tr key={rowId(row)} className="arrives align-top transition-colors hover:bg-ink/3 has-focus-visible:bg-ink/4">
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.id} scope="row" className={classNames("py-2.5 font-medium break-words", cellClass(column))}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={classNames("py-2.5", column.isFigure && "font-mono whitespace-nowrap tabular-nums", cellClass(column))}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableKeys>
  );
}

function SortLink<Row>({ title, href, sorted, isFigure }: Column<Row> & { href: string }) {
  const Icon = sorted === undefined ? ChevronsUpDown : sorted === "ascending" ? ArrowUp : ArrowDown;
  return (
    <Link href={href} replace scroll={false} className={classNames("-mx-1 inline-flex min-h-8 items-center gap-1 rounded-sm px-1 hover:text-ink", isFigure && "flex-row-reverse", sorted && "text-ink")}>
      {title}
      <Icon aria-hidden className={classNames("size-3.5", sorted === undefined && "opacity-50")} />
    </Link>
  );
}
