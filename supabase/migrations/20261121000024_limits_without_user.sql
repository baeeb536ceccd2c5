/* As before; the user that an API is said to belong to may be gone by the time its calls are counted. */
create or replace function private.settle_calls(p_holder_id uuid, p_seq bigint, p_workspace_id uuid, p_user_id uuid, p_subject text, p_window_seconds integer, p_start timestamptz,
  p_leased integer, p_spent integer, p_keep integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_lease private.call_leases; v_mine integer := p_spent + p_keep;
begin
  perform 1 from public.rate_limit_usage r where (r.workspace_id, r.subject, r.window_seconds, r.window_start) = (p_workspace_id, p_subject, p_window_seconds, p_start) for update;
  if not found then
    begin
      insert into public.rate_limit_usage (workspace_id, subject, window_seconds, window_start, user_id) values (p_workspace_id, p_subject, p_window_seconds, p_start, p_user_id)
        on conflict do nothing;
    exception when foreign_key_violation then
      insert into public.rate_limit_usage (workspace_id, subject, window_seconds, window_start) values (p_workspace_id, p_subject, p_window_seconds, p_start)
        on conflict do nothing;
    end;
    perform 1 from public.rate_limit_usage r where (r.workspace_id, r.subject, r.window_seconds, r.window_start) = (p_workspace_id, p_subject, p_window_seconds, p_start) for update;
  end if;
  select * into v_lease from private.call_leases l
    where (l.workspace_id, l.subject, l.window_seconds, l.window_start, l.holder_id) = (p_workspace_id, p_subject, p_window_seconds, p_start, p_holder_id);
  if v_lease.seq >= p_seq then return null; end if;
  if v_mine <> coalesce(v_lease.leased, p_leased) then
    update public.rate_limit_usage r set request_count = greatest(0, r.request_count + v_mine - coalesce(v_lease.leased, p_leased))
      where (r.workspace_id, r.subject, r.window_seconds, r.window_start) = (p_workspace_id, p_subject, p_window_seconds, p_start);
  end if;
  if v_lease.seq is not null then
    update private.call_leases l set seq = p_seq, leased = v_mine, spent = p_spent, expires_at = clock_timestamp() + interval '1 minute'
      where (l.workspace_id, l.subject, l.window_seconds, l.window_start, l.holder_id) = (p_workspace_id, p_subject, p_window_seconds, p_start, p_holder_id);
  end if;
  return v_mine;
end $$;
