import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { CallFilter, CallPage } from "./schema.ts";
import { readCursor, requireApi } from "#lib/logs/list-logs.ts";
import { writeCursor } from "#lib/logs/cursor.ts";
import { selectCalls } from "./select-calls.ts";

export interface ListCallsInput extends CallFilter {
  apiId: string;
  /** 1 to 100; default 50. */
  limit?: number;
  cursor?: string | undefined;
}

/**
 * An API's calls, newest first. A page looks at 10,000 calls at most, so a narrow filter may find few or none of them and still have a
 * `cursor` to go on from; it is null on the last page. Throws `not_found`, `gone`, `invalid`.
 */
export async function listCalls({ apiId, limit: asked = 50, cursor, ...filter }: ListCallsInput, actor: Actor, deps: { db: Database }): Promise<CallPage> {
  requireScope(actor, "usage:read");
  const limit = Math.min(100, Math.max(1, asked));
  const before = cursor === undefined ? undefined : readCursor(cursor);
  const { items, last, isFull } = await asUser(actor, deps.db, async (tx) => {
    await requireApi(apiId, actor, tx);
    return selectCalls({ apiId, before, filter }, limit, actor, tx);
  });
  return { items, cursor: isFull && last ? writeCursor(last.id) : null, lookedBackTo: last?.createdAt ?? null };
}
