import { z } from "zod";
import { emptyCollection } from "#lib/documents/empty-collection.ts";
import { exportDocuments } from "#lib/documents/export-documents.ts";
import { importDocuments } from "#lib/documents/import-documents.ts";
import { listCollections } from "#lib/documents/list-collections.ts";
import { type Collections, collectionsSchema, EXISTING, type ImportReport, importReportSchema, TABLE_FORMATS, type TableFormat } from "#lib/documents/schema.ts";
import { AppError } from "#lib/errors.ts";
import { param } from "../param.ts";
import { type Operation, readQuery } from "../serve.ts";

const COLLECTION = "/api/v1/apis/{id}/collections/{collection}";
const MEDIA: Record<TableFormat, string> = { jsonl: "application/x-ndjson", csv: "text/csv" };

export const listCollectionsOperation: Operation<undefined, Collections & { cursor: null }> = {
  method: "GET", path: "/api/v1/apis/{id}/collections", summary: "An API's collections, and how much of the plan's room is used", scope: "documents:read",
  output: collectionsSchema.extend({ cursor: z.null() }),
  run: async ({ params, actor, deps }) => ({ ...(await listCollections({ apiId: param(params, "id") }, actor, deps)), cursor: null }),
};

const removedSchema = z.object({ removed: z.number().int() });

export const emptyCollectionOperation: Operation<undefined, z.output<typeof removedSchema>> = {
  method: "DELETE", path: COLLECTION, summary: "Remove all documents of a collection, for good", scope: "documents:write", output: removedSchema, errors: ["invalid"],
  run: ({ params, actor, deps }) => emptyCollection(placeOf(params), actor, deps),
};

const exportQuery = z.object({
  format: z.enum(TABLE_FORMATS).default("jsonl").meta({ description: "JSON lines, or CSV: there a cell is plain text, or JSON where text would not come back as it was." }),
  where: z.string().max(10_000).optional().meta({ description: "As for the list of documents." }),
});

export const exportDocumentsOperation: Operation<undefined, never> = {
  method: "GET", path: `${COLLECTION}/export`, summary: "A whole collection as JSON lines or CSV, streamed", scope: "documents:read", query: exportQuery, media: Object.values(MEDIA), errors: ["invalid"],
  async run({ params, query, actor, deps }) {
    const { format, where } = readQuery(exportQuery, query);
    const place = placeOf(params);
    const body = await exportDocuments({ ...place, format, where }, actor, deps);
    return new Response(body, { headers: { "Content-Type": `${MEDIA[format]}; charset=utf-8`, "Content-Disposition": `attachment; filename="${place.collection}.${format}"`, "Cache-Control": "no-store" } });
  },
};

const importQuery = z.object({ existing: z.enum(EXISTING).default("refuse").meta({ description: "What happens to a document whose `id` is taken: it fails, is left as it is, or is replaced." }) });

export const importDocumentsOperation: Operation<undefined, ImportReport> = {
  method: "POST", path: `${COLLECTION}/import`, summary: "Store the rows of JSON lines or a CSV table as documents, streamed", scope: "documents:write", query: importQuery,
  description: "`id` is the document's own, or a new one; `createdAt`, `updatedAt` and `version` are left out. Lines that can't be stored are named with their number and the reason; the others are stored. Repeat an interrupted import with `existing=skip`.",
  upload: Object.values(MEDIA), output: importReportSchema, errors: ["invalid", "rate_limited", "unsupported_media_type"],
  async run({ params, query, request, actor, deps }) {
    const { existing } = readQuery(importQuery, query);
    const place = placeOf(params);
    return importDocuments({ ...place, existing, format: () => formatOf(request.headers.get("content-type") ?? ""), bytes: request.body ?? none() }, actor, deps);
  },
};

const placeOf = (params: Record<string, string>) => ({ apiId: param(params, "id"), collection: param(params, "collection") });

async function* none(): AsyncGenerator<Uint8Array> {}

function formatOf(contentType: string): TableFormat {
  if (/^text\/csv\b/.test(contentType)) return "csv";
  if (/^application\/(x-ndjson|jsonl|x-jsonlines|json-seq)\b/.test(contentType)) return "jsonl";
  throw new AppError("unsupported_media_type", `Send the table itself as the body, with Content-Type: ${MEDIA.jsonl} or ${MEDIA.csv}.`);
}
