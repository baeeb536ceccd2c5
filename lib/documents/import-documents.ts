import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/auth/actor.ts";
import type { Database, SqlTransaction } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { DataFailure, invalid } from "./data-failure.ts";
import { isStorable } from "./field-name.ts";
import { openDocuments } from "./open-documents.ts";
import { ownFields, parseFields, type Fields } from "./parse-fields.ts";
import { storedFailure } from "./stored-failure.ts";
import { readCsv } from "./read-csv.ts";
import { readJsonLines, type TableRow } from "./read-lines.ts";
import type { EXISTING, ImportReport, TableFormat } from "./schema.ts";

export interface ImportDocuments {
  apiId: string;
  collection: string;
  /** Asked when the API is known to be there. */
  format(): TableFormat;
  /** What happens to a document whose id is taken. */
  existing: (typeof EXISTING)[number];
  bytes: AsyncIterable<Uint8Array>;
}
interface Batch {
  lines: number[];
  rows: { id: string; data: Fields }[];
  bytes: number;
}

const BATCH = 100;
const BATCH_BYTES = 1 << 20;
const MAX_ERRORS = 100;

/**
 * Stores the rows of a table as documents, each whole or not at all; `id` is the document's own or a new one, createdAt, updatedAt and version are left out.
 * What is stored stays when a later row fails. The log has an entry from the first batch on, with the whole in a second one: whoever breaks off
 * is noted too. Throws `not_found`, `rate_limited` when the plan has no room for the first, `forbidden`.
 */
export async function importDocuments({ bytes, format, existing, ...input }: ImportDocuments, actor: Actor, deps: { db: Database }): Promise<ImportReport> {
  await openDocuments(input, "documents:write", actor, deps, async () => {});
  const rows = format() === "csv" ? readCsv(bytes) : readJsonLines(bytes);
  const report: ImportReport = { stored: 0, skipped: 0, failed: 0, errors: [], stopped: null };
  const fail = (line: number, reason: string) => {
    report.failed += 1;
    if (report.errors.length < MAX_ERRORS) report.errors.push({ line, reason });
  };
  let noted = 0;
  const store = async ({ lines, rows }: Batch) => {
    if (rows.length === 0 || report.stopped) return;
    const outcomes = await openDocuments(input, "documents:write", actor, deps, async ({ sql, collection }) => {
      const [row] = await sql<{ outcomes: string[] | null }[]>`select private.import_rows(${input.apiId}, ${collection}, ${JSON.stringify(rows)}::text::jsonb, ${existing}) as outcomes`;
      const outcomes = row?.outcomes ?? [];
      if (report.stored === 0) await note(sql, { ...input, collection }, outcomes.filter((outcome) => outcome === "stored").length);
      return outcomes;
    });
    const isFirst = report.stored === 0;
    for (const [index, outcome] of outcomes.entries()) tell(report, fail, { line: lines[index] ?? 0, id: rows[index]?.id ?? "", outcome });
    if (isFirst) noted = report.stored;
  };
  let batch: Batch = { lines: [], rows: [], bytes: 0 };
  // What comes after the plan's room is still read: who sends it hears the answer.
  for await (const row of rows) {
    if (report.stopped) continue;
    const read = attempt(row);
    if ("reason" in read) {
      fail(row.line, read.reason);
      continue;
    }
    batch.lines.push(row.line);
    batch.rows.push(read);
    batch.bytes += JSON.stringify(read.data).length;
    if (batch.rows.length < BATCH && batch.bytes < BATCH_BYTES) continue;
    await store(batch);
    batch = { lines: [], rows: [], bytes: 0 };
  }
  await store(batch);
  if (report.stopped && report.stored === 0) throw new AppError("rate_limited", report.stopped.reason);
  if (report.stored > noted) await openDocuments(input, "documents:write", actor, deps, ({ sql, collection }) => note(sql, { ...input, collection }, report.stored));
  report.errors.sort((one, other) => one.line - other.line);
  return report;
}

async function note(sql: SqlTransaction, { apiId, collection }: { apiId: string; collection: string }, stored: number): Promise<void> {
  if (stored > 0) await sql`select private.note_collection(${apiId}, ${collection}, 'imported', ${stored})`;
}

function attempt(row: TableRow): { id: string; data: Fields } | { reason: string } {
  if ("reason" in row) return row;
  try {
    const fields = parseFields(row.fields, "The document");
    const id = row.fields["id"] ?? randomUUID();
    if (typeof id !== "string" || id.length === 0 || id.length > 200 || !isStorable(id)) throw invalid("An id is a text of 1 to 200 characters.");
    return { id, data: ownFields(fields) };
  } catch (error) {
    if (error instanceof DataFailure) return { reason: error.message };
    throw error;
  }
}

/** One outcome of private.import_rows. */
function tell(report: ImportReport, fail: (line: number, reason: string) => void, { line, id, outcome }: { line: number; id: string; outcome: string }): void {
  if (outcome === "stored") report.stored += 1;
  else if (outcome === "skipped") report.skipped += 1;
  else if (outcome === "taken") fail(line, `There is already a document with the id "${id}".`);
  else if (outcome.startsWith("taken:")) fail(line, `There is already a document with this ${outcome.slice(6)}.`);
  else {
    const [, message, detail] = outcome.split(/:(.*?):/);
    report.stopped ??= { line, reason: storedFailure({ code: "DQ001", message, detail })?.message ?? "The plan has no more room." };
  }
}
