import { stringify } from "csv-stringify/sync";
import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { listOf } from "./browse-documents.ts";
import { invalid } from "./data-failure.ts";
import { openDocuments, type OpenDocuments } from "./open-documents.ts";
import { listDocuments } from "./read-sql.ts";
import type { Condition } from "./parse-where.ts";
import type { TableFormat } from "./schema.ts";
import { isAlive, inCollection, readerIn, toDocument } from "./space-sql.ts";
import { toCell } from "./table-cell.ts";
import { whereSql } from "./where-sql.ts";

const PAGE = 500;
const MAX_COLUMNS = 500;

interface ExportDocuments {
  apiId: string;
  collection: string;
  where?: string | undefined;
  format: TableFormat;
}

/**
 * A collection as text, oldest first, one document a line: its fields, `id`, `createdAt`, `updatedAt` and `version`. It is read page by page as fast as the
 * reader takes it, who holds no connection; what is made after its beginning isn't told, what is changed meanwhile as it is when its page is read. Throws, before the first byte, `not_found`, `invalid`, `forbidden`.
 */
export async function exportDocuments({ where, ...input }: ExportDocuments, actor: Actor, deps: { db: Database }): Promise<ReadableStream<Uint8Array>> {
  const first = await openDocuments(input, "documents:read", actor, deps, async (tx) => {
    const part = listOf({ where, orderBy: "createdAt" });
    const [now] = await tx.sql<{ at: Date }[]>`select greatest(clock_timestamp(), max(created_at)) as at from public.documents where ${inCollection(tx, tx.collection)}`;
    // Without an end, writers could keep it going for ever. Imports keep their times, which may lie ahead.
    const made: Condition = { field: "createdAt", test: "lte", value: (now?.at ?? new Date()).toISOString() };
    return { where: [...part.where, made], columns: input.format === "csv" ? await columnsOf(tx, where) : [] };
  });
  const encoder = new TextEncoder();
  let cursor: string | null | undefined;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const page = await openDocuments(input, "documents:read", actor, deps, async (tx) => {
        const { order, cursor: after } = listOf({ orderBy: "createdAt", ...(cursor ? { cursor } : {}) });
        return listDocuments(readerIn(tx), { collection: tx.collection, where: first.where, order, cursor: after, limit: PAGE });
      });
      const documents = page.rows.map(toDocument);
      const text = input.format === "csv" ? table(documents, first.columns, cursor === undefined) : documents.map((document) => `${JSON.stringify(document)}\n`).join("");
      cursor = page.cursor;
      if (text !== "") controller.enqueue(encoder.encode(text));
      if (cursor === null) controller.close();
    },
  }, { highWaterMark: 1 });
}

function table(documents: readonly ReturnType<typeof toDocument>[], columns: readonly string[], hasHead: boolean): string {
  return stringify([...(hasHead ? [columns] : []), ...documents.map((document) => columns.map((column) => (column === "id" ? String(document["id"]) : toCell(Object.hasOwn(document, column) ? document[column] : undefined))))]);
}

/** `id` first, the platform's fields last. */
async function columnsOf(tx: OpenDocuments, where: string | undefined): Promise<string[]> {
  const { sql, collection } = tx;
  const rows = await sql<{ name: string }[]>`select distinct k as name from public.documents cross join lateral jsonb_object_keys(data) k
    where ${inCollection(tx, collection)} and ${isAlive(tx)} ${whereSql(sql, listOf({ where }).where)} order by k limit ${MAX_COLUMNS + 1}`;
  if (rows.length > MAX_COLUMNS) throw invalid(`These documents have more than ${MAX_COLUMNS} different fields: export them as JSON lines.`);
  return ["id", ...rows.map(({ name }) => name), "createdAt", "updatedAt", "version"];
}
