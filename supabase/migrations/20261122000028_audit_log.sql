-- Every change in a workspace is noted, by triggers, in the transaction that makes it.

-- One row per change of a workspace. Nobody writes it but the triggers below; nobody changes a row, the database's owner included.
create table public.audit_events (
  id bigint generated always as identity primary key,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  actor_kind text not null check (actor_kind in ('user', 'key', 'platform')),
  actor_id uuid references auth.users (id) on delete set null,         -- of a key: who made it
  actor_key_id uuid references public.keys (id) on delete set null,
  action text not null,
  object_type text not null,
  object_id text not null,
  object_name text,
  api_id text,                                                -- the API that the object belongs to
  changes jsonb not null default '[]',                        -- [{ "field": "name", "from": "Books", "to": "Library" }]; of a secret: only the field
  request_id text,
  address text,
  user_agent text,
  created_at timestamptz not null default now()
);
create index audit_events_workspace on public.audit_events (workspace_id, id desc);
create index audit_events_api on public.audit_events (workspace_id, api_id, id desc);
create index audit_events_actor on public.audit_events (actor_id);
create index audit_events_actor_key on public.audit_events (actor_key_id);
create index audit_events_created on public.audit_events (created_at);
alter table public.audit_events enable row level security;
revoke all on public.audit_events from public, anon, authenticated, service_role;
revoke all on sequence public.audit_events_id_seq from public, anon, authenticated, service_role;
grant select on public.audit_events to authenticated;

create or replace function private.role_scopes(p_role public.member_role) returns text[]
language sql immutable set search_path = '' as $$
  select case p_role
    when 'viewer' then array['apis:read', 'generations:read', 'usage:read', 'workspace:read']
    when 'developer' then array['apis:read', 'apis:write', 'generations:read', 'generations:write', 'keys:read', 'keys:write',
      'documents:read', 'documents:write', 'secrets:read', 'secrets:write', 'usage:read', 'workspace:read']
    else array['apis:read', 'apis:write', 'generations:read', 'generations:write', 'keys:read', 'keys:write',
      'documents:read', 'documents:write', 'secrets:read', 'secrets:write', 'usage:read', 'workspace:read', 'workspace:write', 'audit:read']
  end
$$;
create policy audit_events_read on public.audit_events for select to authenticated using (workspace_id in (select private.workspaces_with('audit:read')));

/* What was noted stays as it is. It goes a year later, or with its workspace; and whoever deleted their account is forgotten in it. */
create function private.on_audit_changed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    if old.created_at < now() - interval '365 days' or not exists (select from public.workspaces w where w.id = old.workspace_id) then return old; end if;
  elsif tg_op = 'UPDATE' then
    if to_jsonb(new) - 'actor_id' - 'actor_key_id' = to_jsonb(old) - 'actor_id' - 'actor_key_id'
      and (new.actor_id is null or new.actor_id = old.actor_id) and (new.actor_key_id is null or new.actor_key_id = old.actor_key_id)
      and (new.actor_id is not distinct from old.actor_id or not exists (select from auth.users u where u.id = old.actor_id))
      and (new.actor_key_id is not distinct from old.actor_key_id or not exists (select from public.keys k where k.id = old.actor_key_id)) then
      if new.actor_id is null and old.actor_id is not null then
        new.address := null;
        new.user_agent := null;
      end if;
      return new;
    end if;
  end if;
  raise exception 'entries of the audit log are never changed or removed' using errcode = 'restrict_violation';
end $$;
create trigger audit_changed before update or delete on public.audit_events for each row execute function private.on_audit_changed();
create trigger audit_emptied before truncate on public.audit_events for each statement execute function private.on_audit_changed();

/* Notes one change. Who: the claims of this transaction, unless their account was deleted in it. From where: app.origin (lib/db/as-user.ts); of the headers
   that the REST server was sent, only what a client may say of itself, and no address. */
create function private.note_change(p_workspace_id uuid, p_action text, p_object_type text, p_object_id text, p_object_name text, p_api_id text, p_changes jsonb) returns void
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

create function private.shortened(p_value jsonb) returns jsonb language sql immutable set search_path = '' as $$
  select case when length(p_value #>> '{}') > 200 then to_jsonb(left(p_value #>> '{}', 200) || '…') else p_value end
$$;

/* The fields that differ, each from what to what; of long texts the beginning. p_fields: pairs of column and its name for people; a name that ends
   in `!` is a value that nobody is told. */
create function private.changes_of(p_old jsonb, p_new jsonb, p_fields text[]) returns jsonb language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(case when right(p_fields[i + 1], 1) = '!' then jsonb_build_object('field', rtrim(p_fields[i + 1], '!'))
      else jsonb_build_object('field', p_fields[i + 1], 'from', private.shortened(p_old -> p_fields[i]), 'to', private.shortened(p_new -> p_fields[i])) end order by i), '[]')
  from generate_series(1, cardinality(p_fields), 2) i where p_old -> p_fields[i] is distinct from p_new -> p_fields[i]
$$;

/* For `after` triggers of rows; arguments: the object's type, then pairs of column and name as private.changes_of takes them. */
create function private.on_audited() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row jsonb := coalesce(v_new, v_old);
  v_type text := tg_argv[0];
  v_workspace uuid := coalesce(v_row ->> 'workspace_id', v_row ->> 'id')::uuid;
  v_api text := case when v_type = 'api' then v_row ->> 'id' else v_row ->> 'api_id' end;
  v_action text := case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'changed' else 'deleted' end;
  v_changes jsonb := '[]';
