-- What a call was, for whoever looks for what went wrong: a debugging fact beside the billing fact in api_usage, kept within a budget and as long
-- as the API's logs. The gateway leaves out credentials and what is named like a secret before it writes.

create table public.call_records (
  id bigint generated always as identity primary key,
  entry uuid not null,
  workspace_id uuid not null,
  api_id text not null,
  version_id uuid,
  request_id text not null check (length(request_id) <= 128),
  method text not null check (length(method) <= 32),
  path text not null check (length(path) <= 512),
  query text check (length(query) <= 1024),
  status smallint not null,
  duration_ms real not null,
  wake_ms real,                                               -- null: it was awake
  error_code text check (length(error_code) <= 64),
  is_owner boolean not null default false,                    -- from the dashboard, uncounted
  detail jsonb not null,
  created_at timestamptz not null,
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create unique index call_records_entry on public.call_records (entry);
create index call_records_api on public.call_records (api_id, id desc);
create index call_records_failed on public.call_records (api_id, id desc) where status >= 400;
create index call_records_request on public.call_records (request_id);
create index call_records_workspace on public.call_records (workspace_id);
create index call_records_api_workspace on public.call_records (api_id, workspace_id);
create index call_records_created on public.call_records (created_at);
alter table public.call_records enable row level security;
revoke all on table public.call_records from anon, authenticated, service_role;
grant select on public.call_records to authenticated;
create policy call_records_read on public.call_records for select to authenticated using (workspace_id in (select private.workspaces_with('usage:read')));

/* p_calls [{ entry, apiId, versionId, requestId, method, path, query, status, durationMs, wakeMs, errorCode, isOwner, detail, createdAt }]; unknown APIs are
   dropped, an entry that is there stays as it is. */
create function private.write_call_records(p_calls jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare v_told integer;
begin
  -- One writer at a time: who has seen a number has seen every smaller one, so a reader goes on after the last it saw.
  perform pg_advisory_xact_lock(727274004);
  with written as (
    insert into public.call_records (entry, workspace_id, api_id, version_id, request_id, method, path, query, status, duration_ms, wake_ms, error_code, is_owner, detail, created_at)
    select (c.value ->> 'entry')::uuid, a.workspace_id, a.id, (c.value ->> 'versionId')::uuid, left(c.value ->> 'requestId', 128), left(c.value ->> 'method', 32), left(c.value ->> 'path', 512), left(c.value ->> 'query', 1024),
      (c.value ->> 'status')::smallint, (c.value ->> 'durationMs')::real, (c.value ->> 'wakeMs')::real, left(c.value ->> 'errorCode', 64), coalesce((c.value ->> 'isOwner')::boolean, false), c.value -> 'detail', (c.value ->> 'createdAt')::timestamptz
    from jsonb_array_elements(p_calls) with ordinality as c(value, place) join public.apis a on a.id = c.value ->> 'apiId'
    order by c.place
    on conflict (entry) do nothing
    returning api_id
  )
  select count(pg_notify('call_records', w.api_id)) into v_told from (select distinct api_id from written) w;
end $$;

/* One call that an owner made from the dashboard. */
create function private.note_owner_call(p_call jsonb) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_scope((select a.workspace_id from public.apis a where a.id = p_call ->> 'apiId'), 'apis:write');
  perform private.write_call_records(jsonb_build_array(p_call || '{"isOwner": true}'));
end $$;

/* p_days: days by plan. */
create or replace function private.clean_up_logs(p_days jsonb) returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from public.request_logs l using public.workspaces w
    where w.id = l.workspace_id and l.created_at < now() - make_interval(days => (p_days ->> w.plan::text)::integer);
  delete from public.call_records c using public.workspaces w
    where w.id = c.workspace_id and c.created_at < now() - make_interval(days => (p_days ->> w.plan::text)::integer);
end $$;

/* As before, and the records of its calls. */
create or replace function private.purge_api(p_api text, p_workspace uuid, p_rows integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_table text; v_count integer;
begin
  insert into private.purged_usage (workspace_id, api_id, day, requests, billed)
    select r.workspace_id, r.api_id, (r.bucket at time zone 'UTC')::date, r.requests, r.billed from public.api_usage_rollups r
    where r.workspace_id = p_workspace and r.api_id = p_api and r.grain = 'day' and r.slice = 'all'
    on conflict do nothing;
  delete from public.api_usage u where u.api_id = p_api and u.workspace_id = p_workspace and u.created_at <= (
    select max(o.created_at) from (select r.created_at from public.api_usage r where r.api_id = p_api and r.workspace_id = p_workspace order by r.created_at limit p_rows) o);
  get diagnostics v_count = row_count;
  if v_count > 0 then return v_count; end if;
  foreach v_table in array array['public.documents', 'public.request_logs', 'public.call_records', 'public.outbound_calls', 'public.api_usage_rollups'] loop
    execute format('delete from %s t where t.api_id = $1 and t.workspace_id = $2 and t.ctid = any (array(select r.ctid from %s r where r.api_id = $1 and r.workspace_id = $2 limit $3))', v_table, v_table)
      using p_api, p_workspace, p_rows;
    get diagnostics v_count = row_count;
    if v_count > 0 then return v_count; end if;
  end loop;
  delete from private.usage_pending p where p.api_id = p_api;
  delete from private.usage_late l where l.event ->> 'apiId' = p_api;
  delete from public.generations g where g.api_id = p_api and g.workspace_id = p_workspace;
  delete from public.apis a where a.id = p_api;
  return 1;
end $$;

revoke execute on function private.write_call_records(jsonb), private.note_owner_call(jsonb) from public;
grant execute on function private.write_call_records(jsonb) to app_gateway;
grant execute on function private.note_owner_call(jsonb) to authenticated;
