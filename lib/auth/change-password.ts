import { parseInput } from "#lib/http/parse-input.ts";
import type { AccountDeps } from "./account-deps.ts";
import { checkPassword, type CheckPasswordDeps } from "./check-password.ts";
import { changePasswordSchema, type ChangePasswordInput } from "./schema.ts";
import { updatePassword } from "./update-password.ts";

/** A new password for who knows the one before; every other session ends. Counts as an attempt to sign in. Throws `invalid`, `rate_limited`. */
export async function changePassword(input: ChangePasswordInput, email: string, deps: Pick<AccountDeps, "auth"> & CheckPasswordDeps): Promise<void> {
  const { current, password } = parseInput(changePasswordSchema, input);
  await checkPassword({ email, password: current }, deps);
  await updatePassword({ password }, deps);
}
