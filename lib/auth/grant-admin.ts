import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";

/** Makes an account an administrator. For the database's owner (the admin command): nobody can grant it to themselves. Throws `not_found`. */
export async function grantAdmin(input: { email: string }, deps: { db: Database }): Promise<void> {
  const { numUpdatedRows } = await deps.db.updateTable("user_profiles").set({ is_admin: true }).where((eb) => eb(eb.fn("lower", ["email"]), "=", input.email.trim().toLowerCase())).executeTakeFirst();
  if (numUpdatedRows === 0n) throw new AppError("not_found", `There is no account with the e-mail address ${input.email}. Sign up first.`);
}
