import type { Metadata } from "next";
import { CollectionSwitch, titleOf } from "#components/documents/collection-switch.tsx";
import { documentFields } from "#components/documents/document-columns.ts";
import { DataUse, isNearlyFull } from "#components/documents/data-use.tsx";
import { DocumentEditor } from "#components/documents/document-editor.tsx";
import { DocumentTable } from "#components/documents/document-table.tsx";
import { EmptyButton } from "#components/documents/empty-button.tsx";
import { FilterForm } from "#components/documents/filter-form.tsx";
import { ImportForm } from "#components/documents/import-form.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type ApiPageProps, apiTitle, readApi } from "../read-api.ts";
import { changeDocumentAction, deleteDocumentAction, emptyCollectionAction } from "./actions.ts";
import { type DataSearch, readData } from "./read-data.ts";

interface DataPageProps extends ApiPageProps {
  searchParams: Promise<DataSearch>;
}

export const generateMetadata = (props: DataPageProps): Promise<Metadata> => apiTitle(props, "data");

export default async function DataPage({ params, searchParams }: DataPageProps) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  if ((await readApi(id)) === null) return null;
  const data = await readData(id, search);
  const path = `/apis/${id}/data`;
  return (
    <>
      <p className="mb-4 max-w-[72ch] text-muted">What it has stored. The API isn&apos;t asked when you change something here: its own checks don&apos;t run.</p>
      <DocumentEditor apiId={id} actions={{ change: changeDocumentAction, remove: deleteDocumentAction }}>
        {data.kind === "refused" ? <Notice tone="failed">{data.message}</Notice> : <DataView apiId={id} path={path} data={data} />}
      </DocumentEditor>
    </>
  );
}

type Shown = Exclude<Awaited<ReturnType<typeof readData>>, { kind: "refused" }>;

function DataView({ apiId, path, data }: { apiId: string; path: string; data: Shown }) {
  const { collections, current, filter } = data;
  const room = (
    <Card title="Storage of the workspace’s plan" headingId="data-use">
      <DataUse {...collections} />
    </Card>
  );
  return (
    <div className="space-y-4">
      {isNearlyFull(collections) ? room : null}
      {current ? (
        <>
          <CollectionSwitch path={path} items={collections.items} current={current.name} />
          <Card title={<span className="font-mono">{titleOf(current.name)}</span>} headingId="collection" aside={<Downloads apiId={apiId} collection={current.name} where={data.where} />}>
            <div className="space-y-4">
              <FilterForm key={JSON.stringify([current.name, filter])} path={path} collection={current.name} filter={filter} fields={documentFields(data.items.map((item) => item.data))} />
              <Documents path={path} data={data} collection={current.name} />
              <EmptyButton collection={titleOf(current.name)} documents={current.documents} empty={emptyCollectionAction.bind(null, apiId, current.name)} />
            </div>
          </Card>
        </>
      ) : (
        <Empty title="Nothing is stored yet">
          What the API stores appears here as soon as it does.{" "}
          <Link href={`/apis/${apiId}#call`} className="font-medium text-ink underline underline-offset-4">
            Call it
          </Link>
          , or import a table below.
        </Empty>
      )}
      <Card title="Import" headingId="import">
        {/* By what was asked for: a report outlives the refresh that shows what was imported. */}
        <ImportForm key={data.asked} apiId={apiId} collection={current?.name ?? ""} />
      </Card>
      {isNearlyFull(collections) ? null : room}
    </div>
  );
}

function Downloads({ apiId, collection, where }: { apiId: string; collection: string; where: string | undefined }) {
  const query = where === undefined ? "" : `&where=${encodeURIComponent(where)}`;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {where === undefined ? "Export all as" : "Export these as"}
      {(["jsonl", "csv"] as const).map((format) => (
        <a key={format} download href={`/api/v1/apis/${apiId}/collections/${collection}/export?format=${format}${query}`} className={buttonClass("secondary", "sm")}>
          {format === "csv" ? "CSV" : "JSON lines"}
        </a>
      ))}
    </span>
  );
}

function Documents({ path, data, collection }: { path: string; data: Shown; collection: string }) {
  const { filter } = data;
  if (data.problem) return <Notice tone="failed">{data.problem}</Notice>;
  if (data.items.length === 0) return data.where ? <Empty title="No document fits this filter">Remove the filter, or loosen it.</Empty> : <Empty title="This collection is empty" />;
  const href = (change: Record<string, string> = {}) => `${path}?${new URLSearchParams(Object.entries({ collection, ...filter, ...change }).filter(([, value]) => value !== "")).toString()}`;
  return (
    <>
      <DocumentTable collection={collection} items={data.items} filter={filter} orderHref={(orderBy) => href({ orderBy })} />
      {data.isFirst && !data.cursor ? null : (
        <nav aria-label="Pages" className="flex justify-between gap-2">
          {data.isFirst ? <span /> : (
            <Link href={href()} scroll={false} className={buttonClass("secondary", "sm")}>
              First page
            </Link>
          )}
          {data.cursor ? (
            <Link href={href({ cursor: data.cursor })} scroll={false} className={buttonClass("secondary", "sm")}>
              Next page
            </Link>
          ) : null}
        </nav>
      )}
    </>
  );
}
