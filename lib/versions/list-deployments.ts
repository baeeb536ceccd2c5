import { requireOwnApi } from "#lib/apis/runtime-of.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { isUuid } from "#lib/id.ts";
import type { DeploymentEntry } from "./release-schema.ts";
import { peopleOf } from "./version-row.ts";

/** Which version went live when, newest first; a rollback is one more. `cursor` is null on the last page. Throws `not_found`, `gone`. */
export async function listDeployments(input: { apiId: string; limit?: number; cursor?: string }, actor: Actor, deps: { db: Database }): Promise<{ items: DeploymentEntry[]; cursor: string | null }> {
  requireScope(actor, "apis:read");
  const { apiId } = await requireOwnApi(input.apiId, actor, deps);
  const limit = Math.min(100, Math.max(1, input.limit ?? 20));
  const after = input.cursor === undefined ? null : Buffer.from(input.cursor, "base64url").toString();
  if (after !== null && !isUuid(after)) throw new AppError("invalid", "This cursor is not one of ours: take it from the `cursor` of the page before.");
  return asUser(actor, deps.db, async (tx) => {
    const all = tx.selectFrom("deployments as d").innerJoin("versions as v", "v.id", "d.version_id").select(["d.id", "v.number", "d.created_by", "d.created_at"])
      .where("d.api_id", "=", apiId).where("d.workspace_id", "=", actor.workspaceId).orderBy("d.created_at", "desc").orderBy("d.id", "desc").limit(limit + 1);
    const rows = await (after === null ? all : all.where((eb) => eb(eb.refTuple("d.created_at", "d.id"), "<",
      eb.selectFrom("deployments as last").select(["last.created_at", "last.id"]).where("last.id", "=", after).where("last.api_id", "=", apiId).$asTuple("created_at", "id")))).execute();
    const people = await peopleOf(apiId, tx);
    const items = rows.slice(0, limit);
    return {
      items: items.map((row) => ({ version: row.number, author: (row.created_by && people.get(row.created_by)) ?? null, deployedAt: row.created_at.toISOString() })),
      cursor: rows.length > limit ? Buffer.from(items.at(-1)?.id ?? "").toString("base64url") : null,
    };
  });
}
