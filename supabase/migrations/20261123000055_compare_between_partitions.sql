-- The comparison of sums with rows waits while partitions are made or dropped, and they wait for it: it took moved rows for missing ones.

/* Compares the rollups of a UTC day (p_hours: of these hours of it) with its rows, and writes the day of each API anew whose rollups differ.
   Rows that are still pending count for neither side. Returns what was repaired and in how many rollups it was wrong. */
create or replace function private.reconcile_usage(p_from timestamptz, p_to timestamptz, p_has_minutes boolean) returns table (api_id text, day date, wrong integer)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_columns text := 'u.id, u.workspace_id, u.api_id, u.key_id, u.endpoint, u.status_code, u.response_time_ms, u.request_size_bytes, u.response_size_bytes, u.is_billed, u.is_cold, u.created_at';
  v_rows text := 'select ' || v_columns || ' from public.api_usage u where u.created_at >= %L and u.created_at < %L and not exists (select from private.usage_pending p where p.id = u.id)';
  v_day timestamptz := date_trunc('day', p_from, 'UTC'); v_next timestamptz := date_trunc('day', p_from, 'UTC') + interval '1 day';
  v_wrong record;
begin
  if p_to > v_next then raise exception 'one day at a time' using errcode = 'invalid_parameter_value'; end if;
  perform pg_advisory_xact_lock(727274003);
  -- As in record_usage: a statement planned while a partition is made would read neither that one nor, any more, the rows that moved into it.
  lock table only public.api_usage in row exclusive mode;
  if p_from < (select k.kept_from from private.usage_kept k) then return; end if;
  for v_wrong in
    with expected as (select s.* from private.usage_sums(format(v_rows, p_from, p_to)) s),
    found as (
      select r.* from public.api_usage_rollups r where r.bucket >= p_from and r.bucket < p_to
    )
    select coalesce(e.api_id, f.api_id) as api_id, count(*)::integer as wrong
    from expected e full join found f using (api_id, workspace_id, grain, slice, bucket, value)
    where (grain <> 'minute' or p_has_minutes) and (grain <> 'day' or (p_from = v_day and p_to = v_next)) and e is distinct from f
    group by 1
  loop
    delete from public.api_usage_rollups r where r.api_id = v_wrong.api_id and r.bucket >= v_day and r.bucket < v_next;
    insert into public.api_usage_rollups select * from private.usage_sums(format(v_rows || ' and u.api_id = %L', v_day, v_next, v_wrong.api_id));
    return query select v_wrong.api_id, (v_day at time zone 'UTC')::date, v_wrong.wrong;
  end loop;
end $$;
