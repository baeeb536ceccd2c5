import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { CallEntry, CallFilter } from "./schema.ts";
import { type FollowDeps, followRows } from "#lib/logs/follow-rows.ts";
import { requireApi } from "#lib/logs/list-logs.ts";
import { selectCalls } from "./select-calls.ts";

const PAGE = 100;

/** An API's calls that fit, in order, from after `afterId`, else from now, and on until `signal` aborts. Each comes once. Throws `not_found` and `gone`, also later. */
export async function* followCalls({ apiId, afterId, ...filter }: { apiId: string; afterId?: number } & CallFilter, actor: Actor, deps: FollowDeps, signal: AbortSignal): AsyncGenerator<CallEntry, void> {
  requireScope(actor, "usage:read");
  yield* followRows({ apiId, afterId: afterId ?? null }, deps, signal, (after) => asUser(actor, deps.db, async (tx) => {
    await requireApi(apiId, actor, tx);
    if (after === null) return { items: [], last: (await selectCalls({ apiId, filter: {} }, 1, actor, tx)).last?.id ?? 0, isFull: false };
    const { last, ...page } = await selectCalls({ apiId, after, filter }, PAGE, actor, tx);
    return { ...page, last: last?.id ?? after };
  }));
}
