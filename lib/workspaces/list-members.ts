import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { Member, Role } from "./schema.ts";

/** Who works in the actor's workspace, longest first. Needs `workspace:read`. */
export async function listMembers(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<Member[]> {
  requireScope(actor, "workspace:read");
  const { rows } = await asUser(actor, deps.db, (tx) =>
    sql<{ user_id: string; email: string; display_name: string | null; role: Role; joined_at: Date }>`select * from private.members_of(${actor.workspaceId}::uuid)`.execute(tx));
  return rows.map((row) => ({ userId: row.user_id, email: row.email, displayName: row.display_name, role: row.role, joinedAt: row.joined_at.toISOString(), isYou: actor.kind === "user" && row.user_id === actor.userId }));
}
