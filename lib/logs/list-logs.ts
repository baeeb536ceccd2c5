import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { LOG_COLUMNS, toLogEntry, type LogEntry, type LogLevel } from "./schema.ts";

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

/** What an API printed and threw, newest first. `cursor` is null on the last page. Throws `not_found`. */
export async function listLogs(input: ListLogsInput, actor: Actor, deps: { db: Database }): Promise<{ items: LogEntry[]; cursor: string | null }> {
  requireScope(actor, "usage:read");
  const { apiId, levels, requestId, since } = input;
  const limit = Math.min(100, Math.max(1, input.limit ?? 50));
  const before = input.cursor === undefined ? null : readCursor(input.cursor);
  const rows = await asUser(actor, deps.db, async (tx) => {
    await requireApi(apiId, actor, tx);
    let query = tx.selectFrom("request_logs").select(LOG_COLUMNS).where("api_id", "=", apiId).where("workspace_id", "=", actor.workspaceId);
    if (before !== null) query = query.where("id", "<", before);
    if (requestId !== undefined) query = query.where("request_id", "=", requestId);
    if (since) query = query.where("created_at", ">=", since);
    if (levels) query = query.where(sql<boolean>`exists (select from jsonb_array_elements(lines) line where line ->> 0 = any (${sql.val([...levels])}::text[]))`);
    return query.orderBy("id", "desc").limit(limit + 1).execute();
  });
  const items = rows.slice(0, limit).map((row) => toLogEntry(row, levels));
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? writeCursor(last.id) : null };
}

/** Throws `not_found` for a missing API and for another workspace's, `gone` for a deleted one. */
export async function requireApi(apiId: string, actor: Actor, tx: UserTransaction): Promise<void> {
  const api = await tx.selectFrom("apis").select("deleted_at").where("id", "=", apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
  if (!api) throw new AppError("not_found", "There is no such API in this workspace.");
  if (api.deleted_at) throw new AppError("gone", "This API was deleted.");
}

export const writeCursor = (id: number): string => Buffer.from(String(id)).toString("base64url");

export function readCursor(cursor: string): number {
  const id = Number(Buffer.from(cursor, "base64url").toString());
  if (!Number.isSafeInteger(id) || id < 1) throw new AppError("invalid", "This cursor is not one of ours: take it from the `cursor` of the page before.");
  return id;
}
