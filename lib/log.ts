import { isoTime } from "./clock.ts";
import { createLineWriter } from "./line-writer.ts";
import { redact } from "./redact.ts";

/** Pure, and of its own: what masks crash reports loads nothing else. */
export { redact };

export type LogLevel = "debug" | "info" | "warn" | "error";
const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** One JSON line per event on standard output. Fields never hold bodies or secrets. */
export interface Log {
  debug(event: string, fields?: Record<string, unknown>): void;
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

function plain(value: unknown): unknown {
  return value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;
}

/** Pipes are written to without waiting for their reader, which may be stuck. */
const writeToOutput = (processName: string): ((line: string) => void) =>
  createLineWriter(process.stdout, (lines) => `${JSON.stringify({ time: new Date().toISOString(), level: "warn", process: processName, event: "log.dropped", lines })}\n`);

export function createLog(processName: string, level: LogLevel = "info", write: (line: string) => void = writeToOutput(processName)): Log {
  const at = (lineLevel: LogLevel) => (event: string, fields: Record<string, unknown> = {}) => {
    if (RANK[lineLevel] < RANK[level]) return;
    const line: Record<string, unknown> = { time: isoTime(Date.now()), level: lineLevel, process: processName, event };
    for (const key of Object.keys(fields)) line[key] = plain(fields[key]);
    write(`${redact(JSON.stringify(line))}\n`);
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
