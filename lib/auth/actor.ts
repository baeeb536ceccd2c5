import { AppError } from "#lib/errors.ts";

/** The scopes; `private.role_scopes` in the database gives them to roles. */
export const SCOPES = [
  "apis:read", "apis:write", "generations:read", "generations:write", "keys:read", "keys:write", "documents:read", "documents:write",
  "secrets:read", "secrets:write", "usage:read", "workspace:read", "workspace:write", "audit:read",
] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * Who acts in the control plane. A user has the scopes of its role in the workspace, decided by the database; a management key has its
 * own. `workspaceId` is the workspace that the actor works in.
 */
export type Actor =
  | { kind: "user"; userId: string; email: string; workspaceId: string; from?: RequestOrigin }
  | { kind: "managementKey"; userId: string; workspaceId: string; keyId: string; scopes: readonly string[]; from?: RequestOrigin };

/** Where an actor's request came from, for the audit log; unknown for what no request asked for. */
export interface RequestOrigin {
  requestId: string;
  address: string;
  userAgent: string;
}

/** Throws `forbidden` when a management key lacks `scope`. A user's right depends on its role: row-level security decides. */
export function requireScope(actor: Actor, scope: Scope): void {
  if (actor.kind === "managementKey" && !actor.scopes.includes(scope)) {
    throw new AppError("forbidden", `This management key lacks the scope ${scope}. Make one with it on the API-keys page.`, { extensions: { scope } });
  }
}

/** The claims that row-level security sees. */
export function claimsOf(actor: Actor): Record<string, unknown> {
  return actor.kind === "user"
    ? { sub: actor.userId, role: "authenticated" }
    : { sub: actor.userId, role: "authenticated", workspace_id: actor.workspaceId, key_id: actor.keyId, scopes: actor.scopes };
}
