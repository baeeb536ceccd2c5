import type { ConsoleLine } from "../runtime.ts";

const LEVELS = new Set(["debug", "log", "info", "warn", "error", "exception"]);
const MAX_LINES = 1001;
/** An exception's stack may have as much. */
const MAX_LINE_LENGTH = 8000;
const MAX_TOTAL_LENGTH = 256 * 1024;

/** What a runtime says it printed, cut to the limits; anything malformed is left out. */
export function parseConsoleLines(value: unknown): ConsoleLine[] {
  if (!Array.isArray(value)) return [];
  const lines: ConsoleLine[] = [];
  let total = 0;
  for (const item of value.slice(0, MAX_LINES)) {
    if (!Array.isArray(item)) continue;
    const [level, text] = item as unknown[];
    if (typeof level !== "string" || !LEVELS.has(level) || typeof text !== "string") continue;
    // Postgres' text can't hold NUL, nor its jsonb a lone surrogate.
    const line = text.slice(0, MAX_LINE_LENGTH).replaceAll("\0", "").toWellFormed();
    total += line.length;
    if (total > MAX_TOTAL_LENGTH) break;
    lines.push([level, line]);
  }
  return lines;
}
