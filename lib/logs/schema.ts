import { z } from "zod";

/** `exception`: nobody caught it, or it ended in a 5xx. `platform`: the platform's own words. */
export const LOG_LEVELS = ["debug", "log", "info", "warn", "error", "exception", "platform"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const logEntrySchema = z.object({
  /** Grows: the number to go on after. */
  id: z.number().int(),
  requestId: z.string().meta({ description: "The call's X-Request-ID; `runtime` for what happened to the runtime itself." }),
  versionId: z.string().nullable(),
  createdAt: z.string().meta({ description: "ISO 8601." }),
  lines: z.array(z.object({ level: z.enum(LOG_LEVELS), text: z.string() })),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** What a live tail tells: entries, and that it ends. */
export const logEventSchema = z.union([logEntrySchema, z.object({ reason: z.string() })]);

const linesSchema = z.array(z.tuple([z.string(), z.string()]));

export const LOG_COLUMNS = ["id", "request_id", "version_id", "created_at", "lines"] as const;
export interface LogRow {
  id: number;
  request_id: string;
  version_id: string | null;
  created_at: Date;
  lines: unknown;
}

/** A row as it is told; with `levels`, only their lines. */
export function toLogEntry(row: LogRow, levels?: readonly LogLevel[]): LogEntry {
  const lines = linesSchema.parse(row.lines).map(([level, text]) => ({ level: LOG_LEVELS.find((known) => known === level) ?? ("log" as const), text }));
  return {
    id: row.id, requestId: row.request_id, versionId: row.version_id, createdAt: row.created_at.toISOString(),
    lines: levels ? lines.filter(({ level }) => levels.includes(level)) : lines,
  };
}
