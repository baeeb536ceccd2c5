import { sql } from "kysely";
import { type Actor, requireScope } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";

/** Forgets the workspace's own Anthropic key: builds are the platform's again. Throws `not_found` when there is none, `forbidden`. */
export async function deleteModelKey(actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "secrets:write");
  const { rows: [row] } = await asUser(actor, deps.db, (tx) => sql<{ deleted: boolean }>`select private.delete_model_key(${actor.workspaceId}::uuid) as deleted`.execute(tx));
  if (!row?.deleted) throw new AppError("not_found", "This workspace has no Anthropic key of its own.");
}
