-- What models cost: budgets by day, workspaces' own keys, and answers that identical descriptions share.
-- Money is in millionths of a US dollar. Nobody reads these tables: only the functions below do.

alter table public.versions add column fixtures jsonb not null default '[]'; -- answers to the code's own fetches, for its contract tests
grant select (fixtures) on public.versions to authenticated;

-- As before, with the fixtures.
create or replace function private.deploy_generation(p_id uuid, p_api jsonb, p_version jsonb, p_bundle text, p_key jsonb, p_stages jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare g public.generations; v_version uuid := (p_version ->> 'id')::uuid;
begin
  select * into g from public.generations where id = p_id for update;
  if g.id is null or g.status <> 'running' then raise exception 'this generation is not running' using errcode = 'object_not_in_prerequisite_state'; end if;
  perform private.require_scope(g.workspace_id, 'apis:write');
  insert into public.apis (id, workspace_id, user_id, name, prompt, description, about, category, code_snapshot, endpoint_url, public_routes, live_version_id)
    values (g.api_id, g.workspace_id, g.user_id, p_api ->> 'name', g.prompt, p_api ->> 'description', p_api ->> 'about', p_api ->> 'category',
      p_version -> 'source' ->> (p_api ->> 'entry'), p_api ->> 'endpointUrl', coalesce(p_api -> 'publicRoutes', '[]'), v_version);
  insert into public.versions (id, workspace_id, api_id, number, generator, summary, source, openapi, contract_tests, gate_record, assumptions, secret_names, hosts, fixtures, created_by)
    values (v_version, g.workspace_id, g.api_id, 1, p_version ->> 'generator', p_version ->> 'summary', p_version -> 'source', p_version -> 'openapi',
      p_version -> 'contractTests', p_version -> 'gateRecord', coalesce(p_version -> 'assumptions', '[]'),
      array(select jsonb_array_elements_text(coalesce(p_version -> 'secretNames', '[]'))), array(select jsonb_array_elements_text(coalesce(p_version -> 'hosts', '[]'))),
      coalesce(p_version -> 'fixtures', '[]'), g.user_id);
  insert into public.version_bundles (version_id, workspace_id, bundle) values (v_version, g.workspace_id, p_bundle);
  insert into public.deployments (workspace_id, api_id, version_id, created_by) values (g.workspace_id, g.api_id, v_version, g.user_id);
  insert into public.keys (id, workspace_id, kind, api_id, name, prefix, last_four, key_hash, pepper_version, created_by)
    values ((p_key ->> 'id')::uuid, g.workspace_id, 'call', g.api_id, p_key ->> 'name', p_key ->> 'prefix', p_key ->> 'lastFour',
      decode(p_key ->> 'keyHash', 'hex'), (p_key ->> 'pepperVersion')::integer, g.user_id);
  update public.generations set status = 'live', version_id = v_version, stages = p_stages, finished_at = now() where id = p_id;
  update public.user_profiles set api_generation_count = api_generation_count + 1 where id = g.user_id;
  perform pg_notify('generation_event', p_id::text);
  return 1;
end $$;

/* One row per build that a model wrote. reserved: it runs, and its estimate counts. charged: it went live, and counts with what it used.
   released: it did not go live, and counts for nobody but the platform. */
create table private.model_spending (
  generation_id uuid primary key,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  state text not null default 'reserved' check (state in ('reserved', 'charged', 'released')),
  paid_by text not null check (paid_by in ('platform', 'workspace')),
  reserved_micros bigint not null check (reserved_micros >= 0),
  spent_micros bigint not null default 0 check (spent_micros >= 0),
  output_tokens bigint not null default 0,
  calls integer not null default 0,
  seconds real,
  created_at timestamptz not null default now()
);
create index model_spending_workspace on private.model_spending (workspace_id, created_at);
create index model_spending_created on private.model_spending (created_at);

/* A reservation that was never settled (its process died) stops counting after an hour. */
create function private.counted_micros(p private.model_spending) returns bigint language sql stable set search_path = '' as $$
  select case p.state when 'charged' then p.spent_micros when 'reserved' then case when p.created_at > now() - interval '1 hour' then p.reserved_micros else 0 end else 0 end
$$;

/* Reserves an estimate for one build of the platform's budget. Both caps are for a UTC day; the platform's counts failed builds too.
   refused: null, 'workspace' or 'platform', with what is used and the cap of that one. */
create function private.reserve_spending(p_generation_id uuid, p_workspace_id uuid, p_paid_by text, p_micros bigint, p_workspace_cap bigint, p_platform_cap bigint)
returns table (refused text, used_micros bigint, cap_micros bigint) language plpgsql security definer set search_path = '' as $$
declare v_workspace bigint; v_platform bigint; v_today timestamptz := date_trunc('day', now(), 'UTC');
begin
  perform private.require_scope(p_workspace_id, 'generations:write');
  if p_paid_by = 'platform' then
    perform pg_advisory_xact_lock(hashtextextended('model_spending', 0));
    select coalesce(sum(private.counted_micros(s)) filter (where s.workspace_id = p_workspace_id), 0),
        coalesce(sum(greatest(private.counted_micros(s), s.spent_micros)), 0) into v_workspace, v_platform
      from private.model_spending s where s.paid_by = 'platform' and s.created_at >= v_today and s.generation_id <> p_generation_id;
    if v_workspace + p_micros > p_workspace_cap then
      return query select 'workspace', v_workspace, p_workspace_cap;
      return;
    end if;
    if v_platform + p_micros > p_platform_cap then
      return query select 'platform', v_platform, p_platform_cap;
      return;
    end if;
  end if;
  insert into private.model_spending (generation_id, workspace_id, paid_by, reserved_micros) values (p_generation_id, p_workspace_id, p_paid_by, p_micros)
    -- A build that another process took over reserves anew.
    on conflict (generation_id) do update set state = 'reserved', reserved_micros = excluded.reserved_micros, paid_by = excluded.paid_by, created_at = now();
  return query select null::text, v_workspace, p_workspace_cap;
end $$;

/* Ends a reservation, once: a build that is live costs what it used, any other gives its budget back. */
create function private.settle_spending(p_generation_id uuid, p_is_live boolean, p_spent_micros bigint, p_output_tokens bigint, p_calls integer) returns void
language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  select s.workspace_id into v_workspace from private.model_spending s where s.generation_id = p_generation_id and s.state = 'reserved';
  if v_workspace is null then return; end if;
  perform private.require_scope(v_workspace, 'generations:write');
  update private.model_spending set state = case when p_is_live then 'charged' else 'released' end, spent_micros = p_spent_micros, output_tokens = p_output_tokens,
    calls = p_calls, seconds = extract(epoch from now() - created_at) where generation_id = p_generation_id;
end $$;

/* What the last fifty live builds used, in the middle; nothing known: no row's values. Tells of no single build. */
create function private.usual_spending() returns table (builds bigint, output_tokens bigint, cost_micros bigint, seconds real) language sql stable security definer set search_path = '' as $$
  select count(*), percentile_disc(0.5) within group (order by s.output_tokens), percentile_disc(0.5) within group (order by s.spent_micros), percentile_disc(0.5) within group (order by s.seconds)
  from (select * from private.model_spending where state = 'charged' and calls > 0 order by created_at desc limit 50) s
$$;

/* What a workspace used today of the platform's budget. */
create function private.spent_today(p_workspace_id uuid) returns bigint language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'generations:read');
  return (select coalesce(sum(private.counted_micros(s)), 0) from private.model_spending s
    where s.workspace_id = p_workspace_id and s.paid_by = 'platform' and s.created_at >= date_trunc('day', now(), 'UTC'));
