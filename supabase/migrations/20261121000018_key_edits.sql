-- Keys that change: what can be edited, what became of each and by whom, new peppers, keys of the settings. And routes that an owner opens.
alter table public.keys
  add column revision integer not null default 1,             -- of what can be edited: the ETag
  add column is_bootstrap boolean not null default false;     -- one of VALID_API_KEYS
grant select (revision, is_bootstrap) on public.keys to authenticated;

create function private.on_key_revised() returns trigger language plpgsql set search_path = '' as $$
begin new.revision := old.revision + 1; return new; end $$;
create trigger key_revised before update of name, expires_at, disabled_at, revoked_at, scopes, calls_per_hour, allowed_origins, allowed_addresses, replaced_by on public.keys
  for each row execute function private.on_key_revised();

-- What became of a key, written by a trigger: whichever way a key is changed, it is noted. Nothing changes a row.
create table private.key_events (
  id bigint generated always as identity primary key,
  key_id uuid not null references public.keys (id) on delete cascade,
  action text not null check (action in ('created', 'changed', 'disabled', 'enabled', 'rolled', 'revoked', 'reported')),
  fields text[] not null default '{}',                        -- of `changed`: which
  actor_id uuid references auth.users (id) on delete set null,
  actor_key_id uuid references public.keys (id) on delete set null,
  created_at timestamptz not null default now()
);
create index key_events_key on private.key_events (key_id, id);
create index key_events_actor on private.key_events (actor_id);
create index key_events_actor_key on private.key_events (actor_key_id);
alter table private.key_events enable row level security;

create function private.on_key_noted() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb; v_action text; v_fields text[] := '{}';
begin
  if tg_op = 'INSERT' then v_action := 'created';
  elsif new.replaced_by is not null and old.replaced_by is null then v_action := 'rolled';
  elsif new.revoked_at is not null and old.revoked_at is null then v_action := case when new.revoked_reason = 'leaked' then 'reported' else 'revoked' end;
  elsif (new.disabled_at is null) <> (old.disabled_at is null) then v_action := case when new.disabled_at is null then 'enabled' else 'disabled' end;
  else
    v_action := 'changed';
    v_fields := array(select f from (values ('name', new.name is distinct from old.name), ('expiresAt', new.expires_at is distinct from old.expires_at), ('scopes', new.scopes is distinct from old.scopes),
      ('callsPerHour', new.calls_per_hour is distinct from old.calls_per_hour), ('allowedOrigins', new.allowed_origins is distinct from old.allowed_origins),
      ('allowedAddresses', new.allowed_addresses is distinct from old.allowed_addresses)) as t (f, is_changed) where is_changed);
    if v_fields = '{}' then return null; end if;
  end if;
  insert into private.key_events (key_id, action, fields, actor_id, actor_key_id) values (new.id, v_action, v_fields,
    (select p.id from public.user_profiles p where p.id = (v_claims ->> 'sub')::uuid), (select k.id from public.keys k where k.id = (v_claims ->> 'key_id')::uuid));
  return null;
end $$;
create trigger key_noted after insert or update of name, expires_at, disabled_at, revoked_at, scopes, calls_per_hour, allowed_origins, allowed_addresses, replaced_by on public.keys
  for each row execute function private.on_key_noted();

/* What became of a key, oldest first, with the e-mail of who did it, or the name of the management key that did. Without either it was the
   platform, or somebody who has no account: a report. */
