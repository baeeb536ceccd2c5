import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Clock } from "#lib/clock.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";
import type { KeyKind } from "./key-format.ts";
import { selectKeys, toKey } from "./key-row.ts";
import type { Key } from "./schema.ts";

export interface ListKeysInput {
  kind?: KeyKind;
  apiId?: string;
  /** Revoked keys are left out unless asked for, or revoked lately because somebody reported them. */
  withRevoked?: boolean;
  /** 1 to 100; default 100. */
  limit?: number;
  cursor?: string;
}

const LEAK_SHOWN_MS = 30 * 86_400_000;

/** The workspace's keys, newest first, without those of deleted APIs. `cursor` is null on the last page. */
export async function listKeys(input: ListKeysInput, actor: Actor, deps: { db: Database; clock: Clock }): Promise<{ items: Key[]; cursor: string | null }> {
  requireScope(actor, "keys:read");
  const limit = Math.min(100, Math.max(1, input.limit ?? 100));
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  const now = deps.clock.now();
  const rows = await asUser(actor, deps.db, (tx) => {
    let query = selectKeys(tx, actor.workspaceId).where("a.deleted_at", "is", null).orderBy("k.created_at", "desc").orderBy("k.id", "desc").limit(limit + 1);
    if (input.kind) query = query.where("k.kind", "=", input.kind);
    if (input.apiId) query = query.where("k.api_id", "=", input.apiId);
    if (!input.withRevoked) query = query.where((row) => row.or([row("k.revoked_at", "is", null), row.and([row("k.revoked_reason", "=", "leaked"), row("k.revoked_at", ">", new Date(now - LEAK_SHOWN_MS))])]));
    if (after === null) return query.execute();
    // The time is read where it is stored: in JavaScript it would lose its microseconds.
    return query.where((eb) => eb(eb.refTuple("k.created_at", "k.id"), "<",
      eb.selectFrom("keys as last").select(["last.created_at", "last.id"]).where("last.id", "=", after).where("last.workspace_id", "=", actor.workspaceId).$asTuple("created_at", "id"))).execute();
  });
  const items = rows.slice(0, limit).map((row) => toKey(row, now));
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? Buffer.from(last.id).toString("base64url") : null };
}

/** The id of the page's last key. */
function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, "base64url").toString();
  if (!isUuid(id)) throw new AppError("invalid", "This cursor is not one of ours: take it from the `cursor` of the page before.");
  return id;
}
