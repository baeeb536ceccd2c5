import { declaredOutside, type DeclaredOutside } from "#lib/apis/declared-outside.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { ApiSecret } from "./schema.ts";

/** The secrets of an API by name, those that its live version names first; never a value. Throws `not_found`, `gone`, `forbidden`. */
export async function listApiSecrets(input: { apiId: string }, actor: Actor, deps: { db: Database }): Promise<ApiSecret[]> {
  requireScope(actor, "secrets:read");
  return asUser(actor, deps.db, async (tx) => readSecrets(input.apiId, await declaredOutside(input.apiId, actor, tx), actor, tx));
}

export async function readSecrets(apiId: string, { secretNames }: Pick<DeclaredOutside, "secretNames">, actor: Actor, tx: UserTransaction): Promise<ApiSecret[]> {
  const rows = await tx.selectFrom("secrets").select(["name", "hosts", "updated_at"]).where("api_id", "=", apiId).where("workspace_id", "=", actor.workspaceId).orderBy("name").execute();
  const set = new Map(rows.map((row) => [row.name, row]));
  const names = [...secretNames, ...[...set.keys()].filter((name) => !secretNames.includes(name))];
  return names.map((name) => ({ name, isDeclared: secretNames.includes(name), hosts: set.get(name)?.hosts ?? [], updatedAt: set.get(name)?.updated_at.toISOString() ?? null }));
}
