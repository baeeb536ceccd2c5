-- Limits that any number of gateways share: what a gateway has leased ahead is on record, so that what it doesn't use goes back.
create table private.call_leases (
  workspace_id uuid not null,
  subject text not null,
  window_seconds integer not null,
  window_start timestamptz not null,
  holder_id uuid not null,                                    -- one memory of one gateway: a restarted gateway is another one
  seq bigint not null,                                        -- of the holder's last word: an older one that arrives late changes nothing
  leased integer not null,                                    -- of the window's count, what this holder took
  spent integer not null,                                     -- of that, what it gave to calls, as of its last word
  expires_at timestamptz not null,                            -- after it the holder counts as dead
  primary key (workspace_id, subject, window_seconds, window_start, holder_id),
  foreign key (workspace_id, subject, window_seconds, window_start) references public.rate_limit_usage on delete cascade
);
alter table private.call_leases enable row level security;

-- An API's own limit, set by its owner; whether calls from elsewhere are paid from a credit that is taken before the call.
alter table public.apis
  add column calls_per_hour integer check (calls_per_hour between 1 and 1000000000),
  add column is_prepaid boolean not null default false;
grant update (calls_per_hour) on public.apis to authenticated;
create trigger api_limits_changed after update of calls_per_hour, is_prepaid on public.apis for each row execute function private.on_api_changed();

drop function private.find_api(text);
create function private.find_api(p_api_id text) returns table (api_id text, workspace_id uuid, user_id uuid, status public.api_status, status_reason text, is_deleted boolean,
  live_version_id uuid, public_routes jsonb, plan public.plan, calls_per_hour integer, api_calls_per_hour integer, is_prepaid boolean)
language sql stable security definer set search_path = '' as $$
  select a.id, a.workspace_id, a.user_id, a.status, a.status_reason, a.deleted_at is not null, a.live_version_id, a.public_routes, w.plan, w.calls_per_hour, a.calls_per_hour, a.is_prepaid
  from public.apis a join public.workspaces w on w.id = a.workspace_id where a.id = p_api_id
$$;

drop function private.take_calls(uuid, uuid, text, integer, integer, integer);

/* Makes a window's count true to what a holder says of itself: p_leased is what it knows to have taken, p_spent what it gave to calls (more
   than it took when it decided alone). Locks the window. Returns what it has in the count now; null: a later word was heard. */
