-- Deleting an API can be undone for 30 days, then it is really gone, and with the last one a workspace that nobody is a member of.

-- What opened doors elsewhere stays now until the API is purged: nothing of a deleted API runs, and a restored one is what it was.
drop trigger api_deleted on public.apis;
drop function private.on_api_deleted();
create index apis_deleted on public.apis (deleted_at) where deleted_at is not null;

/* Undoes private.delete_api. False: there is no such API, it is not deleted, or 30 days have passed and it is being removed. */
create function private.restore_api(p_api_id text) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  select a.workspace_id into v_workspace from public.apis a where a.id = p_api_id and a.deleted_at > now() - interval '30 days' for update;
  if v_workspace is null or not private.can(v_workspace, 'apis:read') then return false; end if;
  perform private.require_scope(v_workspace, 'apis:write');
  update public.apis a set deleted_at = null where a.id = p_api_id;
  return true;
end $$;

/* What a bill may still need of an API that is gone: how many calls it answered on a day, and how many of them counted. */
create table private.purged_usage (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  api_id text not null,
  day date not null,
  requests bigint not null,
  billed bigint not null,
  primary key (workspace_id, api_id, day)
);
create index purged_usage_day on private.purged_usage (day);
alter table private.purged_usage enable row level security;
revoke all on private.purged_usage from public, anon, authenticated, service_role;

/* One batch of the purge of an API: at most p_rows rows of one table, so that nobody waits for it; 1 when that was the last. Its own row's trigger notes it. */
create function private.purge_api(p_api text, p_workspace uuid, p_rows integer) returns integer language plpgsql security definer set search_path = '' as $$
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
  foreach v_table in array array['public.documents', 'public.request_logs', 'public.outbound_calls', 'public.api_usage_rollups'] loop
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

/* Goes on removing what was deleted 30 days ago or longer, then workspaces without members; returns how many rows it removed, 0 when there is nothing left.
   What others have paid ahead for waits until that is settled: money is nobody's to throw away. What can't be purged keeps nobody else's from going. */
create function private.purge_deleted(p_rows integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_id text; v_api text; v_workspace uuid; v_count integer;
begin
  for v_id in select a.id from public.apis a
      where a.deleted_at < now() - interval '30 days' and not exists (select from private.prepaid_credits c where c.api_id = a.id and c.balance_micros > 0) order by a.deleted_at loop
    begin
      select a.id, a.workspace_id into v_api, v_workspace from public.apis a where a.id = v_id for update skip locked;
      if v_api is null then continue; end if;
      return private.purge_api(v_api, v_workspace, p_rows);
    exception when others then
      raise warning 'the API % can not be purged: %', v_id, sqlerrm;
    end;
  end loop;
  delete from public.workspaces w where w.id = (select o.id from public.workspaces o
    where not exists (select from public.workspace_members m where m.workspace_id = o.id) and not exists (select from public.apis a where a.workspace_id = o.id)
      and not exists (select from private.prepaid_credits c where c.workspace_id = o.id and c.balance_micros > 0) limit 1 for update skip locked);
  get diagnostics v_count = row_count;
  return v_count;
end $$;

/* A row that is gone is news too: gateways and runners forget it. */
create function private.on_api_purged() returns trigger language plpgsql set search_path = '' as $$
begin perform pg_notify('api_changed', old.id); return null; end $$;
create trigger api_purged after delete on public.apis for each row execute function private.on_api_purged();

revoke execute on function private.restore_api(text), private.purge_api(text, uuid, integer), private.purge_deleted(integer), private.on_api_purged() from public;
grant execute on function private.restore_api(text) to authenticated;
grant execute on function private.purge_deleted(integer) to app_jobs;
