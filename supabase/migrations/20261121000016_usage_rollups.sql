-- Usage at scale: rows in one partition per UTC day, and rollups by minute, hour and day that analytics read.
-- A row names the endpoint (method and route template of the OpenAPI document), never the path that was called.

---------------------------------------------------------------------------------------------------------------- rows

alter table public.api_usage set schema private;
alter table private.api_usage rename to api_usage_before;

/* By day and not by month: retention frees the disk day by day, and what analytics, replays and reconciliation touch is a day or less.
   The id is a UUID of version 7 and created_at the time in it, so a batch that is sent again, however late, meets its rows in their partition. */
create table public.api_usage (
  id uuid not null,
  workspace_id uuid not null,
  api_id text not null,
  user_id uuid,
  key_id uuid,
  version_id uuid,
  request_id text not null,
  method text not null,
  endpoint text check (length(endpoint) <= 200),              -- `GET /books/{id}`; null: not in the version's document
  status_code smallint not null,
  response_time_ms real not null,
  request_size_bytes bigint not null default 0,
  response_size_bytes bigint not null default 0,
  is_billed boolean not null default false,
  is_cold boolean not null default false,
  created_at timestamptz not null,
  primary key (id, created_at),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
) partition by range (created_at);
create index api_usage_api on public.api_usage (api_id, workspace_id, created_at desc);
create index api_usage_workspace on public.api_usage (workspace_id, created_at desc);
alter table public.api_usage enable row level security;
revoke all on table public.api_usage from anon, authenticated, service_role;
grant select on public.api_usage to authenticated;
create policy api_usage_read on public.api_usage for select to authenticated using (workspace_id in (select private.workspaces_with('usage:read')));

-- Partitions live in schema private, where the REST server reaches nothing. This one takes what has none yet: no row waits for a job.
create table private.api_usage_other partition of public.api_usage default;
alter table private.api_usage_other enable row level security;

/* Rows before kept_from were dropped. */
create table private.usage_kept (is_only boolean primary key default true check (is_only), kept_from timestamptz not null);
insert into private.usage_kept (kept_from) values ('-infinity');
alter table private.usage_kept enable row level security;

/* Events that came after the rows of their day were dropped: whether they were counted then can't be told any more, so they are neither
   stored nor counted, but set aside. */
create table private.usage_late (id uuid primary key, event jsonb not null, seen_at timestamptz not null default now());
alter table private.usage_late enable row level security;

/* Makes the partition of a UTC day, with the rows that wait for it. False: there is one. */
create function private.add_usage_partition(p_day date) returns boolean language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
declare
  v_name text := 'api_usage_' || to_char(p_day, 'YYYYMMDD');
  v_from timestamptz := p_day::timestamp at time zone 'UTC';
  v_to timestamptz := (p_day + 1)::timestamp at time zone 'UTC';
begin
  -- Keeps writers away, not readers: whoever waited sees the new partition, and no row slips into the default one.
  lock table only public.api_usage in share row exclusive mode;
  if to_regclass('private.' || v_name) is not null then return false; end if;
  execute format('create table private.%I (like public.api_usage including all)', v_name);
  execute format('alter table private.%I enable row level security', v_name);
  execute format('revoke all on table private.%I from public, anon, authenticated, service_role', v_name);
  execute format('with moved as (delete from private.api_usage_other where created_at >= %L and created_at < %L returning *) insert into private.%I select * from moved', v_from, v_to, v_name);
  execute format('alter table public.api_usage attach partition private.%I for values from (%L) to (%L)', v_name, v_from, v_to);
  return true;
end $$;

---------------------------------------------------------------------------------------------------------------- rollups

/* What came in and is in no rollup yet, written by the transaction that stores the row. */
create table private.usage_pending (
  id uuid not null, workspace_id uuid not null, api_id text not null, key_id uuid, endpoint text, status_code smallint not null, response_time_ms real not null,
  request_size_bytes bigint not null, response_size_bytes bigint not null, is_billed boolean not null, is_cold boolean not null, created_at timestamptz not null
);
alter table private.usage_pending enable row level security;

