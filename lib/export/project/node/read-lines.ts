import { createReadStream, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { DocumentLine } from "../data/load-documents.ts";
import { ROOT } from "./settings.ts";

const FOLDER = path.join(ROOT, "data");

interface DataFile {
  name: string;
  collection: string;
}

/** The files of documents that this export has. `books.2.jsonl` holds a collection books beside one called Books. */
export const dataFiles = (): DataFile[] =>
  existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".jsonl")).map((name) => ({ name, collection: name.replace(/(\.\d+)?\.jsonl$/, "") })) : [];

/** The documents of one, some at a time. */
export async function* readLines({ name }: DataFile, atOnce: number): AsyncGenerator<DocumentLine[], void> {
  let lines: DocumentLine[] = [];
  for await (const line of createInterface({ input: createReadStream(path.join(FOLDER, name)), crlfDelay: Infinity })) {
    if (line === "") continue;
    lines.push(JSON.parse(line) as DocumentLine); // written by the export
    if (lines.length < atOnce) continue;
    yield lines;
    lines = [];
  }
  if (lines.length > 0) yield lines;
}
