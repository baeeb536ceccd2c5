-- Request logs that are followed live: written once however often they are sent, numbered in the order in which they appear, told to whoever
-- follows them, kept as long as the workspace's plan says.

alter table public.request_logs add column entry uuid not null default gen_random_uuid();
create unique index request_logs_entry on public.request_logs (entry);
create index request_logs_api_id on public.request_logs (api_id, id desc);
create index request_logs_created on public.request_logs (created_at);

/* p_logs [{ entry, apiId, versionId, requestId, lines }]; unknown APIs are dropped, an entry that is there stays as it is. */
create or replace function private.write_request_logs(p_logs jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare v_told integer;
begin
  -- One writer at a time: who has seen a number has seen every smaller one, so a reader goes on after the last it saw.
  perform pg_advisory_xact_lock(727274002);
  with written as (
    insert into public.request_logs (workspace_id, api_id, version_id, request_id, lines, entry)
    select a.workspace_id, a.id, (l.value ->> 'versionId')::uuid, l.value ->> 'requestId', l.value -> 'lines', coalesce((l.value ->> 'entry')::uuid, gen_random_uuid())
    from jsonb_array_elements(p_logs) with ordinality as l(value, place) join public.apis a on a.id = l.value ->> 'apiId'
    order by l.place
    on conflict (entry) do nothing
    returning api_id
  )
  select count(pg_notify('request_logs', w.api_id)) into v_told from (select distinct api_id from written) w;
end $$;

/* p_days: days by plan. */
create function private.clean_up_logs(p_days jsonb) returns void language sql security definer set search_path = '' as $$
  delete from public.request_logs l using public.workspaces w
  where w.id = l.workspace_id and l.created_at < now() - make_interval(days => (p_days ->> w.plan::text)::integer)
$$;
revoke execute on function private.clean_up_logs(jsonb) from public;
grant execute on function private.clean_up_logs(jsonb) to app_jobs;