/* Sums of an API's calls in a minute, an hour and a day: of all, by key and by endpoint. `value` is the key's id or the endpoint; empty: a call
   without a key, or to no endpoint of the document. Lists of counts hold one number per value that occurs, in order: value × 2^40 + how often. */
create table public.api_usage_rollups (
  api_id text not null,
  workspace_id uuid not null,
  -- Texts and no enums: under row-level security only operators that leak nothing use an index, and those of enums aren't.
  grain text not null check (grain in ('minute', 'hour', 'day')),
  slice text not null check (slice in ('all', 'key', 'endpoint')),
  bucket timestamptz not null,
  value text not null,
  requests bigint not null,
  client_errors bigint not null,
  errors bigint not null,
  billed bigint not null,
  wakes bigint not null,
  total_us bigint not null,
  request_bytes bigint not null,
  response_bytes bigint not null,
  statuses bigint[] not null,
  latencies bigint[] not null,
  last_at timestamptz not null,
  primary key (workspace_id, api_id, grain, slice, bucket, value),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
) with (fillfactor = 80);                                     -- the current ones are updated each second: in place
create index api_usage_rollups_age on public.api_usage_rollups (grain, bucket);
alter table public.api_usage_rollups enable row level security;
revoke all on table public.api_usage_rollups from anon, authenticated, service_role;
grant select on public.api_usage_rollups to authenticated;
create policy api_usage_rollups_read on public.api_usage_rollups for select to authenticated using (workspace_id in (select private.workspaces_with('usage:read')));

create function private.on_usage_stored() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into private.usage_pending
    select s.id, s.workspace_id, s.api_id, s.key_id, s.endpoint, s.status_code, s.response_time_ms, s.request_size_bytes, s.response_size_bytes, s.is_billed, s.is_cold, s.created_at from stored s;
  return null;
end $$;
create trigger usage_stored after insert on public.api_usage referencing new table as stored for each statement execute function private.on_usage_stored();

create function private.add_counts(p_a bigint[], p_b bigint[]) returns bigint[] language sql immutable set search_path = '' as $$
  select array(select (c >> 40 << 40) + sum(c & 1099511627775)::bigint from unnest(p_a || p_b) c group by c >> 40 order by 1)
$$;

/* The rollups of the rows that a statement gives, which have the columns of usage_pending. Only functions of ours write the statement.
   Latencies are counted in buckets whose edges grow by (1 + 0.02) / (1 - 0.02) from 0.01 ms: a percentile read from them is at most 2 % off
   (DDSketch, Masson et al., VLDB 2019). lib/usage/latency-quantile.ts reads them. */
create function private.usage_sums(p_rows text) returns setof public.api_usage_rollups language plpgsql set search_path = '' set work_mem = '64MB' set jit = off as $$
begin
  return query execute format($q$
    with taken as materialized (%s),
    facts as (
      select t.api_id, t.workspace_id, coalesce(t.key_id::text, '') as key, coalesce(t.endpoint, '') as endpoint, t.status_code::bigint as status, t.is_billed, t.is_cold,
        t.request_size_bytes, t.response_size_bytes, t.created_at, round(t.response_time_ms::double precision * 1000)::bigint as us,
        least(1000, ceil(ln(greatest(1::double precision, t.response_time_ms::double precision * 100)) / ln(1.02::double precision / 0.98)))::bigint as latency,
        date_trunc('minute', t.created_at, 'UTC') as minute, date_trunc('hour', t.created_at, 'UTC') as hour, date_trunc('day', t.created_at, 'UTC') as day
      from taken t where exists (select from public.apis a where a.id = t.api_id and a.workspace_id = t.workspace_id)
    ), sums as (
      select f.api_id, f.workspace_id, case when grouping(f.minute) = 0 then 'minute' when grouping(f.hour) = 0 then 'hour' else 'day' end as grain,
        case when grouping(f.key) = 0 then 'key' when grouping(f.endpoint) = 0 then 'endpoint' else 'all' end as slice, coalesce(f.minute, f.hour, f.day) as bucket, coalesce(f.key, f.endpoint, '') as value,
        count(*) as requests, count(*) filter (where f.status between 400 and 499) as client_errors, count(*) filter (where f.status >= 500) as errors, count(*) filter (where f.is_billed) as billed,
        count(*) filter (where f.is_cold) as wakes, sum(f.us)::bigint as us, sum(f.request_size_bytes)::bigint as request_bytes, sum(f.response_size_bytes)::bigint as response_bytes,
        array_agg(f.status) as statuses, array_agg(f.latency) as latencies, max(f.created_at) as last_at
      from facts f
      group by f.api_id, f.workspace_id, grouping sets ((f.minute), (f.hour), (f.day), (f.minute, f.key), (f.hour, f.key), (f.day, f.key), (f.minute, f.endpoint), (f.hour, f.endpoint), (f.day, f.endpoint))
    )
    select s.api_id, s.workspace_id, s.grain, s.slice, s.bucket, s.value, s.requests, s.client_errors, s.errors, s.billed, s.wakes, s.us, s.request_bytes, s.response_bytes,
      array(select (v << 40) + count(*) from unnest(s.statuses) v group by v order by v), array(select (v << 40) + count(*) from unnest(s.latencies) v group by v order by v), s.last_at
    from sums s
  $q$, p_rows);