end $$;

-- A workspace's own Anthropic key, sealed by web with a key that the database never sees.
create table private.model_keys (
  workspace_id uuid primary key references public.workspaces (id) on delete cascade,
  sealed text not null,
  last_four text not null check (length(last_four) = 4),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now()
);
create index model_keys_created_by on private.model_keys (created_by);

create function private.set_model_key(p_workspace_id uuid, p_sealed text, p_last_four text) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'secrets:write');
  insert into private.model_keys (workspace_id, sealed, last_four, created_by) values (p_workspace_id, p_sealed, p_last_four, private.actor_id())
    on conflict (workspace_id) do update set sealed = excluded.sealed, last_four = excluded.last_four, created_by = excluded.created_by, created_at = now();
end $$;

create function private.delete_model_key(p_workspace_id uuid) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'secrets:write');
  delete from private.model_keys where workspace_id = p_workspace_id;
  return found;
end $$;

/* Never with the key itself. */
create function private.describe_model_key(p_workspace_id uuid) returns table (last_four text, created_at timestamptz) language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'secrets:read');
  return query select k.last_four, k.created_at from private.model_keys k where k.workspace_id = p_workspace_id;
end $$;

/* Sealed, for a build: whoever may build may use the key, not see it. */
create function private.use_model_key(p_workspace_id uuid) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'generations:write');
  return (select k.sealed from private.model_keys k where k.workspace_id = p_workspace_id);
end $$;

-- What a model answered to a description, once it went live. The key is a hash of description, model and system prompt.
create table private.generation_cache (
  key bytea primary key check (length(key) = 32),
  outcome jsonb not null,
  created_at timestamptz not null default now()
);

create function private.find_generation(p_key bytea, p_days integer) returns jsonb language sql stable security definer set search_path = '' as $$
  select c.outcome from private.generation_cache c where c.key = p_key and c.created_at > now() - make_interval(days => p_days)
$$;
create function private.keep_generation(p_key bytea, p_outcome jsonb) returns void language sql security definer set search_path = '' as $$
  insert into private.generation_cache (key, outcome) values (p_key, p_outcome) on conflict (key) do update set outcome = excluded.outcome, created_at = now()
$$;

create or replace function private.clean_up() returns void language sql security definer set search_path = '' as $$
  delete from public.rate_limit_usage where window_start < now() - interval '2 days';
  delete from private.auth_attempts where window_start < now() - interval '1 day';
  delete from private.scratch_documents where created_at < now() - interval '1 hour';
  delete from private.generation_cache where created_at < now() - interval '30 days';
  delete from private.model_spending where created_at < now() - interval '90 days';
$$;

alter table private.model_spending enable row level security;
alter table private.model_keys enable row level security;
alter table private.generation_cache enable row level security;
revoke execute on function private.counted_micros(private.model_spending), private.reserve_spending(uuid, uuid, text, bigint, bigint, bigint), private.settle_spending(uuid, boolean, bigint, bigint, integer),
  private.usual_spending(), private.spent_today(uuid), private.set_model_key(uuid, text, text), private.delete_model_key(uuid), private.describe_model_key(uuid), private.use_model_key(uuid),
  private.find_generation(bytea, integer), private.keep_generation(bytea, jsonb) from public;
grant execute on function private.reserve_spending(uuid, uuid, text, bigint, bigint, bigint), private.settle_spending(uuid, boolean, bigint, bigint, integer), private.usual_spending(), private.spent_today(uuid),
  private.set_model_key(uuid, text, text), private.delete_model_key(uuid), private.describe_model_key(uuid), private.use_model_key(uuid),
  private.find_generation(bytea, integer), private.keep_generation(bytea, jsonb) to authenticated;
