import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";

/** What the workspace's APIs store, counted as its limits are; null for who may not read documents. */
export async function storedUse(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<{ documents: number; bytes: number } | null> {
  try {
    const { rows: [row] } = await asUser(actor, deps.db, (tx) => sql<{ documents: number; bytes: number }>`select documents, bytes from private.documents_used(${actor.workspaceId}::uuid)`.execute(tx));
    return row ? { documents: Number(row.documents), bytes: Number(row.bytes) } : null;
  } catch (error) {
    if (error instanceof AppError && error.code === "forbidden") return null;
    throw error;
  }
}
