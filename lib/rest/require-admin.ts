import { isAdminKey } from "#lib/auth/is-admin-key.ts";
import { isAdministrator } from "#lib/auth/is-administrator.ts";
import type { WebDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { actorOfRequest, type GetSession } from "./actor-of-request.ts";

/** An administrator's session or access token, or the installation's own key. Throws `unauthenticated`, `forbidden`. */
export async function requireAdmin(request: Request, deps: WebDeps, getSession: GetSession): Promise<void> {
  if (isAdminKey(request.headers.get("authorization"), deps.env.ADMIN_API_KEY)) return;
  const actor = await actorOfRequest(request, deps, getSession);
  if (!(await isAdministrator(actor, deps))) throw new AppError("forbidden", "This is for administrators.");
}
