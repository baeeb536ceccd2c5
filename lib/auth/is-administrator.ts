import { sql } from "kysely";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { Actor } from "./actor.ts";

/** Whether the actor is a person who administers this installation; a management key never is. */
export async function isAdministrator(actor: Actor, deps: { db: Database }): Promise<boolean> {
  const { rows } = await asUser(actor, deps.db, (tx) => sql<{ is_admin: boolean }>`select private.is_admin() as is_admin`.execute(tx));
  return rows[0]?.is_admin === true;
}
