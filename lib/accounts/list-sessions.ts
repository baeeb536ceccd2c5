import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { requirePerson } from "./require-person.ts";
import type { Session } from "./schema.ts";

/** Where the actor is signed in, last used first; empty where the auth server doesn't tell. */
export async function listSessions(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<Session[]> {
  requirePerson(actor);
  const { rows } = await asUser(actor, deps.db, (tx) => sql<{ id: string; created_at: Date; used_at: Date }>`select * from private.own_sessions()`.execute(tx));
  return rows.map((row) => ({ id: row.id, createdAt: row.created_at.toISOString(), usedAt: row.used_at.toISOString() }));
}
