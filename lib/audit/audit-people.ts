import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { AuditPerson } from "./schema.ts";

/** The members of the workspace, and everybody and every key that its log names. */
export async function auditPeople(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<AuditPerson[]> {
  requireScope(actor, "audit:read");
  return asUser(actor, deps.db, (tx) => readPeople(actor.workspaceId, tx));
}

export async function readPeople(workspaceId: string, tx: UserTransaction): Promise<AuditPerson[]> {
  const { rows } = await sql<AuditPerson>`select actor_kind as kind, id, name from private.audit_people(${workspaceId}) order by 1 desc, 3`.execute(tx);
  return rows;
}
