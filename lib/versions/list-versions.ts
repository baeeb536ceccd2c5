import { requireOwnApi } from "#lib/apis/runtime-of.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { apiOriginOf, type ApiOrigin } from "#lib/http/api-origin.ts";
import type { VersionSummary } from "./release-schema.ts";
import { peopleOf, selectVersions, toVersionSummary } from "./version-row.ts";

export interface VersionDeps {
  db: Database;
  publicUrl: string;
  apiOrigin?: ApiOrigin;
}

/** An API's versions, newest first, what is live, a draft, deprecated. `cursor` is null on the last page. Throws `not_found`, `gone`. */
export async function listVersions(input: { apiId: string; limit?: number; cursor?: string }, actor: Actor, deps: VersionDeps): Promise<{ items: VersionSummary[]; cursor: string | null }> {
  requireScope(actor, "apis:read");
  const { apiId } = await requireOwnApi(input.apiId, actor, deps);
  const limit = Math.min(100, Math.max(1, input.limit ?? 20));
  const before = input.cursor === undefined ? null : readCursor(input.cursor);
  return asUser(actor, deps.db, async (tx) => {
    const all = selectVersions(tx, apiId, actor.workspaceId).orderBy("v.number", "desc").limit(limit + 1);
    const rows = await (before === null ? all : all.where("v.number", "<", before)).execute();
    const context = { apiId, apiOrigin: originOf(deps), people: await peopleOf(apiId, tx) };
    const items = rows.slice(0, limit).map((row) => toVersionSummary(row, context));
    return { items, cursor: rows.length > limit ? String(items.at(-1)?.number ?? "") : null };
  });
}

export const originOf = ({ publicUrl, apiOrigin }: Omit<VersionDeps, "db">): ApiOrigin => apiOrigin ?? apiOriginOf({ publicUrl });

/** The number of the page's last version. */
function readCursor(cursor: string): number {
  if (!/^[1-9]\d{0,8}$/.test(cursor)) throw new AppError("invalid", "This cursor is not one of ours: take it from the `cursor` of the page before.");
  return Number(cursor);
}
