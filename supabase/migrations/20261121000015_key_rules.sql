-- What a call key is held to beside its API: calls per hour of its own, the pages (origins) and addresses that it may be used from. Empty: any.
alter table public.keys
  add column calls_per_hour integer check (calls_per_hour between 1 and 1000000000),
  add column allowed_origins text[] not null default '{}' check (cardinality(allowed_origins) <= 20),
  add column allowed_addresses text[] not null default '{}' check (cardinality(allowed_addresses) <= 50);
grant select (calls_per_hour, allowed_origins, allowed_addresses) on public.keys to authenticated;

create or replace function private.create_key(p_workspace_id uuid, p_key jsonb) returns uuid language plpgsql security definer set search_path = '' as $$
declare v_scope text; v_id uuid;
begin
  perform private.require_scope(p_workspace_id, 'keys:write');
  for v_scope in select jsonb_array_elements_text(coalesce(p_key -> 'scopes', '[]')) loop
    perform private.require_scope(p_workspace_id, v_scope);
  end loop;
  insert into public.keys (id, workspace_id, kind, api_id, name, prefix, last_four, key_hash, pepper_version, scopes, expires_at, calls_per_hour, allowed_origins, allowed_addresses, created_by)
    values ((p_key ->> 'id')::uuid, p_workspace_id, (p_key ->> 'kind')::public.key_kind, p_key ->> 'apiId', p_key ->> 'name', p_key ->> 'prefix', p_key ->> 'lastFour',
      decode(p_key ->> 'keyHash', 'hex'), (p_key ->> 'pepperVersion')::integer,
      array(select jsonb_array_elements_text(coalesce(p_key -> 'scopes', '[]'))), (p_key ->> 'expiresAt')::timestamptz, (p_key ->> 'callsPerHour')::integer,
      array(select jsonb_array_elements_text(coalesce(p_key -> 'allowedOrigins', '[]'))), array(select jsonb_array_elements_text(coalesce(p_key -> 'allowedAddresses', '[]'))),
      private.actor_id())
    returning id into v_id;
  return v_id;
end $$;

/* As before; the new key is held to what the old one was. */
create or replace function private.roll_key(p_key_id uuid, p_key jsonb, p_grace_seconds integer) returns boolean language plpgsql security definer set search_path = '' as $$
declare v public.keys;
begin
  select * into v from public.keys k where k.id = p_key_id and k.revoked_at is null and k.disabled_at is null and k.replaced_by is null
    and (k.expires_at is null or k.expires_at > now()) for update;
  if v.id is null or not private.can(v.workspace_id, 'keys:read') then return false; end if;
  perform private.create_key(v.workspace_id, p_key || jsonb_build_object('kind', v.kind, 'apiId', v.api_id, 'name', v.name, 'scopes', to_jsonb(v.scopes), 'expiresAt', v.expires_at,
    'callsPerHour', v.calls_per_hour, 'allowedOrigins', to_jsonb(v.allowed_origins), 'allowedAddresses', to_jsonb(v.allowed_addresses)));
  update public.keys k set replaced_by = (p_key ->> 'id')::uuid,
    revoked_at = case when p_grace_seconds <= 0 then now() end,
    expires_at = least(k.expires_at, now() + make_interval(secs => p_grace_seconds))
    where k.id = v.id;
  return true;
end $$;

drop function private.find_call_key(bytea[]);
create function private.find_call_key(p_hashes bytea[]) returns table (key_id uuid, workspace_id uuid, api_id text, scopes text[], expires_at timestamptz, is_usable boolean,
  calls_per_hour integer, allowed_origins text[], allowed_addresses text[])
language sql stable security definer set search_path = '' as $$
  select k.id, k.workspace_id, k.api_id, k.scopes, k.expires_at, k.revoked_at is null and k.disabled_at is null and (k.expires_at is null or k.expires_at > now()),
    k.calls_per_hour, k.allowed_origins, k.allowed_addresses
  from public.keys k where k.key_hash = any (p_hashes) and k.kind = 'call'
$$;
revoke execute on function private.find_call_key(bytea[]) from public;
grant execute on function private.find_call_key(bytea[]) to app_gateway;

drop trigger key_changed on public.keys;
create trigger key_changed after insert or delete or update of disabled_at, revoked_at, expires_at, scopes, calls_per_hour, allowed_origins, allowed_addresses on public.keys
  for each row execute function private.on_key_changed();
