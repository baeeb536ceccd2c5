import { sql } from "kysely";
import type { UserTransaction } from "#lib/db/as-user.ts";

export interface CallsUsed {
  used: number;
  /** Held ahead by gateways, for the next calls: not used yet. */
  leased: number;
}
export interface HourUsed {
  /** By subject: `plan`, `api:<id>`, `key:<uuid>`. As private.take_calls counts. */
  calls: ReadonlyMap<string, CallsUsed>;
  /** As private.start_generation counts. */
  builds: number;
}

/** What a workspace used of its limits in the sliding hour. */
export async function hourUsed(workspaceId: string, tx: UserTransaction): Promise<HourUsed> {
  const { rows } = await sql<CallsUsed & { subject: string }>`select subject, used, leased from private.calls_this_hour(${workspaceId}::uuid)`.execute(tx);
  const { rows: [builds] } = await sql<{ used: number }>`select count(*)::int as used from public.generations g
    where g.workspace_id = ${workspaceId}::uuid and g.status in ('running', 'live', 'draft') and g.generator <> 'hand' and g.created_at > now() - interval '1 hour'`.execute(tx);
  return { calls: new Map(rows.map(({ subject, used, leased }) => [subject, { used, leased }])), builds: builds?.used ?? 0 };
}
