import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import { isApiId } from "#lib/id.ts";
import { selectApis, toApiSummary } from "./api-row.ts";
import type { ApiSummary } from "./schema.ts";

/** A page of what listApis lists. `cursor` is null on the last one. Throws `invalid` for a cursor that is not ours. */
export async function listApiPage({ limit, cursor }: { limit: number; cursor?: string | undefined }, actor: Actor, deps: { db: Database; apiOrigin?: ApiOrigin }): Promise<{ items: ApiSummary[]; cursor: string | null }> {
  requireScope(actor, "apis:read");
  const after = cursor === undefined ? null : readCursor(cursor);
  const rows = await asUser(actor, deps.db, (tx) => {
    const first = selectApis(tx, actor.workspaceId).orderBy("a.created_at", "desc").orderBy("a.id", "desc").limit(limit + 1);
    if (after === null) return first.execute();
    // The time is read where it is stored: in JavaScript it would lose its microseconds.
    return first.where((eb) => eb(eb.refTuple("a.created_at", "a.id"), "<",
      eb.selectFrom("apis as last").select(["last.created_at", "last.id"]).where("last.id", "=", after).where("last.workspace_id", "=", actor.workspaceId).$asTuple("created_at", "id"))).execute();
  });
  const items = rows.slice(0, limit).map((row) => toApiSummary(row, deps.apiOrigin));
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? Buffer.from(last.id).toString("base64url") : null };
}

/** The id of the page's last API. */
function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, "base64url").toString();
  if (!isApiId(id)) throw new AppError("invalid", "This cursor is not one of ours: take it from the `cursor` of the page before.");
  return id;
}
