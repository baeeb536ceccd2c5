-- What a review of the migrations before found.

-- Deleting an account takes its own rows of Supabase Auth's log, compared field by field, and leaves everybody else's; a workspace that it
-- shared under its name is called otherwise.

/* Deletes the account of whoever these claims name: at once their sign-in, their profile and everything that tells who they are. APIs of workspaces
   that were theirs alone answer 410 from now on, and the purge removes them with all that they stored, then the workspace. Call keys of shared
   workspaces go on working for another owner; management keys end with the account. Returns the names of shared workspaces that would be left
   without an owner; then nothing was done. Not for management keys: whoever holds one is not the person. */
create or replace function private.delete_account() returns text[] language plpgsql security definer set search_path = '' as $$
declare v_claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb; v_user uuid := (v_claims ->> 'sub')::uuid; v_alone uuid[]; v_personal uuid[]; v_left text[]; v_email text;
begin
  if v_user is null or v_claims ? 'key_id' then raise exception 'a person deletes their account' using errcode = 'insufficient_privilege'; end if;
  -- Nobody joins or leaves meanwhile: a new member's foreign key waits for these rows.
  perform 1 from public.workspaces w where w.id in (select m.workspace_id from public.workspace_members m where m.user_id = v_user) order by w.id for update;
  v_left := array(select w.name from public.workspaces w join public.workspace_members m on m.workspace_id = w.id and m.user_id = v_user and m.role = 'owner'
    where exists (select from public.workspace_members o where o.workspace_id = w.id and o.user_id <> v_user)
      and not exists (select from public.workspace_members o where o.workspace_id = w.id and o.user_id <> v_user and o.role = 'owner') order by 1);
  if cardinality(v_left) > 0 then return v_left; end if;
  v_alone := array(select m.workspace_id from public.workspace_members m where m.user_id = v_user
    and not exists (select from public.workspace_members o where o.workspace_id = m.workspace_id and o.user_id <> v_user));
  update public.keys k set created_by = (select o.user_id from public.workspace_members o where o.workspace_id = k.workspace_id and o.user_id <> v_user and o.role = 'owner' order by o.created_at, o.user_id limit 1)
    where k.created_by = v_user and k.kind = 'call' and not k.workspace_id = any (v_alone);
  update public.apis a set deleted_at = least(a.deleted_at, now() - interval '31 days') where a.workspace_id = any (v_alone);
  delete from private.model_keys k where k.workspace_id = any (v_alone);
  update public.workspaces w set name = 'Deleted' where w.id = any (v_alone);
  select nullif(u.email, '') into v_email from auth.users u where u.id = v_user;
  -- A name that others chose stays; one that signing up made tells who they were.
  v_personal := array(select w.id from public.workspaces w where w.is_personal and w.created_by = v_user and not w.id = any (v_alone)
    and (lower(w.name) = lower(left(split_part(v_email, '@', 1), 80)) or w.name = (select p.display_name from public.user_profiles p where p.id = v_user)));
  delete from auth.users u where u.id = v_user;
  update public.workspaces w set name = 'Shared workspace' where w.id = any (v_personal);
  -- What Supabase Auth keeps beside it, where it does.
  if to_regclass('auth.audit_log_entries') is not null and has_table_privilege('auth.audit_log_entries', 'delete') then
    -- The embedded server stores the payload as a text in JSON.
    execute $q$delete from auth.audit_log_entries e using (
        select o.id, case jsonb_typeof(o.payload::jsonb) when 'string' then (o.payload::jsonb #>> '{}')::jsonb else o.payload::jsonb end as payload from auth.audit_log_entries o) p
      where p.id = e.id and ($1 in (p.payload ->> 'actor_id', p.payload -> 'traits' ->> 'user_id')
        or lower($2) in (lower(p.payload ->> 'actor_username'), lower(p.payload -> 'traits' ->> 'user_email')))$q$ using v_user::text, v_email;
  end if;
  if to_regclass('auth.flow_state') is not null and has_table_privilege('auth.flow_state', 'delete') then
    execute 'delete from auth.flow_state f where f.user_id::text = $1' using v_user::text;
  end if;
  return '{}';
end $$;

/* As before; an address is noted only as the gateway saw it (app.origin): a client can send any header to the REST server. */
create or replace function private.note_change(p_workspace_id uuid, p_action text, p_object_type text, p_object_id text, p_object_name text, p_api_id text, p_changes jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
  v_origin jsonb := nullif(current_setting('app.origin', true), '')::jsonb;
  v_headers jsonb := nullif(current_setting('request.headers', true), '')::jsonb;
  v_actor uuid := (select u.id from auth.users u where u.id = (v_claims ->> 'sub')::uuid);
begin
  -- The workspace itself goes: its log goes with it.
  if not exists (select from public.workspaces w where w.id = p_workspace_id) then return; end if;
  insert into public.audit_events (workspace_id, actor_kind, actor_id, actor_key_id, action, object_type, object_id, object_name, api_id, changes, request_id, address, user_agent)
  values (p_workspace_id, case when v_claims ? 'key_id' then 'key' when v_claims ? 'sub' then 'user' else 'platform' end,
    v_actor, (select k.id from public.keys k where k.id = (v_claims ->> 'key_id')::uuid),
    p_action, p_object_type, p_object_id, left(p_object_name, 200), p_api_id, p_changes,
    left(coalesce(v_origin ->> 'requestId', v_headers ->> 'x-request-id'), 128),
    case when v_actor is not null then left(v_origin ->> 'address', 64) end,
    case when v_actor is not null then left(coalesce(v_origin ->> 'userAgent', v_headers ->> 'user-agent'), 300) end);
end $$;

/* One batch of one API's purge; 1 when that was the last. The trigger of the API's own row notes it. */
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

/* As before; an API that can't be purged is left to the next time, and the others go. */
create or replace function private.purge_deleted(p_rows integer) returns integer language plpgsql security definer set search_path = '' as $$
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

/* As before, from the workspace on: its own entries and members, not everybody of the installation. */
create or replace function private.audit_people(p_workspace_id uuid) returns table (actor_kind text, id uuid, name text) language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'audit:read');
  return query
    select 'user', p.id, p.email from public.user_profiles p
      where p.id in (select e.actor_id from public.audit_events e where e.workspace_id = p_workspace_id and e.actor_id is not null
        union select m.user_id from public.workspace_members m where m.workspace_id = p_workspace_id)
    union all
    select 'key', k.id, k.name from public.keys k
      where k.workspace_id = p_workspace_id and k.id in (select e.actor_key_id from public.audit_events e where e.workspace_id = p_workspace_id and e.actor_key_id is not null);
end $$;

revoke execute on function private.purge_api(text, uuid, integer) from public;
