import type { Sql } from "#lib/db/connect.ts";

const TABLES = ["call_records", "request_logs"];

/** Two a second over some days: every 50th a 404, five a 500, three of ten by the same request id, each with one printed line. Indexes are made anew afterwards, by their own words. */
export async function seedMillion(admin: Sql, { workspaceId, apiId }: { workspaceId: string; apiId: string }, count: number): Promise<void> {
  const indexes = await admin<{ name: string; definition: string }[]>`select indexname as name, indexdef as definition from pg_indexes where schemaname = 'public' and tablename = any (${TABLES}) and indexname not like '%pkey'`;
  for (const { name } of indexes) await admin.unsafe(`drop index public.${name}`);
  const requestId = admin`case when n % 10 < 3 then 'same' else 'r' || n end`;
  const at = admin`now() - make_interval(secs => (${count}::integer - n) * 0.5)`;
  await admin`insert into public.call_records (entry, workspace_id, api_id, request_id, method, path, status, duration_ms, detail, created_at)
    select gen_random_uuid(), ${workspaceId}, ${apiId}, ${requestId}, case when n % 20 = 7 then 'POST' else 'GET' end, '/books/' || n, case when n % 200000 = 11 then 500 when n % 50 = 9 then 404 else 200 end, 3,
      '{"headers":{},"otherHeaders":[],"requestBytes":0,"body":null,"limit":null,"replyHeaders":{},"responseBytes":2,"reply":null,"keyId":null,"skipped":0}', ${at} from generate_series(1, ${count}::integer) n`;
  await admin`insert into public.request_logs (workspace_id, api_id, request_id, lines, created_at)
    select ${workspaceId}, ${apiId}, ${requestId}, jsonb_build_array(jsonb_build_array('log', 'read book ' || n)), ${at} from generate_series(1, ${count}::integer) n`;
  for (const { definition } of indexes) await admin.unsafe(definition);
  await admin`analyze public.call_records, public.request_logs`;
}