end $$;

/* Counts what is pending into the rollups, at most p_limit rows, all or nothing. One at a time: a second caller does nothing, so gateways never
   wait for each other here. Returns how many rows. */
create function private.fold_usage(p_limit integer default 50000) returns integer language plpgsql security definer set search_path = '' as $$
declare v_rows integer;
begin
  if not pg_try_advisory_xact_lock(727274003) then return 0; end if;
  with sums as materialized (
    select * from private.usage_sums(format('delete from private.usage_pending p where p.ctid = any (array(select q.ctid from private.usage_pending q limit %s)) returning p.*', p_limit))
  ), added as (
    insert into public.api_usage_rollups as r select * from sums
    on conflict (workspace_id, api_id, grain, slice, bucket, value) do update set
      requests = r.requests + excluded.requests, client_errors = r.client_errors + excluded.client_errors, errors = r.errors + excluded.errors, billed = r.billed + excluded.billed,
      wakes = r.wakes + excluded.wakes, total_us = r.total_us + excluded.total_us, request_bytes = r.request_bytes + excluded.request_bytes,
      response_bytes = r.response_bytes + excluded.response_bytes, statuses = private.add_counts(r.statuses, excluded.statuses),
      latencies = private.add_counts(r.latencies, excluded.latencies), last_at = greatest(r.last_at, excluded.last_at)
  ), counted as (
    update public.apis a set usage_count = a.usage_count + s.n
      from (select api_id, sum(requests)::bigint as n from sums where slice = 'all' and grain = 'day' group by api_id) s where a.id = s.api_id
  ), used as (
    update public.keys k set last_used_at = s.last_at
      from (select value::uuid as key_id, max(last_at) as last_at from sums where slice = 'key' and grain = 'day' and value <> '' group by value) s
      where k.id = s.key_id and (k.last_used_at is null or k.last_used_at < s.last_at)
  )
  select coalesce(sum(requests), 0) into v_rows from sums where slice = 'all' and grain = 'day';
  return v_rows;
end $$;

/* Compares the rollups of a UTC day (p_hours: of these hours of it) with its rows, and writes the day of each API anew whose rollups differ.
   Rows that are still pending count for neither side. Returns what was repaired and in how many rollups it was wrong. */
create function private.reconcile_usage(p_from timestamptz, p_to timestamptz, p_has_minutes boolean) returns table (api_id text, day date, wrong integer)
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

---------------------------------------------------------------------------------------------------------------- endpoints

/* What calls are counted by: the operations of a version's document, at most 200 of it. A path fits when it has as many slashes and is like the
   pattern: then each placeholder stands for one segment. */
create table private.version_operations (
  version_id uuid not null references public.versions (id) on delete cascade,
  method text not null,
  slashes integer not null,
  pattern text not null,
  placeholders integer not null,
  endpoint text not null,
  primary key (version_id, method, slashes, pattern)
);
alter table private.version_operations enable row level security;

