/* A hold is settled by its usage row. Rows may come a day late, from a gateway's spool: what is given back before was perhaps served. */
create or replace function private.reconcile_prepaid() returns integer language plpgsql security definer set search_path = '' as $$
declare v_calls jsonb;
begin
  select jsonb_agg(jsonb_build_object('id', h.id, 'isBillable', exists (select from public.api_usage u
      where u.id = h.id and u.is_billed and u.created_at between h.taken_at - interval '1 day' and h.taken_at + interval '1 day'))) into v_calls
    from (select * from private.prepaid_holds where taken_at < clock_timestamp() - interval '1 day' order by taken_at limit 10000) h;
  if v_calls is null then return 0; end if;
  perform private.settle_prepaid(v_calls);
  return jsonb_array_length(v_calls);
end $$;

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
