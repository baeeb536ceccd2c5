-- Keys of the environment open on a standby too.

/* As before, but on a standby or in a read-only transaction a key that has a row still opens. */
create or replace function private.use_bootstrap_key(p_hashes bytea[], p_pepper_version integer, p_last_four text) returns table (key_id uuid, workspace_id uuid, user_id uuid, scopes text[])
language plpgsql security definer set search_path = '' as $$
begin
  if not current_setting('transaction_read_only')::boolean and not exists (select from public.keys k where k.key_hash = any (p_hashes)) then
    insert into public.keys (workspace_id, kind, name, prefix, last_four, key_hash, pepper_version, scopes, is_bootstrap, created_by)
      select m.workspace_id, 'management', 'VALID_API_KEYS', '', p_last_four, p_hashes[1], p_pepper_version, private.role_scopes(m.role), true, m.user_id
      from public.user_profiles p join public.workspace_members m on m.user_id = p.id and m.role = 'owner' join public.workspaces w on w.id = m.workspace_id
      where p.is_admin order by p.created_at, p.id, w.is_personal desc, w.created_at limit 1
      on conflict (key_hash) do nothing;
  end if;
  return query select * from private.use_management_key(p_hashes, p_pepper_version, true);
end $$;
