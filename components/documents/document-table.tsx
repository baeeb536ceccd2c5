import { Empty } from "#components/ui/empty.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { DocumentFilter, StoredDocument } from "#lib/documents/schema.ts";
import { documentColumns, fieldOf, isSortable, showValue } from "./document-columns.ts";
import { DocumentButton } from "./document-editor.tsx";

interface DocumentTableProps {
  collection: string;
  items: readonly StoredDocument[];
  filter: DocumentFilter;
  /** The address that shows another order. */
  orderHref: (orderBy: string) => string;
}

const FROM = [undefined, undefined, "md", "lg", "xl"] as const;

/** What a collection holds, a column for each field; a row opens to be edited. */
export function DocumentTable({ collection, items, filter, orderHref }: DocumentTableProps) {
  const sortBy = (field: string): Pick<Column<StoredDocument>, "sortHref" | "sorted"> => {
    const [isUp, isDown] = [filter.orderBy === field, filter.orderBy === `-${field}`];
    return { sortHref: orderHref(isUp ? `-${field}` : field), sorted: isUp ? "ascending" : isDown ? "descending" : undefined };
  };
  const names = documentColumns(items.map(({ data }) => data));
  const fields = names.map((field, index): Column<StoredDocument> => {
    const from = FROM[index];
    const isFigure = items.every(({ data }) => ["number", "undefined"].includes(typeof fieldOf(data, field)));
    return { id: field, title: field, isFigure, ...(from ? { from } : {}), ...(isSortable(field) ? sortBy(field) : {}), cell: ({ data }) => <Value value={fieldOf(data, field)} isFigure={isFigure} /> };
  });
  const whole: Column<StoredDocument> = { id: "value", title: "Value", cell: ({ data }) => <Value value={data} isFigure={false} /> };
  return (
    <Table
      caption={`documents of ${collection}`}
      rows={items}
      rowId={({ id }) => id}
      empty={<Empty title="This collection is empty" />}
      columns={[
        { id: "id", title: "Id", cell: (document) => <DocumentButton collection={collection} document={document} /> },
        ...(fields.length > 0 ? fields : [whole]),
        { id: "changed", title: "Changed", from: "sm", ...sortBy("updatedAt"), cell: ({ updatedAt, expiresAt }) => (
          <span className="text-muted">
            {expiresAt ? "expires " : null}
            <TimeAgo iso={expiresAt ?? updatedAt} />
          </span>
        ) },
      ]}
    />
  );
}

function Value({ value, isFigure }: { value: unknown; isFigure: boolean }) {
  const text = showValue(value);
  return (
    <span title={text.length > 24 ? text.slice(0, 500) : undefined} className={classNames("block max-w-[28ch] truncate max-sm:max-w-[14ch]", value === undefined || value === null ? "text-muted" : typeof value !== "string" && !isFigure && "font-mono")}>
      {text.slice(0, 200)}
    </span>
  );
}