create function private.key_history(p_key_id uuid) returns table (action text, fields text[], actor_email text, actor_key_name text, created_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select e.action, e.fields, p.email, a.name, e.created_at
  from public.keys k join private.key_events e on e.key_id = k.id left join public.user_profiles p on p.id = e.actor_id left join public.keys a on a.id = e.actor_key_id
  where k.id = p_key_id and private.can(k.workspace_id, 'keys:read') order by e.id
$$;

/* Changes what p_changes { name, expiresAt, callsPerHour, allowedOrigins, allowedAddresses, scopes } has. Who changes a key must have each scope that
   it has afterwards, as if it was made anew. Returns changed; stale: p_revision is not its revision; absent: unknown or revoked. */
create function private.change_key(p_key_id uuid, p_changes jsonb, p_revision integer) returns text language plpgsql security definer set search_path = '' as $$
declare v public.keys; v_scopes text[]; v_scope text;
begin
  select * into v from public.keys k where k.id = p_key_id and k.revoked_at is null for update;
  if v.id is null or not private.can(v.workspace_id, 'keys:read') then return 'absent'; end if;
  perform private.require_scope(v.workspace_id, 'keys:write');
  if p_revision is not null and p_revision <> v.revision then return 'stale'; end if;
  v_scopes := case when p_changes ? 'scopes' then array(select jsonb_array_elements_text(p_changes -> 'scopes')) else v.scopes end;
  foreach v_scope in array v_scopes loop perform private.require_scope(v.workspace_id, v_scope); end loop;
  update public.keys k set
    scopes = v_scopes,
    name = coalesce(p_changes ->> 'name', k.name),
    expires_at = case when p_changes ? 'expiresAt' then (p_changes ->> 'expiresAt')::timestamptz else k.expires_at end,
    calls_per_hour = case when p_changes ? 'callsPerHour' then (p_changes ->> 'callsPerHour')::integer else k.calls_per_hour end,
    allowed_origins = case when p_changes ? 'allowedOrigins' then array(select jsonb_array_elements_text(p_changes -> 'allowedOrigins')) else k.allowed_origins end,
    allowed_addresses = case when p_changes ? 'allowedAddresses' then array(select jsonb_array_elements_text(p_changes -> 'allowedAddresses')) else k.allowed_addresses end
    where k.id = v.id;
  return 'changed';
end $$;

/* p_hashes: newest pepper first. A key that is known by an older one is hashed anew by the newest (p_pepper_version): only now the key itself is at hand. */
drop function private.find_call_key(bytea[]);
create function private.find_call_key(p_hashes bytea[], p_pepper_version integer default null) returns table (key_id uuid, workspace_id uuid, api_id text, scopes text[], expires_at timestamptz,
  is_usable boolean, calls_per_hour integer, allowed_origins text[], allowed_addresses text[])
language plpgsql security definer set search_path = '' as $$
begin
  return query select k.id, k.workspace_id, k.api_id, k.scopes, k.expires_at, k.revoked_at is null and k.disabled_at is null and (k.expires_at is null or k.expires_at > now()),
    k.calls_per_hour, k.allowed_origins, k.allowed_addresses
    from public.keys k where k.key_hash = any (p_hashes) and k.kind = 'call';
  perform private.rehash_key(p_hashes, p_pepper_version);
end $$;

create function private.rehash_key(p_hashes bytea[], p_pepper_version integer) returns void language sql security definer set search_path = '' as $$
  update public.keys k set key_hash = p_hashes[1], pepper_version = p_pepper_version
    where p_pepper_version is not null and k.key_hash = any (p_hashes[2:]) and k.revoked_at is null
$$;

/* Also notes the use, at most once a minute. */
drop function private.find_management_key(bytea[]);
create function private.find_management_key(p_hashes bytea[], p_pepper_version integer default null) returns table (key_id uuid, workspace_id uuid, user_id uuid, scopes text[])
language plpgsql security definer set search_path = '' as $$
begin
  return query select * from private.use_management_key(p_hashes, p_pepper_version, false);
end $$;

create function private.use_management_key(p_hashes bytea[], p_pepper_version integer, p_is_bootstrap boolean) returns table (key_id uuid, workspace_id uuid, user_id uuid, scopes text[])
language plpgsql security definer set search_path = '' as $$
declare v public.keys;
begin
  select * into v from public.keys k where k.key_hash = any (p_hashes) and k.kind = 'management' and k.is_bootstrap = p_is_bootstrap
    and k.revoked_at is null and k.disabled_at is null and (k.expires_at is null or k.expires_at > now());
  if v.id is null then return; end if;
  perform private.rehash_key(p_hashes, p_pepper_version);
  update public.keys k set last_used_at = now() where k.id = v.id and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute');
  return query select v.id, v.workspace_id, v.created_by, v.scopes;
end $$;

/* One of VALID_API_KEYS. At its first use it gets a row, so that its scopes, its last use and its end are those of any key: every scope, in the own
   workspace of the administrator who came first. Without an administrator there is no row; neither when it was revoked, disabled or has expired. */
create function private.use_bootstrap_key(p_hashes bytea[], p_pepper_version integer, p_last_four text) returns table (key_id uuid, workspace_id uuid, user_id uuid, scopes text[])
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from public.keys k where k.key_hash = any (p_hashes)) then
    insert into public.keys (workspace_id, kind, name, prefix, last_four, key_hash, pepper_version, scopes, is_bootstrap, created_by)
      select m.workspace_id, 'management', 'VALID_API_KEYS', '', p_last_four, p_hashes[1], p_pepper_version, private.role_scopes(m.role), true, m.user_id
      from public.user_profiles p join public.workspace_members m on m.user_id = p.id and m.role = 'owner' join public.workspaces w on w.id = m.workspace_id
      where p.is_admin order by p.created_at, p.id, w.is_personal desc, w.created_at limit 1
      on conflict (key_hash) do nothing;
  end if;
  return query select * from private.use_management_key(p_hashes, p_pepper_version, true);
end $$;

/* Lets a route of an API be called without a key, or no longer. False: there is no such API. */
create function private.set_public_route(p_api_id text, p_method text, p_path text, p_is_public boolean) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid; v_routes jsonb; v_route jsonb := jsonb_build_object('method', p_method, 'path', p_path);
begin
  select a.workspace_id, a.public_routes into v_workspace, v_routes from public.apis a where a.id = p_api_id and a.deleted_at is null for update;
  if v_workspace is null or not private.can(v_workspace, 'apis:read') then return false; end if;
  perform private.require_scope(v_workspace, 'apis:write');
  v_routes := coalesce((select jsonb_agg(r) from jsonb_array_elements(v_routes) r where r <> v_route), '[]');
  update public.apis a set public_routes = case when p_is_public then v_routes || v_route else v_routes end where a.id = p_api_id;
  return true;
end $$;

revoke execute on function private.on_key_revised(), private.on_key_noted(), private.key_history(uuid), private.change_key(uuid, jsonb, integer), private.find_call_key(bytea[], integer),
  private.rehash_key(bytea[], integer), private.find_management_key(bytea[], integer), private.use_management_key(bytea[], integer, boolean), private.use_bootstrap_key(bytea[], integer, text),
  private.set_public_route(text, text, text, boolean) from public;
revoke all on private.key_events from public, anon, authenticated, service_role;
grant execute on function private.key_history(uuid), private.change_key(uuid, jsonb, integer), private.set_public_route(text, text, text, boolean) to authenticated;
grant execute on function private.find_call_key(bytea[], integer) to app_gateway;
grant execute on function private.find_management_key(bytea[], integer), private.use_bootstrap_key(bytea[], integer, text) to app_web;
