-- A lookup of a key works also where nothing can be written (a database that was made read-only because its disk is full): what it would note then waits.
create or replace function private.rehash_key(p_hashes bytea[], p_pepper_version integer) returns void language plpgsql security definer set search_path = '' as $$
begin
  if p_pepper_version is null or cardinality(p_hashes) < 2 or current_setting('transaction_read_only')::boolean then return; end if;
  update public.keys k set key_hash = p_hashes[1], pepper_version = p_pepper_version where k.key_hash = any (p_hashes[2:]) and k.revoked_at is null;
end $$;

create or replace function private.use_management_key(p_hashes bytea[], p_pepper_version integer, p_is_bootstrap boolean) returns table (key_id uuid, workspace_id uuid, user_id uuid, scopes text[])
language plpgsql security definer set search_path = '' as $$
declare v public.keys;
begin
  select * into v from public.keys k where k.key_hash = any (p_hashes) and k.kind = 'management' and k.is_bootstrap = p_is_bootstrap
    and k.revoked_at is null and k.disabled_at is null and (k.expires_at is null or k.expires_at > now());
  if v.id is null then return; end if;
  perform private.rehash_key(p_hashes, p_pepper_version);
  if (v.last_used_at is null or v.last_used_at < now() - interval '1 minute') and not current_setting('transaction_read_only')::boolean then
    update public.keys k set last_used_at = now() where k.id = v.id and (k.last_used_at is null or k.last_used_at < now() - interval '1 minute');
  end if;
  return query select v.id, v.workspace_id, v.created_by, v.scopes;
end $$;
