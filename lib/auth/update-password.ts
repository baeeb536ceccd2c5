import { parseInput } from "#lib/http/parse-input.ts";
import type { AccountDeps } from "./account-deps.ts";
import { authFailure } from "./auth-failure.ts";
import { updatePasswordSchema, type UpdatePasswordInput } from "./schema.ts";

/** Sets a new password by a mailed link's tokens or by the session, and ends every other session. Throws `invalid`, `unauthenticated`. */
export async function updatePassword(input: UpdatePasswordInput, deps: Pick<AccountDeps, "auth">): Promise<void> {
  const { password, accessToken, refreshToken } = parseInput(updatePasswordSchema, input);
  if (accessToken && refreshToken) {
    const { error } = await deps.auth.setSession({ access_token: accessToken, refresh_token: refreshToken });
    if (error) throw authFailure(error);
  }
  const { error } = await deps.auth.updateUser({ password });
  if (error) throw authFailure(error);
  await deps.auth.signOut({ scope: "others" });
}
