-- Why a key was revoked by somebody else than its workspace.
alter table public.keys add column revoked_reason text check (revoked_reason in ('leaked'));
grant select (revoked_reason) on public.keys to authenticated;

/* Revokes the key whose possible hashes these are (one per pepper version). Who has a key may end it. False: there is none. */
create function private.revoke_leaked_key(p_hashes bytea[]) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  update public.keys k set revoked_at = now(), revoked_reason = 'leaked' where k.key_hash = any (p_hashes) and k.revoked_at is null;
  return exists (select 1 from public.keys k where k.key_hash = any (p_hashes));
end $$;
revoke execute on function private.revoke_leaked_key(bytea[]) from public;
grant execute on function private.revoke_leaked_key(bytea[]) to app_web;
