import type { UserTransaction } from "#lib/db/as-user.ts";
import type { Key } from "./schema.ts";

/** What people may see of the keys of a workspace. Never a secret or its hash. */
export const selectKeys = (tx: UserTransaction, workspaceId: string) =>
  tx.selectFrom("keys as k").leftJoin("apis as a", "a.id", "k.api_id").where("k.workspace_id", "=", workspaceId)
    .select(["k.id", "k.kind", "k.name", "k.prefix", "k.last_four", "k.api_id", "k.scopes", "k.expires_at", "k.disabled_at", "k.revoked_at", "k.last_used_at", "k.created_at", "k.replaced_by", "k.revoked_reason",
      "k.calls_per_hour", "k.allowed_origins", "k.allowed_addresses", "k.is_bootstrap", "k.revision", "a.name as api_name"]);

export type KeyRow = Awaited<ReturnType<ReturnType<typeof selectKeys>["executeTakeFirstOrThrow"]>>;

export function toKey(row: KeyRow, nowMs: number): Key {
  return {
    id: row.id, kind: row.kind, name: row.name, prefix: row.prefix, lastFour: row.last_four, apiId: row.api_id, apiName: row.api_name, scopes: row.scopes,
    state: row.revoked_at ? "revoked" : row.disabled_at ? "disabled" : row.expires_at && row.expires_at.getTime() <= nowMs ? "expired" : "active",
    callsPerHour: row.calls_per_hour, allowedOrigins: row.allowed_origins, allowedAddresses: row.allowed_addresses,
    isLeaked: row.revoked_reason === "leaked", isReplaced: row.replaced_by !== null, isFromSettings: row.is_bootstrap, revision: row.revision,
    expiresAt: row.expires_at?.toISOString() ?? null, lastUsedAt: row.last_used_at?.toISOString() ?? null, createdAt: row.created_at.toISOString(),
  };
}