create function private.add_operations(p_version_id uuid, p_openapi jsonb) returns void language sql security definer set search_path = '' as $$
  insert into private.version_operations
  select p_version_id, o.method, length(o.path) - length(replace(o.path, '/', '')),
    regexp_replace(regexp_replace(o.path, '([\\%_])', '\\\1', 'g'), '\{[^{}/]+\}', '_%', 'g'), length(o.path) - length(replace(o.path, '{', '')), o.method || ' ' || o.path
  from (
    select 'GET' as method, '/openapi.json' as path
    union
    select upper(m.name), p.key
    from jsonb_each(case jsonb_typeof(p_openapi -> 'paths') when 'object' then p_openapi -> 'paths' end) p
      cross join lateral jsonb_object_keys(case jsonb_typeof(p.value) when 'object' then p.value end) m(name)
    where m.name in ('get', 'put', 'post', 'delete', 'options', 'patch', 'trace') and length(p.key) between 1 and 190
    order by 2, 1 limit 200
  ) o
  on conflict do nothing
$$;

create function private.on_version_created() returns trigger language plpgsql security definer set search_path = '' as $$
begin perform private.add_operations(new.id, new.openapi); return null; end $$;
create trigger version_created after insert on public.versions for each row execute function private.on_version_created();
do $$ begin perform private.add_operations(v.id, v.openapi) from public.versions v; end $$;

/* `GET /books/{id}` for a call of /books/7; null when the document has no such operation. */
create function private.endpoint_of(p_version_id uuid, p_method text, p_path text) returns text language sql stable set search_path = '' as $$
  select o.endpoint from private.version_operations o
  where o.version_id = p_version_id and o.method = case p_method when 'HEAD' then 'GET' else p_method end
    and o.slashes = length(p_path) - length(replace(p_path, '/', '')) and p_path like o.pattern
  order by o.placeholders, o.pattern limit 1
$$;

---------------------------------------------------------------------------------------------------------------- coming in and going

/* As before, by partition and with endpoints. An id that is already stored changes nothing. Returns rows stored. */
create or replace function private.record_usage(p_events jsonb) returns integer language plpgsql security definer set search_path = '' as $$
declare v_stored integer; v_kept_from timestamptz;
begin
  -- Waits for a partition that is being made or dropped; from here on none is.
  lock table only public.api_usage in row exclusive mode;
  select kept_from into v_kept_from from private.usage_kept;
  with incoming as (
    select (e ->> 'id')::uuid as id, e ->> 'apiId' as api_id, (e ->> 'keyId')::uuid as key_id, (e ->> 'versionId')::uuid as version_id, e ->> 'requestId' as request_id,
      e ->> 'method' as method, private.endpoint_of((e ->> 'versionId')::uuid, e ->> 'method', e ->> 'path') as endpoint, (e ->> 'statusCode')::smallint as status_code, (e ->> 'responseTimeMs')::real as response_time_ms,
      (e ->> 'requestSizeBytes')::bigint as request_size_bytes, (e ->> 'responseSizeBytes')::bigint as response_size_bytes,
      (e ->> 'isBilled')::boolean as is_billed, (e ->> 'isCold')::boolean as is_cold,
      case when substr(e ->> 'id', 15, 1) = '7' then to_timestamp(('x' || left(replace(e ->> 'id', '-', ''), 12))::bit(48)::bigint / 1000.0) else (e ->> 'createdAt')::timestamptz end as created_at,
      e - 'path' as event
    from jsonb_array_elements(p_events) e
  ), stored as (
    insert into public.api_usage (id, workspace_id, api_id, user_id, key_id, version_id, request_id, method, endpoint, status_code, response_time_ms, request_size_bytes,
      response_size_bytes, is_billed, is_cold, created_at)
    select i.id, a.workspace_id, a.id, a.user_id, i.key_id, i.version_id, i.request_id, i.method, i.endpoint, i.status_code, i.response_time_ms, i.request_size_bytes,
      i.response_size_bytes, i.is_billed, i.is_cold, i.created_at
    from incoming i join public.apis a on a.id = i.api_id
    where i.created_at >= v_kept_from
    order by i.id
    on conflict do nothing
    returning 1
  ), set_aside as (
    insert into private.usage_late (id, event) select i.id, i.event from incoming i where i.created_at < v_kept_from on conflict do nothing
  )
  select count(*) into v_stored from stored;
  return v_stored;
