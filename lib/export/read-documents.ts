import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { DataFailure } from "#lib/documents/data-failure.ts";
import { KV_COLLECTION, parseOperation } from "#lib/documents/parse-operation.ts";
import { AppError } from "#lib/errors.ts";
import { isTooDeep, MAX_JSON_DEPTH } from "#lib/http/is-too-deep.ts";
import { type Json, jsonSchema } from "#lib/versions/schema.ts";

export interface ImportedDocument {
  collection: string;
  id: string;
  data: { [field: string]: Json };
  version: number;
  /** ISO 8601, to the microsecond. */
  createdAt: string;
  updatedAt: string;
  expiresAt?: string | null | undefined;
  /** The fields whose values no other document of the collection may have. */
  unique: string[];
}

const MAX_LINES = 200_000;
const LINES_AT_ONCE = 500;
/** A document has 64 KB, of which each character may be written as an escape: what is longer is not even parsed. */
const MAX_LINE_LENGTH = 1 << 20;
const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/, "a time is written like 2026-01-31T12:00:00Z").refine((text) => !Number.isNaN(Date.parse(text)), "there is no such time");
const lineSchema = z.object({
  id: z.string(), version: z.number().int().min(1).max(2 ** 31 - 1), createdAt: time, updatedAt: time, expiresAt: time.nullish(), data: z.record(z.string(), jsonSchema), unique: z.array(z.string()).max(20).default([]),
});

/**
 * The documents of one file of JSON lines, held to the same rules as those that an API stores, with pauses for whoever else is served. Throws
 * `invalid` with the line's number.
 */
export async function readDocuments(collection: string, text: string): Promise<ImportedDocument[]> {
  const lines = text.split("\n");
  const documents: ImportedDocument[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== "") documents.push(readLine(collection, line, index + 1));
    if (index % LINES_AT_ONCE === LINES_AT_ONCE - 1) await setImmediate();
  }
  return documents;
}

/** Counted before anything is made of them, over all files of a zip. */
export function requireFewLines(files: readonly Buffer[]): void {
  let lines = 0;
  for (const bytes of files) {
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
      if ((lines += 1) > MAX_LINES) throw new AppError("invalid", `The data of this zip has more than ${MAX_LINES.toLocaleString("en-US")} lines. Import it without its data, and load that afterwards.`, { extensions: { errors: [{ path: "data", message: "too many lines" }] } });
    }
  }
}

function readLine(collection: string, line: string, number: number): ImportedDocument {
  if (line.length > MAX_LINE_LENGTH) throw refused(collection, number, "a line has at most 1 MB, and a document 64 KB");
  const value = readJson(line);
  if (isTooDeep(value)) throw refused(collection, number, `it is nested more than ${MAX_JSON_DEPTH} levels deep`);
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) throw refused(collection, number, parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`.trim()).join("; "));
  const document = parsed.data;
  const bare = document.unique.find((field) => document.data[field] === undefined || document.data[field] === null || typeof document.data[field] === "object");
  if (bare !== undefined) throw refused(collection, number, `the unique field ${bare} is a text, a number, true or false`);
  try {
    const operation = parseOperation(["insert", collection === KV_COLLECTION ? "kv" : collection, { ...document.data, id: document.id }]);
    if (operation.name !== "insert") throw new Error("unreachable: an insert was parsed");
    return { ...document, collection, data: operation.data };
  } catch (error) {
    throw error instanceof DataFailure ? refused(collection, number, error.message) : error;
  }
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function refused(collection: string, line: number, why: string): AppError {
  const path = `data/${collection}.jsonl`;
  return new AppError("invalid", `${path}, line ${line}: ${why}`, { extensions: { errors: [{ path: `${path}:${line}`, message: why }] } });
}
