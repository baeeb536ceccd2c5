import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";
import { readPeople } from "./audit-people.ts";
import { auditEntrySchema, type AuditEntry } from "./schema.ts";

export interface ListAuditInput {
  /** One of AUDIT_OBJECTS. */
  objectType?: string;
  objectId?: string;
  /** The API itself and what belongs to it. */
  apiId?: string;
  /** The id of a person or of a management key, or `platform`. A key's deeds are not its maker's. */
  actorId?: string;
  since?: Date;
  until?: Date;
  /** 1 to 100; default 50. */
  limit?: number;
  cursor?: string;
}

const COLUMNS = ["id", "created_at", "actor_kind", "actor_id", "actor_key_id", "action", "object_type", "object_id", "object_name", "api_id", "changes", "request_id", "address", "user_agent"] as const;

/** Every change in the workspace of the last year, newest first. `cursor` is null on the last page. Throws `forbidden`, `invalid`. */
export async function listAudit(input: ListAuditInput, actor: Actor, deps: { db: Database }): Promise<{ items: AuditEntry[]; cursor: string | null }> {
  requireScope(actor, "audit:read");
  const limit = Math.min(100, Math.max(1, input.limit ?? 50));
  const before = input.cursor === undefined ? null : readCursor(input.cursor);
  const { objectType, objectId, apiId, actorId, since, until } = input;
  return asUser(actor, deps.db, async (tx) => {
    const people = await readPeople(actor.workspaceId, tx);
    const names = new Map(people.map(({ id, name }) => [id, name]));
    let query = tx.selectFrom("audit_events").select(COLUMNS).where("workspace_id", "=", actor.workspaceId);
    if (before !== null) query = query.where("id", "<", before);
    if (objectType !== undefined) query = query.where("object_type", "=", objectType);
    if (objectId !== undefined) query = query.where("object_id", "=", objectId);
    if (apiId !== undefined) query = query.where("api_id", "=", apiId);
    if (actorId === "platform") query = query.where("actor_kind", "=", "platform");
    else if (actorId !== undefined && !isUuid(actorId)) return { items: [], cursor: null };
    else if (actorId !== undefined) query = query.where((row) => row.or([row("actor_key_id", "=", actorId), row.and([row("actor_id", "=", actorId), row("actor_kind", "=", "user")])]));
    if (since) query = query.where("created_at", ">=", since);
    if (until) query = query.where("created_at", "<", until);
    const rows = await query.orderBy("id", "desc").limit(limit + 1).execute();
    const items = rows.slice(0, limit).map((row) => toEntry(row, names));
    const last = items.at(-1);
    return { items, cursor: rows.length > limit && last ? Buffer.from(String(last.id)).toString("base64url") : null };
  });
}

/** The id of the page's last entry. */
function readCursor(cursor: string): number {
  const id = Number(Buffer.from(cursor, "base64url").toString());
  if (!Number.isSafeInteger(id) || id < 1) throw new AppError("invalid", "This cursor is not one of ours: take it from the `cursor` of the page before.");
  return id;
}

interface AuditRow {
  id: number;
  created_at: Date;
  actor_kind: string;
  actor_id: string | null;
  actor_key_id: string | null;
  action: string;
  object_type: string;
  object_id: string;
  object_name: string | null;
  api_id: string | null;
  changes: unknown;
  request_id: string | null;
  address: string | null;
  user_agent: string | null;
}

function toEntry(row: AuditRow, names: ReadonlyMap<string, string>): AuditEntry {
  const actorId = row.actor_kind === "key" ? row.actor_key_id : row.actor_id;
  return auditEntrySchema.parse({
    id: row.id, at: row.created_at.toISOString(), action: row.action, apiId: row.api_id, changes: row.changes, requestId: row.request_id, address: row.address, userAgent: row.user_agent,
    actor: { kind: row.actor_kind, id: actorId, name: actorId === null ? null : (names.get(actorId) ?? null) },
    object: { type: row.object_type, id: row.object_id, name: row.object_name ?? (row.object_type === "member" ? (names.get(row.object_id) ?? null) : null) },
  });
}