begin
  -- What goes with its API or its workspace is told by them.
  if tg_op = 'DELETE' and v_type <> 'api' and v_api is not null and not exists (select from public.apis a where a.id = v_api) then return null; end if;
  if tg_op = 'UPDATE' then
    v_changes := private.changes_of(v_old, v_new, tg_argv[1:]);
    if v_changes = '[]' then return null; end if;
  end if;
  v_action := case v_type
    when 'api' then case when tg_op = 'DELETE' then 'purged'
      when tg_op = 'INSERT' then 'created'
      when v_new ->> 'deleted_at' is not null and v_old ->> 'deleted_at' is null then 'deleted'
      when v_new ->> 'deleted_at' is null and v_old ->> 'deleted_at' is not null then 'restored'
      when v_new ->> 'status' is distinct from v_old ->> 'status' then case v_new ->> 'status' when 'active' then 'resumed' else v_new ->> 'status' end
      else 'changed' end
    when 'key' then case when tg_op <> 'UPDATE' then v_action
      when v_new ->> 'replaced_by' is not null and v_old ->> 'replaced_by' is null then 'rolled'
      when v_new ->> 'revoked_at' is not null and v_old ->> 'revoked_at' is null then case when v_new ->> 'revoked_reason' = 'leaked' then 'reported' else 'revoked' end
      when v_new ->> 'disabled_at' is not null and v_old ->> 'disabled_at' is null then 'disabled'
      when v_new ->> 'disabled_at' is null and v_old ->> 'disabled_at' is not null then 'enabled'
      else 'changed' end
    when 'host' then case tg_op when 'INSERT' then 'approved' else 'revoked' end
    when 'deployment' then 'deployed'
    when 'member' then case tg_op when 'INSERT' then 'added' when 'DELETE' then 'removed' else 'changed' end
    else v_action end;
  if v_action in ('deleted', 'restored', 'purged', 'paused', 'resumed', 'disabled', 'enabled', 'revoked', 'reported', 'rolled') then v_changes := '[]'; end if;
  perform private.note_change(v_workspace, v_action, v_type,
    coalesce(case v_type when 'member' then v_row ->> 'user_id' when 'host' then v_row ->> 'host' when 'secret' then v_row ->> 'name' when 'model key' then v_row ->> 'workspace_id'
      when 'deployment' then v_row ->> 'version_id' end, v_row ->> 'id'),
    case v_type when 'version' then 'version ' || (v_row ->> 'number') when 'host' then v_row ->> 'host' when 'member' then null
      when 'deployment' then (select 'version ' || v.number from public.versions v where v.id = (v_row ->> 'version_id')::uuid)
      when 'model key' then '…' || (v_row ->> 'last_four') else v_row ->> 'name' end,
    v_api, v_changes);
  return null;
end $$;

create trigger audited after insert or delete or update of name, description, about, category, status, is_published, public_routes, calls_per_hour, is_prepaid, deleted_at on public.apis
  for each row execute function private.on_audited('api', 'name', 'name', 'description', 'description', 'about', 'about', 'category', 'category', 'status', 'status', 'is_published', 'published',
    'public_routes', 'public routes', 'calls_per_hour', 'calls per hour', 'is_prepaid', 'prepaid', 'deleted_at', 'deleted');
create trigger audited after insert on public.versions for each row execute function private.on_audited('version');
create trigger audited after insert on public.deployments for each row execute function private.on_audited('deployment');
create trigger audited after insert or delete or update of name, expires_at, disabled_at, revoked_at, scopes, calls_per_hour, allowed_origins, allowed_addresses, replaced_by on public.keys
  for each row execute function private.on_audited('key', 'name', 'name', 'expires_at', 'expiry', 'disabled_at', 'disabled', 'revoked_at', 'revoked', 'scopes', 'scopes', 'calls_per_hour', 'calls per hour',
    'allowed_origins', 'pages', 'allowed_addresses', 'addresses', 'replaced_by', 'replaced');
create trigger audited after insert or delete or update on public.secrets for each row execute function private.on_audited('secret', 'ciphertext', 'value!', 'hosts', 'hosts');
create trigger audited after insert or delete on public.approved_hosts for each row execute function private.on_audited('host');
create trigger audited after insert or update of name, plan, calls_per_hour, generations_per_hour on public.workspaces
  for each row execute function private.on_audited('workspace', 'name', 'name', 'plan', 'plan', 'calls_per_hour', 'calls per hour', 'generations_per_hour', 'builds per hour');
create trigger audited after insert or delete or update of role on public.workspace_members for each row execute function private.on_audited('member', 'role', 'role');
create trigger audited after insert or delete or update on private.model_keys for each row execute function private.on_audited('model key', 'sealed', 'value!', 'last_four', 'last four');

/* Who the entries of a workspace name, as they are called now. */
create function private.audit_people(p_workspace_id uuid) returns table (actor_kind text, id uuid, name text) language plpgsql stable security definer set search_path = '' as $$
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

/* Removes at most p_rows of the entries that are older than a year. Returns how many it removed. */
create function private.clean_up_audit(p_rows integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_count integer;
begin
  delete from public.audit_events e where e.id = any (array(select o.id from public.audit_events o where o.created_at < now() - interval '365 days' order by o.created_at limit p_rows));
  get diagnostics v_count = row_count;
  delete from private.purged_usage u where u.day < current_date - 800;
  return v_count;
end $$;

revoke execute on function private.on_audit_changed(), private.note_change(uuid, text, text, text, text, text, jsonb), private.changes_of(jsonb, jsonb, text[]), private.shortened(jsonb),
  private.on_audited(), private.audit_people(uuid), private.clean_up_audit(integer) from public;
grant execute on function private.audit_people(uuid) to authenticated;
grant execute on function private.clean_up_audit(integer) to app_jobs;
