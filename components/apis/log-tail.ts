import type { LogEntry, LogLevel } from "#lib/logs/schema.ts";

/** One printed line, as a row of the view. */
export interface LogRow {
  key: string;
  requestId: string;
  createdAt: string;
  level: LogLevel;
  text: string;
}
export interface Tail {
  state: "connecting" | "live" | "lost" | "refused";
  /** Why it was refused, as an HTTP status. */
  status: number | null;
  rows: LogRow[];
  /** Rows that came since it was paused; null: it is not. */
  waiting: LogRow[] | null;
}
export type TailChange = { kind: "open" } | { kind: "lost" } | { kind: "refused"; status: number } | { kind: "entry"; entry: LogEntry } | { kind: "pause" } | { kind: "resume" };

export const EMPTY_TAIL: Tail = { state: "connecting", status: null, rows: [], waiting: null };
/** What the page keeps: older ones are over REST. */
export const MAX_ROWS = 1_000;

/** What a live tail shows, change by change. While it is paused the shown rows stay as they are. */
export function foldTail(tail: Tail, change: TailChange): Tail {
  switch (change.kind) {
    case "open":
      return { ...tail, state: "live" };
    case "lost":
      return { ...tail, state: "lost" };
    case "refused":
      return { ...tail, state: "refused", status: change.status };
    case "pause":
      return tail.waiting ? tail : { ...tail, waiting: [] };
    case "resume":
      return tail.waiting ? { ...tail, rows: newest(tail.rows, tail.waiting), waiting: null } : tail;
    case "entry":
      return tail.waiting ? { ...tail, waiting: newest(tail.waiting, rowsOf(change.entry)) } : { ...tail, rows: newest(tail.rows, rowsOf(change.entry)) };
  }
}

/** The rows whose text, level or request id holds the words, whatever their case. */
export function matching(rows: LogRow[], words: string): LogRow[] {
  const wanted = words.trim().toLowerCase();
  return wanted === "" ? rows : rows.filter((row) => `${row.level}\n${row.requestId}\n${row.text}`.toLowerCase().includes(wanted));
}

const newest = (before: LogRow[], after: LogRow[]): LogRow[] => [...before, ...after].slice(-MAX_ROWS);

const rowsOf = ({ id, requestId, createdAt, lines }: LogEntry): LogRow[] => lines.map(({ level, text }, place) => ({ key: `${id}.${place}`, requestId, createdAt, level, text }));
