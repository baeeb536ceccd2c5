import { derivedTable } from "./derived-table.ts";
import { fuzzTable } from "./fuzz-table.ts";
import { gateTable } from "./gate-table.ts";
import { gatewayTable } from "./gateway-table.ts";
import { manyTable } from "./many-table.ts";
import { mutantsTable } from "./mutants-table.ts";
import { neighboursTable } from "./neighbours-table.ts";
import { redeployTable } from "./redeploy-table.ts";
import { streamsTable } from "./streams-table.ts";
import { wakeTable } from "./wake-table.ts";

/** `npm run bench -- derived|fuzz|gate|gateway|many|mutants|neighbours|redeploy|streams|wake`: prints tables with ratios. Figures of a shared machine: compare rows of one run, never runs. */
const tables: Record<string, () => Promise<string>> = { derived: derivedTable, fuzz: fuzzTable, gate: gateTable, gateway: gatewayTable, many: manyTable, mutants: mutantsTable, neighbours: neighboursTable, redeploy: redeployTable, streams: streamsTable, wake: wakeTable };

const [name] = process.argv.slice(2);
const table = name ? tables[name] : undefined;
if (!table) {
  process.stderr.write(`Which table? npm run bench -- ${Object.keys(tables).join("|")}\n`);
  process.exit(1);
}
process.stdout.write(`${await table()}\n`);
process.exit(0);
