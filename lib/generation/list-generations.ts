import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";
import { GENERATION_COLUMNS, toGeneration, type Generation } from "./schema.ts";

export interface ListGenerationsInput {
  /** 1 to 100. */
  limit?: number;
  cursor?: string;
  status?: Generation["status"];
}

/** The workspace's generations, newest first. `cursor` is null on the last page. */
export async function listGenerations(input: ListGenerationsInput, actor: Actor, deps: { db: Database }): Promise<{ items: Generation[]; cursor: string | null }> {
  requireScope(actor, "generations:read");
  const limit = Math.min(100, Math.max(1, input.limit ?? 20));
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const rows = await asUser(actor, deps.db, (tx) => {
    const all = tx.selectFrom("generations").select(GENERATION_COLUMNS).where("workspace_id", "=", actor.workspaceId)
      .orderBy("created_at", "desc").orderBy("id", "desc").limit(limit + 1);
    const query = input.status === undefined ? all : all.where("status", "=", input.status);
    if (after === null) return query.execute();
    // The time is read where it is stored: in JavaScript it would lose its microseconds.
    return query.where((eb) => eb(eb.refTuple("created_at", "id"), "<",
      eb.selectFrom("generations as last").select(["last.created_at", "last.id"]).where("last.id", "=", after).where("last.workspace_id", "=", actor.workspaceId).$asTuple("created_at", "id"))).execute();
  });
  const items = rows.slice(0, limit).map(toGeneration);
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? Buffer.from(last.id).toString("base64url") : null };
}

/** The id of the page's last build. */
function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, "base64url").toString();
  if (!isUuid(id)) throw new AppError("invalid", "This cursor is not one of ours: take it from the `cursor` of the page before.");
  return id;
}
