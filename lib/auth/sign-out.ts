import type { AccountDeps } from "./account-deps.ts";

/** Ends this session. The cookie is gone even when the auth server can't be reached. */
export async function signOut(deps: Pick<AccountDeps, "auth">): Promise<void> {
  await deps.auth.signOut({ scope: "local" });
}
