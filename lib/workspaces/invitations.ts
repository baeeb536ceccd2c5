import { createHash } from "node:crypto";
import { sql } from "kysely";
import { requirePerson } from "#lib/accounts/require-person.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { isUuid, newUuid, randomString } from "#lib/id.ts";
import { type FoundInvitation, INVITATION_DAYS, type Invitation, inviteSchema, type NewInvitation } from "./schema.ts";

const TOKEN_CHARACTERS = 40;
const DAY_MS = 86_400_000;
/** In hexadecimal: as text it goes through any driver as it is. */
const digestOf = (token: string): string => createHash("sha256").update(token).digest("hex");
const gone = () => new AppError("not_found", "This invitation was used, withdrawn or has expired. Ask for another one.");

/** Makes an address by which somebody joins the actor's workspace, once, within a week. Only its digest is stored. Throws `forbidden`, `conflict` at 50 open ones. */
export async function inviteMember(input: { role: Invitation["role"] }, actor: Actor, deps: { db: Database; publicUrl: string; clock: { now(): number } }): Promise<NewInvitation> {
  requirePerson(actor);
  const { role } = parseInput(inviteSchema, input);
  const [id, token] = [newUuid(), randomString(TOKEN_CHARACTERS)];
  const { rows: [row] } = await asUser(actor, deps.db, (tx) =>
    sql<{ done: boolean }>`select private.invite_member(${actor.workspaceId}::uuid, ${id}::uuid, ${role}::text::public.member_role, decode(${digestOf(token)}, 'hex')) as done`.execute(tx));
  if (!row?.done) throw new AppError("conflict", "50 invitations of this workspace are open. Withdraw some of them first.");
  return { id, role, token, url: `${deps.publicUrl}/join/${token}`, expiresAt: new Date(deps.clock.now() + INVITATION_DAYS * DAY_MS).toISOString() };
}

/** The open ones of the actor's workspace, newest first. Needs `workspace:write`. */
export async function listInvitations(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<Invitation[]> {
  requireScope(actor, "workspace:write");
  const { rows } = await asUser(actor, deps.db, (tx) =>
    sql<{ id: string; role: Invitation["role"]; invited_by: string; created_at: Date; expires_at: Date }>`select * from private.invitations_of(${actor.workspaceId}::uuid)`.execute(tx));
  return rows.map((row) => ({ id: row.id, role: row.role, invitedBy: row.invited_by, createdAt: row.created_at.toISOString(), expiresAt: row.expires_at.toISOString() }));
}

/** Its address lets nobody in any more. Throws `not_found`, `forbidden`. */
export async function withdrawInvitation({ id }: { id: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requirePerson(actor);
  const { rows: [row] } = isUuid(id) ? await asUser(actor, deps.db, (tx) => sql<{ done: boolean }>`select private.withdraw_invitation(${actor.workspaceId}::uuid, ${id}::uuid) as done`.execute(tx)) : { rows: [] };
  if (!row?.done) throw new AppError("not_found", "There is no such invitation in this workspace.");
}

/** What the holder of an address is invited to. Throws `not_found`. */
export async function findInvitation({ token }: { token: string }, actor: Actor, deps: { db: Database }): Promise<FoundInvitation> {
  requirePerson(actor);
  const { rows: [row] } = await asUser(actor, deps.db, (tx) =>
    sql<{ workspace_id: string; workspace_name: string; role: FoundInvitation["role"]; invited_by: string; expires_at: Date; is_member: boolean }>`select * from private.find_invitation(decode(${digestOf(token)}, 'hex'))`.execute(tx));
  if (!row) throw gone();
  return { workspaceId: row.workspace_id, workspaceName: row.workspace_name, role: row.role, invitedBy: row.invited_by, expiresAt: row.expires_at.toISOString(), isMember: row.is_member };
}

/** Joins. Who is a member already stays what they are, and the invitation stays open. Throws `not_found`. */
export async function acceptInvitation({ token }: { token: string }, actor: Actor, deps: { db: Database }): Promise<{ workspaceId: string }> {
  requirePerson(actor);
  const { rows: [row] } = await asUser(actor, deps.db, (tx) => sql<{ id: string | null }>`select private.accept_invitation(decode(${digestOf(token)}, 'hex')) as id`.execute(tx));
  if (!row?.id) throw gone();
  return { workspaceId: row.id };
}