end $$;

/* Makes the partitions of today and the days ahead, and of what waits in the default one; drops rows, minutes, hours and days that are older
   than their retention. p_days { rows, minutes, hours, days, ahead }. Gives up after half a second of waiting for others: the next round tries again. */
create function private.keep_usage(p_days jsonb) returns void language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
declare
  v_today date := (now() at time zone 'UTC')::date;
  v_first date := v_today - (p_days ->> 'rows')::integer;
  v_day date; v_name text;
begin
  for v_day in
    select generate_series(v_today, v_today + (p_days ->> 'ahead')::integer, interval '1 day')::date
    union select distinct (created_at at time zone 'UTC')::date from private.api_usage_other where created_at >= (v_first::timestamp at time zone 'UTC') and created_at < now() + interval '1 day'
  loop
    perform private.add_usage_partition(v_day);
  end loop;
  for v_name in
    select c.relname from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.api_usage'::regclass and c.relname ~ '^api_usage_\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < v_first order by 1
  loop
    execute format('drop table private.%I', v_name);
  end loop;
  update private.usage_kept set kept_from = greatest(kept_from, v_first::timestamp at time zone 'UTC');
  delete from private.api_usage_other o using private.usage_kept k where o.created_at < k.kept_from;
  delete from private.usage_late where seen_at < now() - make_interval(days => (p_days ->> 'rows')::integer);
  delete from public.api_usage_rollups where grain = 'minute' and bucket < now() - make_interval(days => (p_days ->> 'minutes')::integer);
  delete from public.api_usage_rollups where grain = 'hour' and bucket < now() - make_interval(days => (p_days ->> 'hours')::integer);
  delete from public.api_usage_rollups where grain = 'day' and bucket < now() - make_interval(days => (p_days ->> 'days')::integer);
end $$;

revoke execute on function private.add_usage_partition(date), private.on_usage_stored(), private.add_counts(bigint[], bigint[]), private.usage_sums(text),
  private.fold_usage(integer), private.reconcile_usage(timestamptz, timestamptz, boolean), private.keep_usage(jsonb),
  private.add_operations(uuid, jsonb), private.on_version_created(), private.endpoint_of(uuid, text, text) from public;
grant execute on function private.fold_usage(integer), private.reconcile_usage(timestamptz, timestamptz, boolean), private.keep_usage(jsonb) to app_jobs;

---------------------------------------------------------------------------------------------------------------- what is there already

do $$
declare v_day date; v_today date := (now() at time zone 'UTC')::date;
begin
  for v_day in
    select distinct (created_at at time zone 'UTC')::date from private.api_usage_before union select generate_series(v_today, v_today + 3, interval '1 day')::date
  loop
    perform private.add_usage_partition(v_day);
  end loop;
  -- The counters of APIs and keys have these calls already, so they go into the rollups directly.
  alter table public.api_usage disable trigger usage_stored;
  insert into public.api_usage (id, workspace_id, api_id, user_id, key_id, version_id, request_id, method, status_code, response_time_ms, request_size_bytes, response_size_bytes, is_billed, is_cold, created_at)
    select id, workspace_id, api_id, user_id, key_id, version_id, request_id, method, status_code, response_time_ms, request_size_bytes, response_size_bytes, is_billed, is_cold, created_at
    from private.api_usage_before;
  alter table public.api_usage enable trigger usage_stored;
  for v_day in select distinct (created_at at time zone 'UTC')::date from private.api_usage_before loop
    perform private.reconcile_usage(v_day::timestamp at time zone 'UTC', (v_day + 1)::timestamp at time zone 'UTC', true);
  end loop;
end $$;
drop table private.api_usage_before;
