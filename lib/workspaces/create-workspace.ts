import { sql } from "kysely";
import { requirePerson } from "#lib/accounts/require-person.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { workspaceNameSchema } from "./schema.ts";

/** Makes a workspace on the free plan, of which the actor is the owner. Throws `forbidden` for a management key, `conflict` at 20 of them. */
export async function createWorkspace(input: { name: string }, actor: Actor, deps: { db: Database }): Promise<{ id: string; name: string }> {
  requirePerson(actor);
  const { name } = parseInput(workspaceNameSchema, input);
  const { rows: [row] } = await asUser(actor, deps.db, (tx) => sql<{ id: string | null }>`select private.create_workspace(${name}) as id`.execute(tx));
  if (!row?.id) throw new AppError("conflict", "You own 20 workspaces, and a person can own no more. Make somebody else the owner of one first.");
  return { id: row.id, name };
}
