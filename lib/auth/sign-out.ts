import type { AccountDeps } from "./account-deps.ts";
import { authFailure } from "./auth-failure.ts";

/** Ends this session. The cookie is gone even when the auth server can't be reached. */
export async function signOut(deps: Pick<AccountDeps, "auth">): Promise<void> {
  await deps.auth.signOut({ scope: "local" });
}

/** Ends every other session of the same person. Their access tokens still hold until they expire, within the hour. */
export async function signOutOthers(deps: Pick<AccountDeps, "auth">): Promise<void> {
  const { error } = await deps.auth.signOut({ scope: "others" });
  if (error) throw authFailure(error);
}
