import { sql, type RawBuilder } from "kysely";
import type { UserTransaction } from "#lib/db/as-user.ts";

export interface HourUsed {
  /** By subject: `plan`, `key:<uuid>`. As private.take_calls counts; a gateway leases at most a hundredth ahead. */
  calls: ReadonlyMap<string, number>;
  /** As private.start_generation counts. */
  builds: number;
}

const hour: RawBuilder<Date> = sql`date_bin('1 hour', now(), 'epoch')`;

/** What a workspace used of its limits in the sliding hour. */
export async function hourUsed(workspaceId: string, tx: UserTransaction): Promise<HourUsed> {
  const { rows } = await sql<{ subject: string; used: number }>`select r.subject, ceil(sum(case when r.window_start = ${hour} then r.request_count
      else r.request_count * (1 - extract(epoch from now() - ${hour}) / 3600) end))::int as used
    from public.rate_limit_usage r where r.workspace_id = ${workspaceId}::uuid and r.window_seconds = 3600 and r.window_start in (${hour}, ${hour} - interval '1 hour')
    group by r.subject`.execute(tx);
  const { rows: [builds] } = await sql<{ used: number }>`select count(*)::int as used from public.generations g
    where g.workspace_id = ${workspaceId}::uuid and g.status in ('running', 'live') and g.created_at > now() - interval '1 hour'`.execute(tx);
  return { calls: new Map(rows.map(({ subject, used }) => [subject, used])), builds: builds?.used ?? 0 };
}
