import { sql } from "kysely";
import { requirePerson } from "#lib/accounts/require-person.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { isUuid } from "#lib/id.ts";
import { changeRoleSchema, type Role } from "./schema.ts";

/** Gives a member of the actor's workspace another role. Throws `forbidden`, `not_found`, `conflict` for the last owner. */
export async function changeMember(input: { userId: string; role: Role }, actor: Actor, deps: { db: Database }): Promise<{ role: Role }> {
  const { role } = parseInput(changeRoleSchema, { role: input.role });
  await decide(input.userId, role, actor, deps);
  return { role };
}

/** Takes a member out of the actor's workspace; the actor itself leaves. Their management keys of it end, its call keys go on. Throws as changeMember. */
export const removeMember = (input: { userId: string }, actor: Actor, deps: { db: Database }): Promise<void> => decide(input.userId, null, actor, deps);

async function decide(userId: string, role: Role | null, actor: Actor, deps: { db: Database }): Promise<void> {
  requirePerson(actor);
  const missing = new AppError("not_found", "There is no such member in this workspace.");
  if (!isUuid(userId)) throw missing;
  const { rows: [row] } = await asUser(actor, deps.db, (tx) =>
    sql<{ said: string }>`select private.change_member(${actor.workspaceId}::uuid, ${userId}::uuid, ${role}::text::public.member_role) as said`.execute(tx));
  if (row?.said === "last_owner") throw new AppError("conflict", "A workspace needs an owner, and this is its only one. Make somebody else an owner first.");
  if (row?.said !== "done") throw missing;
}
