-- Credit that a workspace has paid ahead for calls to one API. A call takes its price before it is made: balance + what is held + what is spent is what was paid in.
create table private.prepaid_credits (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  api_id text not null references public.apis (id) on delete cascade,
  price_micros bigint not null check (price_micros > 0),      -- of one call, in millionths of the currency
  balance_micros bigint not null check (balance_micros >= 0),
  spent_micros bigint not null default 0 check (spent_micros >= 0),
  primary key (workspace_id, api_id)
);
create index prepaid_credits_api on private.prepaid_credits (api_id);
alter table private.prepaid_credits enable row level security;

-- What calls that are under way have taken. The id is that of the call's usage row, so that afterwards it can be told what came of it.
create table private.prepaid_holds (
  id uuid primary key,
  workspace_id uuid not null,
  api_id text not null,
  amount_micros bigint not null check (amount_micros > 0),
  taken_at timestamptz not null default clock_timestamp(),
  foreign key (workspace_id, api_id) references private.prepaid_credits on delete cascade
);
create index prepaid_holds_credit on private.prepaid_holds (workspace_id, api_id);
create index prepaid_holds_age on private.prepaid_holds (taken_at);
alter table private.prepaid_holds enable row level security;

/* Takes the price of as many of the calls, in order, as the balance pays for. Returns how many and what is left; no row: there is no such credit. */
create function private.take_prepaid(p_workspace_id uuid, p_api_id text, p_calls uuid[]) returns table (taken integer, price_micros bigint, balance_micros bigint)
language plpgsql security definer set search_path = '' as $$
declare v private.prepaid_credits; v_taken integer;
begin
  select * into v from private.prepaid_credits c where c.workspace_id = p_workspace_id and c.api_id = p_api_id for update;
  if not found then return; end if;
  v_taken := least(cardinality(p_calls), v.balance_micros / v.price_micros);
  if v_taken > 0 then
    insert into private.prepaid_holds (id, workspace_id, api_id, amount_micros) select c, p_workspace_id, p_api_id, v.price_micros from unnest(p_calls[1:v_taken]) c;
    update private.prepaid_credits c set balance_micros = c.balance_micros - v_taken * v.price_micros where c.workspace_id = p_workspace_id and c.api_id = p_api_id;
  end if;
  return query select v_taken, v.price_micros, v.balance_micros - v_taken * v.price_micros;
end $$;

/* What came of calls [{ id, isBillable }]: what they held is spent, or goes back. A call that is settled already changes nothing. */
create function private.settle_prepaid(p_calls jsonb) returns void language plpgsql security definer set search_path = '' as $$
begin
  -- Everybody locks credits in the same order, and before their holds.
  perform 1 from private.prepaid_credits c where (c.workspace_id, c.api_id) in (
      select h.workspace_id, h.api_id from private.prepaid_holds h join jsonb_to_recordset(p_calls) s(id uuid) on s.id = h.id)
    order by c.workspace_id, c.api_id for update;
  with settled as (
    delete from private.prepaid_holds h using jsonb_to_recordset(p_calls) s(id uuid, "isBillable" boolean) where s.id = h.id returning h.workspace_id, h.api_id, h.amount_micros, s."isBillable"
  )
  update private.prepaid_credits c set balance_micros = c.balance_micros + s.returned, spent_micros = c.spent_micros + s.spent
    from (select workspace_id, api_id, coalesce(sum(amount_micros) filter (where not "isBillable"), 0) as returned, coalesce(sum(amount_micros) filter (where "isBillable"), 0) as spent
      from settled group by 1, 2) s
    where c.workspace_id = s.workspace_id and c.api_id = s.api_id;
end $$;

/* Settles what nobody settled, because a gateway died or Postgres was away: after two hours no call is under way any more (a stream lives one), and the
   usage rows of those that were completed have arrived. Billed there: spent; else it goes back. Returns how many. */
create function private.reconcile_prepaid() returns integer language plpgsql security definer set search_path = '' as $$
declare v_calls jsonb;
begin
  select jsonb_agg(jsonb_build_object('id', h.id, 'isBillable', exists (select from public.api_usage u
      where u.id = h.id and u.is_billed and u.created_at between h.taken_at - interval '1 day' and h.taken_at + interval '1 day'))) into v_calls
    from (select * from private.prepaid_holds where taken_at < clock_timestamp() - interval '2 hours' order by taken_at limit 10000) h;
  if v_calls is null then return 0; end if;
  perform private.settle_prepaid(v_calls);
  return jsonb_array_length(v_calls);
end $$;

revoke execute on function private.take_prepaid(uuid, text, uuid[]), private.settle_prepaid(jsonb), private.reconcile_prepaid() from public;
grant execute on function private.take_prepaid(uuid, text, uuid[]), private.settle_prepaid(jsonb) to app_gateway;
grant execute on function private.reconcile_prepaid() to app_jobs;
