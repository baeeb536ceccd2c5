import os from "node:os";
import { analyticsTable } from "./analytics-table.ts";
import { asleepTable } from "./asleep-table.ts";
import { derivedTable } from "./derived-table.ts";
import { documentsTable } from "./documents-table.ts";
import { fuzzTable } from "./fuzz-table.ts";
import { gateTable } from "./gate-table.ts";
import { gatewayTable } from "./gateway-table.ts";
import { limitsTable } from "./limits-table.ts";
import { manyTable } from "./many-table.ts";
import { mutantsTable } from "./mutants-table.ts";
import { neighboursTable } from "./neighbours-table.ts";
import { pagesTable } from "./pages-table.ts";
import { readTables } from "./read-tables.ts";
import { redeployTable } from "./redeploy-table.ts";
import { runtimeTable } from "./runtime-table.ts";
import { soakTable } from "./soak-table.ts";
import { streamsTable } from "./streams-table.ts";
import { vitalsTable } from "./vitals-table.ts";
import { wakeTable } from "./wake-table.ts";

/** Each gets the words of the command line after its name. */
const tables: Record<string, (words: readonly string[]) => Promise<string>> = {
  analytics: analyticsTable, asleep: asleepTable, derived: derivedTable, documents: documentsTable, fuzz: fuzzTable, gate: gateTable, gateway: gatewayTable, limits: limitsTable, many: manyTable, mutants: mutantsTable, neighbours: neighboursTable, pages: pagesTable,
  redeploy: redeployTable, runtime: runtimeTable, soak: soakTable, streams: streamsTable, vitals: vitalsTable, wake: wakeTable,
};

/** `npm run bench -- <table> [--json]`: figures with ratios, or the same as one JSON object. Of a shared machine: compare rows of one run, never runs. */
const [name, ...words] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const table = name ? tables[name] : undefined;
if (!name || !table) {
  process.stderr.write(`Which table? npm run bench -- ${Object.keys(tables).join("|")} [--json]\n`);
  process.exit(1);
}
const load = () => Number((os.loadavg()[0] ?? 0).toFixed(2));
const before = { name, date: new Date().toISOString(), cores: os.availableParallelism(), node: process.versions.node, loadBefore: load() };
const text = await table(words);
process.stdout.write(process.argv.includes("--json") ? `${JSON.stringify({ ...before, loadAfter: load(), ...readTables(text) }, null, 1)}\n` : `${text}\n`);
process.exit(0);
