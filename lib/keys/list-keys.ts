import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Clock } from "#lib/clock.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { KeyKind } from "./key-format.ts";
import type { Key } from "./schema.ts";

export interface ListKeysInput {
  kind?: KeyKind;
  apiId?: string;
  /** Revoked keys are left out unless asked for, or revoked lately because somebody reported them. */
  withRevoked?: boolean;
}

const LEAK_SHOWN_MS = 30 * 86_400_000;

/** The workspace's keys, newest first, without those of deleted APIs. Never a secret or its hash. */
export async function listKeys(input: ListKeysInput, actor: Actor, deps: { db: Database; clock: Clock }): Promise<Key[]> {
  requireScope(actor, "keys:read");
  const rows = await asUser(actor, deps.db, (tx) => {
    let query = tx.selectFrom("keys as k").leftJoin("apis as a", "a.id", "k.api_id")
      .select(["k.id", "k.kind", "k.name", "k.prefix", "k.last_four", "k.api_id", "k.scopes", "k.expires_at", "k.disabled_at", "k.revoked_at", "k.last_used_at", "k.created_at", "k.replaced_by", "k.revoked_reason", "k.calls_per_hour", "k.allowed_origins", "k.allowed_addresses", "a.name as api_name"])
      .where("k.workspace_id", "=", actor.workspaceId).where("a.deleted_at", "is", null).orderBy("k.created_at", "desc").limit(1000);
    if (input.kind) query = query.where("k.kind", "=", input.kind);
    if (input.apiId) query = query.where("k.api_id", "=", input.apiId);
    if (!input.withRevoked) query = query.where((row) => row.or([row("k.revoked_at", "is", null), row.and([row("k.revoked_reason", "=", "leaked"), row("k.revoked_at", ">", new Date(deps.clock.now() - LEAK_SHOWN_MS))])]));
    return query.execute();
  });
  return rows.map((row) => ({
    id: row.id, kind: row.kind, name: row.name, prefix: row.prefix, lastFour: row.last_four, apiId: row.api_id, apiName: row.api_name, scopes: row.scopes,
    state: row.revoked_at ? "revoked" : row.disabled_at ? "disabled" : row.expires_at && row.expires_at.getTime() <= deps.clock.now() ? "expired" : "active",
    callsPerHour: row.calls_per_hour, allowedOrigins: row.allowed_origins, allowedAddresses: row.allowed_addresses, isLeaked: row.revoked_reason === "leaked", isReplaced: row.replaced_by !== null, expiresAt: row.expires_at?.toISOString() ?? null, lastUsedAt: row.last_used_at?.toISOString() ?? null, createdAt: row.created_at.toISOString(),
  }));
}
