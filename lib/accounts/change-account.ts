import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { requirePerson } from "./require-person.ts";
import { changeAccountSchema, type ChangeAccount } from "./schema.ts";

/** Changes how somebody is called; an empty name is none. Throws `invalid`, `forbidden` for a management key. */
export async function changeAccount(input: ChangeAccount, actor: Actor, deps: { db: Database }): Promise<ChangeAccount> {
  requirePerson(actor);
  const displayName = parseInput(changeAccountSchema, input).displayName || null;
  await asUser(actor, deps.db, (tx) => tx.updateTable("user_profiles").set({ display_name: displayName }).where("id", "=", actor.userId).execute());
  return { displayName };
}
