import { sql } from "kysely";
import { isAdminKey } from "#lib/auth/is-admin-key.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { WebDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import { actorOfRequest, type GetSession } from "./actor-of-request.ts";

/** An administrator's session or access token, or the installation's own key. Throws `unauthenticated`, `forbidden`. */
export async function requireAdmin(request: Request, deps: WebDeps, getSession: GetSession): Promise<void> {
  if (isAdminKey(request.headers.get("authorization"), deps.env.ADMIN_API_KEY)) return;
  const actor = await actorOfRequest(request, deps, getSession);
  const { rows } = await asUser(actor, deps.db, (tx) => sql<{ is_admin: boolean }>`select private.is_admin() as is_admin`.execute(tx));
  if (rows[0]?.is_admin !== true) throw new AppError("forbidden", "This is for administrators.");
}
