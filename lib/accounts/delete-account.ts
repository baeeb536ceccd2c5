import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { checkPassword, type CheckPasswordDeps } from "#lib/auth/check-password.ts";
import { asUser } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { getAccount } from "./get-account.ts";
import { requirePerson } from "./require-person.ts";
import { deleteAccountSchema } from "./schema.ts";

/**
 * Deletes somebody's account for good: sign-in, profile and name at once; the purge removes the APIs and data of workspaces that were theirs alone.
 * Throws `invalid` for a wrong password, `conflict` when a workspace of others would be left without an owner, `forbidden` for a management key.
 */
export async function deleteAccount(input: { password: string }, actor: Actor, deps: CheckPasswordDeps): Promise<void> {
  requirePerson(actor);
  const { password } = parseInput(deleteAccountSchema, input);
  const { email } = await getAccount({}, actor, deps);
  await checkPassword({ email, password }, deps);
  const { rows } = await asUser(actor, deps.db, (tx) => sql<{ left: string[] }>`select private.delete_account() as left`.execute(tx));
  const left = rows[0]?.left ?? [];
  if (left.length > 0) {
    const only = left.length === 1 ? "the only owner of a workspace in which others work" : "the only owner of workspaces in which others work";
    throw new AppError("conflict", `You are ${only}: ${left.join(", ")}. Make somebody else an owner there first. Nothing was deleted.`, { extensions: { workspaces: left } });
  }
}
