import { createReadStream, existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { loadDocuments, type DocumentLine } from "../data/load-documents.ts";
import { createTables } from "../data/sql-door.ts";
import { openSqlite } from "./open-sqlite.ts";
import { ROOT, settings } from "./settings.ts";

const folder = path.join(ROOT, "data");
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".jsonl")) : [];
if (files.length === 0) process.stdout.write("This export has no data.\n");
mkdirSync(path.dirname(settings.dataFile), { recursive: true });
const db = openSqlite(settings.dataFile);
createTables(db);
for (const name of files) {
  const collection = name.replace(/\.jsonl$/, "");
  const lines: DocumentLine[] = [];
  for await (const line of createInterface({ input: createReadStream(path.join(folder, name)), crlfDelay: Infinity })) {
    if (line !== "") lines.push(JSON.parse(line) as DocumentLine); // written by the export
  }
  process.stdout.write(`${collection}: ${db.atomically(() => loadDocuments(db, collection, lines))} documents\n`);
}
db.close();
