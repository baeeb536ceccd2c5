import { type RawBuilder, sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { writeCursor } from "./cursor.ts";
import { LOG_COLUMNS, toLogEntry, type LogEntry, type LogLevel, type LogRow } from "./schema.ts";

export interface ListLogsInput {
  apiId: string;
  /** Entries with a line of one of these, and of them only those lines. */
  levels?: readonly LogLevel[];
  requestId?: string;
  since?: Date;
  /** 1 to 100; default 50. */
  limit?: number;
  cursor?: string;
}

/** How many entries a page looks at for lines of some levels, however few have them. */
export const SCANNED = 10_000;
/** Numbers are given in the order of writing, which is this much off the order of time at most. */
const SKEW_MS = 60_000;

/**
 * What an API printed and threw, newest first. `cursor` is null on the last page; a page for some levels looks at 10,000 entries at most,
 * so it may hold few or none and still have one. Throws `not_found`, `gone`, `invalid`.
 */
export async function listLogs(input: ListLogsInput, actor: Actor, deps: { db: Database }): Promise<{ items: LogEntry[]; cursor: string | null }> {
  requireScope(actor, "usage:read");
  const { apiId, levels, requestId, since } = input;
  const limit = Math.min(100, Math.max(1, input.limit ?? 50));
  const before = input.cursor === undefined ? null : readCursor(input.cursor);
  const scanned = levels ? SCANNED : limit;
  const rows = await asUser(actor, deps.db, async (tx) => {
    await requireApi(apiId, actor, tx);
    let stretch = tx.selectFrom("request_logs").select(LOG_COLUMNS).where("api_id", "=", apiId).where("workspace_id", "=", actor.workspaceId);
    if (before !== null) stretch = stretch.where("id", "<", before);
    if (requestId !== undefined) stretch = stretch.where("request_id", "=", requestId);
    if (since) stretch = stretch.where("created_at", ">=", since).where("id", ">=", firstSince(apiId, since));
    const found = await sql<LogRow & { place: number; isFitting: boolean; isEnd: boolean }>`
      select * from (
        select e.*, row_number() over numbered as place, lead(e.id) over numbered is null as "isEnd", ${levels ? hasLevel(levels) : sql`true`} as "isFitting"
        from (${stretch.orderBy("id", "desc").limit(scanned)}) e window numbered as (order by e.id desc)
      ) f where f."isFitting" or f."isEnd" order by f.id desc limit ${limit}`.execute(tx);
    return found.rows;
  });
  const end = rows.at(-1);
  const isLast = !end || (end.isEnd && end.place < scanned);
  return { items: rows.filter(({ isFitting }) => isFitting).map((row) => toLogEntry(row, levels)), cursor: isLast ? null : writeCursor(end.id) };
}

const hasLevel = (levels: readonly LogLevel[]): RawBuilder<boolean> => sql`exists (select from jsonb_array_elements(e.lines) line where line ->> 0 = any (${sql.val([...levels])}::text[]))`;

/** From an index: what is older isn't read. None is that new: null, and nothing fits. */
const firstSince = (apiId: string, since: Date): RawBuilder<number> =>
  sql`(select o.id from public.request_logs o where o.api_id = ${apiId} and o.created_at >= ${new Date(since.getTime() - SKEW_MS)} order by o.created_at, o.id limit 1)`;

/** Throws `not_found` for a missing API and for another workspace's, `gone` for a deleted one. */
export async function requireApi(apiId: string, actor: Actor, tx: UserTransaction): Promise<void> {
  const api = await tx.selectFrom("apis").select("deleted_at").where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
  if (!api) throw new AppError("not_found", "There is no such API in this workspace.");
  if (api.deleted_at) throw new AppError("gone", "This API was deleted.");
}

export function readCursor(cursor: string): number {
  const id = Number(Buffer.from(cursor, "base64url").toString());
  if (!Number.isSafeInteger(id) || id < 1) throw new AppError("invalid", "This cursor is not one of ours: take it from the `cursor` of the page before.");
  return id;
}
