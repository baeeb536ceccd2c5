import type { Sql } from "#lib/db/connect.ts";

/** As if so many calls had been made within this hour. `subject`: as private.take_calls counts. */
export async function useCalls(admin: Sql, workspaceId: string, subject: string, calls: number): Promise<void> {
  await admin`insert into public.rate_limit_usage (workspace_id, subject, window_seconds, window_start, request_count)
    values (${workspaceId}, ${subject}, 3600, date_bin('1 hour', now(), 'epoch'), ${calls})
    on conflict (workspace_id, subject, window_seconds, window_start) do update set request_count = public.rate_limit_usage.request_count + excluded.request_count`;
}
