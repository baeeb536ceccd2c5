-- Prepaid calls are settled by what was stored of them, a day later.

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
