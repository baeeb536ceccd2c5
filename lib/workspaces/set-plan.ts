import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { isUuid } from "#lib/id.ts";
import { planSchema } from "./schema.ts";

/** Sets a workspace's plan. For the database's owner (the admin command): no other role may write it. Throws `invalid`, `not_found`. */
export async function setPlan(input: { workspaceId: string; plan: string }, deps: { db: Database }): Promise<void> {
  const plan = parseInput(planSchema, input.plan);
  const row = isUuid(input.workspaceId) ? await deps.db.updateTable("workspaces").set({ plan }).where("id", "=", input.workspaceId).returning("id").executeTakeFirst() : undefined;
  if (!row) throw new AppError("not_found", `There is no workspace ${input.workspaceId}.`);
}
