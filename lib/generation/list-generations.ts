import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { GENERATION_COLUMNS, toGeneration, type Generation } from "./schema.ts";

export interface ListGenerationsInput {
  /** 1 to 100. */
  limit?: number;
  cursor?: string;
  status?: Generation["status"];
}
const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

/** The workspace's generations, newest first. `cursor` is null on the last page. */
export async function listGenerations(input: ListGenerationsInput, actor: Actor, deps: { db: Database }): Promise<{ items: Generation[]; cursor: string | null }> {
  requireScope(actor, "generations:read");
  const limit = Math.min(100, Math.max(1, input.limit ?? 20));
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const rows = await asUser(actor, deps.db, (tx) => {
    const all = tx.selectFrom("generations").select(GENERATION_COLUMNS).where("workspace_id", "=", actor.workspaceId)
      .orderBy("created_at", "desc").orderBy("id", "desc").limit(limit + 1);
    const query = input.status === undefined ? all : all.where("status", "=", input.status);
    if (!after) return query.execute();
    const [createdAt, id] = after;
    // Milliseconds in the cursor, microseconds in the column: rows of the cursor's millisecond are told apart by their id.
    return query.where((eb) => eb.or([eb("created_at", "<", new Date(createdAt)), eb.and([eb("created_at", "<", new Date(Date.parse(createdAt) + 1)), eb("id", "<", id)])])).execute();
  });
  const items = rows.slice(0, limit).map(toGeneration);
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? Buffer.from(JSON.stringify([last.createdAt, last.id])).toString("base64url") : null };
}

function readCursor(cursor: string): [string, string] {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw new AppError("invalid", "This cursor is not one of ours: take it from the `cursor` of the page before.");
  }
}
