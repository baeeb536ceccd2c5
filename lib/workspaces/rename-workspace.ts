import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { workspaceNameSchema } from "./schema.ts";

/** Names the actor's workspace. Throws `forbidden` without `workspace:write`. */
export async function renameWorkspace(input: { name: string }, actor: Actor, deps: { db: Database }): Promise<{ name: string }> {
  requireScope(actor, "workspace:write");
  const { name } = parseInput(workspaceNameSchema, input);
  const row = await asUser(actor, deps.db, (tx) => tx.updateTable("workspaces").set({ name }).where("id", "=", actor.workspaceId).returning("name").executeTakeFirst());
  if (!row) throw new AppError("forbidden", "Your role in this workspace doesn't allow that.");
  return row;
}
