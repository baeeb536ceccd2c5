import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { requirePerson } from "./require-person.ts";
import type { Account } from "./schema.ts";

/** Who is signed in, and where they work. Throws `forbidden` for a management key. */
export async function getAccount(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<Account> {
  requirePerson(actor);
  return asUser(actor, deps.db, (tx) => readAccount(actor, tx));
}

export async function readAccount(actor: Actor, tx: UserTransaction): Promise<Account> {
  const profile = await tx.selectFrom("user_profiles").select(["id", "email", "display_name", "created_at"]).where("id", "=", actor.userId).executeTakeFirst();
  if (!profile) throw new AppError("not_found", "This account is gone.");
  const { rows } = await sql<Account["workspaces"][number]>`select w.id, w.name, m.role, count(*)::int as members, m.role = 'owner' and count(*) > 1 and count(*) filter (where o.role = 'owner') = 1 as "isLastOwner"
    from workspace_members m join workspaces w on w.id = m.workspace_id join workspace_members o on o.workspace_id = w.id where m.user_id = ${actor.userId} group by w.id, w.name, m.role, m.created_at order by m.created_at`.execute(tx);
  return { id: profile.id, email: profile.email, displayName: profile.display_name, createdAt: profile.created_at.toISOString(), workspaces: rows };
}
