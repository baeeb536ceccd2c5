import { sql } from "kysely";
import { type Actor, requireScope } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { ModelKey } from "./schema.ts";

/** What is told of the workspace's own Anthropic key, never the key; null when there is none. Throws `forbidden`. */
export async function getModelKey(actor: Actor, deps: { db: Database }): Promise<ModelKey | null> {
  requireScope(actor, "secrets:read");
  const { rows: [row] } = await asUser(actor, deps.db, (tx) =>
    sql<{ last_four: string; created_at: Date }>`select * from private.describe_model_key(${actor.workspaceId}::uuid)`.execute(tx));
  return row ? { lastFour: row.last_four, createdAt: row.created_at.toISOString() } : null;
}
