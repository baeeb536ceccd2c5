import { mkdirSync } from "node:fs";
import path from "node:path";
import { loadDocuments, type DocumentLine } from "../data/load-documents.ts";
import { createTables } from "../data/sql-door.ts";
import { openSqlite } from "./open-sqlite.ts";
import { dataFiles, readLines } from "./read-lines.ts";
import { settings } from "./settings.ts";

// Into the local file, or with an address into a Worker that has the same ADMIN_KEY.
const AT_ONCE = 200;
const [address] = process.argv.slice(2);
const load = address === undefined ? intoFile() : intoWorker(address);

const files = dataFiles();
if (files.length === 0) process.stdout.write("This export has no data.\n");
for (const file of files) {
  let count = 0;
  for await (const lines of readLines(file, AT_ONCE)) count += await load(file.collection, lines);
  process.stdout.write(`${file.collection}: ${count} documents\n`);
}

type Load = (collection: string, lines: DocumentLine[]) => number | Promise<number>;

function intoFile(): Load {
  mkdirSync(path.dirname(settings.dataFile), { recursive: true });
  const db = openSqlite(settings.dataFile);
  createTables(db);
  return (collection, lines) => db.atomically(() => loadDocuments(db, collection, lines));
}

function intoWorker(worker: string): Load {
  const { adminKey } = settings;
  if (!adminKey) throw new Error("Set ADMIN_KEY to what the Worker has: npx wrangler secret put ADMIN_KEY, at least 20 characters.");
  return async (collection, lines) => {
    const response = await fetch(new URL(`/_load/${collection}`, worker), { method: "POST", headers: { authorization: `Bearer ${adminKey}` }, body: JSON.stringify(lines) });
    if (!response.ok) throw new Error(`${collection}: the Worker answered ${response.status} ${await response.text()}`);
    return lines.length;
  };
}
