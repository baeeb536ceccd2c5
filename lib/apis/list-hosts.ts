import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { declaredOutside } from "./declared-outside.ts";
import type { ApiHost } from "./schema.ts";

/** The hosts that an API's live version declares, and those that were approved before. Throws `not_found`, `gone`. */
export async function listHosts(input: { apiId: string }, actor: Actor, deps: { db: Database }): Promise<ApiHost[]> {
  requireScope(actor, "apis:read");
  return asUser(actor, deps.db, async (tx) => {
    const { hosts, reasons } = await declaredOutside(input.apiId, actor, tx);
    const rows = await tx.selectFrom("approved_hosts").select(["host", "created_at"]).where("api_id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).orderBy("host").execute();
    const approved = new Map(rows.map(({ host, created_at }) => [host, created_at.toISOString()]));
    const names = [...hosts, ...[...approved.keys()].filter((host) => !hosts.includes(host))];
    return names.map((host) => ({ host, why: reasons.get(host) ?? null, isDeclared: hosts.includes(host), approvedAt: approved.get(host) ?? null }));
  });
}
