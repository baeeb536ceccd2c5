import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createLog } from "#lib/log.ts";
import type { EscapeReport, EscapeRow } from "#lib/runtime/escape-suite/report.ts";
import { runEscapeSuite } from "#lib/runtime/escape-suite/run-escape-suite.ts";
import { escapeStage } from "../supabase/tests/escape-stage.ts";
import { startLiveApis } from "../supabase/tests/live-apis.ts";
import { startTestCluster } from "../supabase/tests/test-cluster.ts";

/** `npm run escape-suite`: attacks this host's sandbox with everything we know, over a Postgres that is thrown away. */
const DEFAULT_OUT = join(import.meta.dirname, "../lib/runtime/escape-suite/last-report.json");

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { out: { type: "string", default: DEFAULT_OUT } } });
  const cluster = await startTestCluster();
  process.env["TEST_POSTGRES_URL"] = cluster.url;
  try {
    const apis = await startLiveApis();
    const report = await runEscapeSuite(escapeStage(apis), createLog("escape-suite", "warn"), print).finally(() => apis.close());
    const file = resolve(values.out);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(report, null, 1)}\n`);
    return conclude(report, file);
  } finally {
    await cluster.stop();
  }
}

function print({ attack, by, stoppedBy, evidence, escaped }: EscapeRow): void {
  const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text.padEnd(length));
  process.stdout.write(`${escaped ? "ESCAPED" : "stopped"}  ${cut(by, 14)} ${cut(attack, 58)} ${cut(stoppedBy.join(", "), 34)} ${evidence.replace(/\s+/g, " ").slice(0, 100)}\n`);
}

function conclude(report: EscapeReport, file: string): number {
  const { rows, tier, layers } = report;
  const escaped = rows.filter((row) => row.escaped);
  const natives = rows.filter((row) => row.by === "native program").length;
  process.stdout.write(`\n${rows.length} attacks on the tier "${tier}" (${layers.join(", ")}): ${escaped.length} escaped. Written to ${file}\n`);
  for (const row of escaped) process.stdout.write(`ESCAPED  ${row.attack}: ${row.evidence}\n`);
  if (natives === 0) process.stdout.write("NOT RUN  The native program can't be started on this host, so nothing is known about an attacker who has left V8.\n");
  return escaped.length === 0 && natives > 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exit(1);
  },
);
