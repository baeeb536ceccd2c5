import { readFile } from "node:fs/promises";
import path from "node:path";
import { escapeReportSchema, type EscapeReport } from "./report.ts";

/** The last report of `npm run escape-suite`; null when there is none that can be read. `root`: where the product is installed. */
export async function readEscapeReport(root: string): Promise<EscapeReport | null> {
  try {
    return escapeReportSchema.parse(JSON.parse(await readFile(path.join(root, "lib/runtime/escape-suite/last-report.json"), "utf8")));
  } catch {
    return null;
  }
}
