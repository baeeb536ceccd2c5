import type { Sql } from "#lib/db/connect.ts";
import type { Log } from "#lib/log.ts";
import type { OutboundLog, OutboundRecord } from "#lib/runtime/host-ports.ts";
import { createBatchWriter } from "./batch-writer.ts";

/** What live APIs asked of other services, kept for their owners. */
export function createOutboundLog(sql: Sql, log: Log): OutboundLog & { close(): Promise<void> } {
  const writer = createBatchWriter<OutboundRecord>(
    (batch) => sql`select private.write_outbound_calls(${sql.json(batch.map((record) => ({ ...record })))})`,
    (error, entries) => log.warn("outbound_calls.failed", { error, entries }),
  );
  return {
    write: (record) => writer.add({ ...record, host: clean(record.host), reason: record.reason && clean(record.reason) }),
    close: () => writer.close(),
  };
}

/** Postgres' text can't hold NUL, nor its jsonb a lone surrogate. */
const clean = (text: string): string => text.replaceAll("\0", "").toWellFormed().slice(0, 500);
