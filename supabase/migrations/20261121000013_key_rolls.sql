-- A rolled key works until its grace is over, beside the one that replaces it.
alter table public.keys add column replaced_by uuid references public.keys (id) on delete set null;
create index keys_replaced_by on public.keys (replaced_by);
grant select (replaced_by) on public.keys to authenticated;

/* Makes a key like this one (kind, API, name, scopes, expiry; p_key has what only the new one has) and ends this one after the grace, at once
   without any. False: it is unknown, revoked, disabled, expired or was rolled already. */
create function private.roll_key(p_key_id uuid, p_key jsonb, p_grace_seconds integer) returns boolean language plpgsql security definer set search_path = '' as $$
declare v public.keys;
begin
  select * into v from public.keys k where k.id = p_key_id and k.revoked_at is null and k.disabled_at is null and k.replaced_by is null
    and (k.expires_at is null or k.expires_at > now()) for update;
  if v.id is null or not private.can(v.workspace_id, 'keys:read') then return false; end if;
  perform private.create_key(v.workspace_id, p_key || jsonb_build_object('kind', v.kind, 'apiId', v.api_id, 'name', v.name, 'scopes', to_jsonb(v.scopes), 'expiresAt', v.expires_at));
  update public.keys k set replaced_by = (p_key ->> 'id')::uuid,
    revoked_at = case when p_grace_seconds <= 0 then now() end,
    expires_at = least(k.expires_at, now() + make_interval(secs => p_grace_seconds))
    where k.id = v.id;
  return true;
end $$;

/* Stops a key, or lets it work again. False: it is unknown or revoked. */
create function private.set_key_disabled(p_key_id uuid, p_is_disabled boolean) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  select k.workspace_id into v_workspace from public.keys k where k.id = p_key_id and k.revoked_at is null;
  if v_workspace is null or not private.can(v_workspace, 'keys:read') then return false; end if;
  perform private.require_scope(v_workspace, 'keys:write');
  update public.keys k set disabled_at = case when p_is_disabled then coalesce(k.disabled_at, now()) end where k.id = p_key_id;
  return true;
end $$;

revoke execute on function private.roll_key(uuid, jsonb, integer), private.set_key_disabled(uuid, boolean) from public;
grant execute on function private.roll_key(uuid, jsonb, integer), private.set_key_disabled(uuid, boolean) to authenticated;