create function private.settle_calls(p_holder_id uuid, p_seq bigint, p_workspace_id uuid, p_user_id uuid, p_subject text, p_window_seconds integer, p_start timestamptz,
  p_leased integer, p_spent integer, p_keep integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_lease private.call_leases; v_mine integer := p_spent + p_keep;
begin
  perform 1 from public.rate_limit_usage r where (r.workspace_id, r.subject, r.window_seconds, r.window_start) = (p_workspace_id, p_subject, p_window_seconds, p_start) for update;
  if not found then
    insert into public.rate_limit_usage (workspace_id, subject, window_seconds, window_start, user_id) values (p_workspace_id, p_subject, p_window_seconds, p_start, p_user_id)
      on conflict do nothing;
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

/* Decides calls against several limits of a workspace at once, each a sliding window (current + previous × (1 − elapsed / window)) by this clock.
   p_accounts [{ holder, subject, limit, ahead, window, leased, spent, keep }], by subject: what the holder knows of itself in `window` (seconds
   since the epoch; null: nothing yet). Of leased − spent it keeps `keep` whatever is decided; the rest goes back and is decided anew.
   p_groups [{ of: indices of accounts, calls }], in order: as many calls as fit into every one of their accounts, the others none of them.
   `ahead`: what the gateway wants to hold then, never of the window's last tenth. p_ended [{ holder, subject, window, leased, spent }]: earlier windows.
   What a gateway held when it died stays counted, because nobody knows what it had given away: it comes back as the window slides.
   Returns { start, leftMs, served: [by group], accounts: [{ leased, spent, used, retryMs }] }; retryMs: 0, or the wait after which one call fits. */
create function private.take_calls(p_seq bigint, p_workspace_id uuid, p_user_id uuid, p_window_seconds integer, p_accounts jsonb, p_groups jsonb, p_ended jsonb)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_now double precision; v_start double precision; v_left double precision; v_item record; v_group jsonb; v_index integer; v_count integer := jsonb_array_length(p_accounts);
  v_limit integer[] := '{}'; v_ahead integer[] := '{}'; v_leased integer[] := '{}'; v_spent integer[] := '{}'; v_keep integer[] := '{}'; v_mine integer[] := '{}'; v_subject text[] := '{}'; v_holder uuid[] := '{}';
  v_others bigint[] := '{}'; v_previous integer[] := '{}'; v_room integer[] := '{}'; v_served integer[] := '{}'; v_given integer; v_settled integer;
  v_extra integer; v_used bigint; v_current bigint; v_wait double precision; v_results jsonb := '[]';
begin
  v_start := floor(extract(epoch from clock_timestamp()) / p_window_seconds) * p_window_seconds;
  -- Windows before their successors, then subjects in order: everybody locks in the same order.
  for v_item in select e.holder, e.window, e.subject, e.leased, e.spent, e.keep from (
      select x.holder, x.window, x.subject, x.leased, x.spent, 0 as keep from jsonb_to_recordset(p_ended) x(holder uuid, subject text, "window" double precision, leased integer, spent integer)
      union all select x.holder, x.window, x.subject, x.leased, x.spent, x.keep from jsonb_to_recordset(p_accounts) x(holder uuid, subject text, "window" double precision, leased integer, spent integer, keep integer)
        where x.window <> v_start) e order by 2, 3, 1 loop
    perform private.settle_calls(v_item.holder, p_seq, p_workspace_id, p_user_id, v_item.subject, p_window_seconds, to_timestamp(v_item.window), v_item.leased, v_item.spent, v_item.keep);
  end loop;
  for v_item in select x.* from jsonb_to_recordset(p_accounts) x(holder uuid, subject text, "limit" integer, ahead integer, "window" double precision, leased integer, spent integer, keep integer) loop
    if v_item.window <> v_start then
      v_item.leased := 0; v_item.spent := 0; v_item.keep := 0;
    end if;
    v_settled := private.settle_calls(v_item.holder, p_seq, p_workspace_id, p_user_id, v_item.subject, p_window_seconds, to_timestamp(v_start), v_item.leased, v_item.spent, v_item.keep);
    if v_settled is null then raise exception 'a later word of this holder was heard' using errcode = 'object_not_in_prerequisite_state'; end if;
    v_subject := v_subject || v_item.subject; v_holder := v_holder || v_item.holder; v_limit := v_limit || v_item.limit; v_ahead := v_ahead || v_item.ahead; v_spent := v_spent || v_item.spent; v_keep := v_keep || v_item.keep; v_mine := v_mine || v_settled;
  end loop;
  -- Locks were waited for: the time that counts is now, and a window that ended meanwhile gives nothing more.
  v_now := extract(epoch from clock_timestamp());
  v_left := v_start + p_window_seconds - v_now;
  for v_index in 1..v_count loop
    v_others := v_others || (select r.request_count - v_mine[v_index]::bigint from public.rate_limit_usage r
      where (r.workspace_id, r.subject, r.window_seconds, r.window_start) = (p_workspace_id, v_subject[v_index], p_window_seconds, to_timestamp(v_start)));
    v_previous := v_previous || coalesce((select r.request_count from public.rate_limit_usage r
      where (r.workspace_id, r.subject, r.window_seconds, r.window_start) = (p_workspace_id, v_subject[v_index], p_window_seconds, to_timestamp(v_start - p_window_seconds))), 0);
    v_used := v_others[v_index] + v_mine[v_index] + ceil(v_previous[v_index] * greatest(v_left, 0) / p_window_seconds);
    v_room := v_room || case when v_left > 0 then greatest(0, v_limit[v_index] - v_used)::integer else 0 end;
  end loop;
  for v_group in select g from jsonb_array_elements(p_groups) g loop
    select least((v_group ->> 'calls')::integer, min(v_room[i::integer + 1])) into v_given from jsonb_array_elements_text(v_group -> 'of') i;
    for v_index in select i::integer + 1 from jsonb_array_elements_text(v_group -> 'of') i loop
      v_room[v_index] := v_room[v_index] - v_given; v_spent[v_index] := v_spent[v_index] + v_given;
    end loop;
    v_served := v_served || v_given;
  end loop;
  for v_index in 1..v_count loop
    v_extra := greatest(0, least(v_ahead[v_index] - v_keep[v_index], v_room[v_index], floor(v_room[v_index] - v_limit[v_index] * 0.1)::integer));
    v_given := v_spent[v_index] + v_keep[v_index] + v_extra;
    v_current := v_others[v_index] + v_given;
    if v_given <> v_mine[v_index] then
      update public.rate_limit_usage r set request_count = greatest(0, v_current)
        where (r.workspace_id, r.subject, r.window_seconds, r.window_start) = (p_workspace_id, v_subject[v_index], p_window_seconds, to_timestamp(v_start));
    end if;
    if v_given > v_spent[v_index] then
      insert into private.call_leases (workspace_id, subject, window_seconds, window_start, holder_id, seq, leased, spent, expires_at)
        values (p_workspace_id, v_subject[v_index], p_window_seconds, to_timestamp(v_start), v_holder[v_index], p_seq, v_given, v_spent[v_index], clock_timestamp() + interval '1 minute')
        on conflict (workspace_id, subject, window_seconds, window_start, holder_id) do update set seq = excluded.seq, leased = excluded.leased, spent = excluded.spent, expires_at = excluded.expires_at;
    else
      update private.call_leases l set leased = v_given, spent = v_spent[v_index]
        where (l.workspace_id, l.subject, l.window_seconds, l.window_start, l.holder_id) = (p_workspace_id, v_subject[v_index], p_window_seconds, to_timestamp(v_start), v_holder[v_index]);
    end if;
    v_wait := 0;
    if v_room[v_index] < 1 then
      v_wait := case when v_left <= 0 then 0
        when v_current < v_limit[v_index] then v_left - p_window_seconds * (v_limit[v_index] - 1 - v_current)::double precision / greatest(v_previous[v_index], 1)
        else v_left + p_window_seconds * (1 - (v_limit[v_index] - 1)::double precision / v_current) end;
      v_wait := greatest(1, ceil(v_wait * 1000) + 50);
    end if;
    v_results := v_results || jsonb_build_object('leased', v_given, 'spent', v_spent[v_index], 'retryMs', v_wait,
      'used', greatest(0, v_current) + ceil(v_previous[v_index] * greatest(v_left, 0) / p_window_seconds));
  end loop;
  return jsonb_build_object('start', v_start, 'leftMs', greatest(0, floor(v_left * 1000)), 'served', to_jsonb(v_served), 'accounts', v_results);
end $$;

/* What a workspace used of its limits in the sliding hour, by subject ('plan', 'api:<id>', 'key:<uuid>'): given to calls or lost with a gateway; beside it
   what gateways that live hold ahead. */
create function private.calls_this_hour(p_workspace_id uuid) returns table (subject text, used integer, leased integer) language sql stable security definer set search_path = '' as $$
  with hour as (select date_bin('1 hour', clock_timestamp(), 'epoch') as starts, extract(epoch from clock_timestamp() - date_bin('1 hour', clock_timestamp(), 'epoch')) / 3600 as passed),
  counted as (
    select r.subject, ceil(sum(case when r.window_start = hour.starts then r.request_count else r.request_count * (1 - hour.passed) end))::integer as calls
    from public.rate_limit_usage r, hour
    where r.workspace_id = p_workspace_id and r.window_seconds = 3600 and r.window_start in (hour.starts, hour.starts - interval '1 hour') and private.can(p_workspace_id, 'usage:read')
    group by r.subject),
  held as (
    select l.subject, sum(l.leased - l.spent)::integer as calls from private.call_leases l, hour
    where l.workspace_id = p_workspace_id and l.window_seconds = 3600 and l.window_start = hour.starts and l.expires_at > clock_timestamp() group by l.subject)
  select c.subject, greatest(0, c.calls - coalesce(h.calls, 0)), coalesce(h.calls, 0) from counted c left join held h on h.subject = c.subject
$$;

revoke execute on function private.find_api(text), private.settle_calls(uuid, bigint, uuid, uuid, text, integer, timestamptz, integer, integer, integer),
  private.take_calls(bigint, uuid, uuid, integer, jsonb, jsonb, jsonb), private.calls_this_hour(uuid) from public;
grant execute on function private.find_api(text), private.take_calls(bigint, uuid, uuid, integer, jsonb, jsonb, jsonb) to app_gateway;
grant execute on function private.calls_this_hour(uuid) to authenticated;
