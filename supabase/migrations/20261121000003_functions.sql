-- The invariants. Each function checks its caller's right itself (security definer), names every object in full, and is granted by role.

create function private.touch_updated_at() returns trigger language plpgsql set search_path = '' as $$
begin new.updated_at := now(); return new; end $$;
create trigger touch_updated_at before update on public.workspaces for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.user_profiles for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update of name, description, about, status, status_reason, is_published, public_routes, live_version_id, deleted_at
  on public.apis for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.secrets for each row execute function private.touch_updated_at();

-- Sign-up makes a profile and a personal workspace on the free plan.
create function private.on_user_created() returns trigger language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  insert into public.user_profiles (id, email, display_name) values (new.id, coalesce(new.email, ''), left(nullif(new.raw_user_meta_data ->> 'display_name', ''), 80));
  insert into public.workspaces (name, is_personal, created_by)
    values (left(coalesce(nullif(split_part(coalesce(new.email, ''), '@', 1), ''), 'Personal'), 80), true, new.id) returning id into v_workspace;
  insert into public.workspace_members (workspace_id, user_id, role) values (v_workspace, new.id, 'owner');
  return new;
end $$;
create trigger api_creator_user_created after insert on auth.users for each row execute function private.on_user_created();

create function private.on_user_email_changed() returns trigger language plpgsql security definer set search_path = '' as $$
begin update public.user_profiles set email = coalesce(new.email, '') where id = new.id; return new; end $$;
create trigger api_creator_user_email_changed after update of email on auth.users for each row execute function private.on_user_email_changed();

create function private.on_workspace_changed() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.is_personal and new.plan is distinct from old.plan then
    update public.user_profiles set plan = new.plan where id = new.created_by;
  end if;
  perform pg_notify('workspace_changed', new.id::text);
  return new;
end $$;
create trigger workspace_changed after update on public.workspaces for each row execute function private.on_workspace_changed();

create function private.on_api_changed() returns trigger language plpgsql set search_path = '' as $$
begin perform pg_notify('api_changed', new.id); return new; end $$;
create trigger api_changed after update of status, live_version_id, public_routes, deleted_at, workspace_id on public.apis
  for each row execute function private.on_api_changed();
create trigger api_created after insert on public.apis for each row execute function private.on_api_changed();

create function private.on_key_changed() returns trigger language plpgsql set search_path = '' as $$
begin perform pg_notify('key_changed', coalesce(new.id, old.id)::text); return null; end $$;
create trigger key_changed after insert or delete or update of disabled_at, revoked_at, expires_at, scopes on public.keys
  for each row execute function private.on_key_changed();

create function private.refuse() returns trigger language plpgsql set search_path = '' as $$
begin raise exception 'versions are immutable' using errcode = 'restrict_violation'; end $$;
create trigger versions_immutable before update of number, generator, source, openapi, contract_tests, gate_record, api_id, workspace_id on public.versions
  for each row execute function private.refuse();

create function private.actor_id() returns uuid language sql stable set search_path = '' as $$
  select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;

create function private.require_scope(p_workspace_id uuid, p_scope text) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.can(p_workspace_id, p_scope) then
    raise exception 'scope % is missing', p_scope using errcode = 'insufficient_privilege';
  end if;
end $$;

---------------------------------------------------------------------------------------------------------------- generations

/* Starts a generation, or tells how the hour's limit stands. p_limit is the plan's figure; live and running generations count, and
   failed ones only against ten times the limit, so that a failed build is free but not an open tap.
   Returns started, used, retry_after_seconds. */
create function private.start_generation(p_id uuid, p_workspace_id uuid, p_api_id text, p_prompt text, p_generator text, p_limit integer)
returns table (started boolean, used integer, retry_after_seconds integer) language plpgsql security definer set search_path = '' as $$
declare v_counted integer; v_all integer; v_oldest timestamptz; v_limit integer;
begin
  perform private.require_scope(p_workspace_id, 'generations:write');
  perform pg_advisory_xact_lock(hashtextextended('generation:' || p_workspace_id::text, 0));
  select coalesce(w.generations_per_hour, p_limit) into v_limit from public.workspaces w where w.id = p_workspace_id;
  select count(*) filter (where g.status in ('running', 'live')), count(*), min(g.created_at)
    into v_counted, v_all, v_oldest from public.generations g
    where g.workspace_id = p_workspace_id and g.created_at > now() - interval '1 hour';
  if v_counted >= v_limit or v_all >= v_limit * 10 then
    return query select false, v_counted, greatest(1, ceil(extract(epoch from v_oldest + interval '1 hour' - now()))::integer);
    return;
  end if;
  insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator)
    values (p_id, p_workspace_id, private.actor_id(), p_api_id, p_prompt, p_generator);
  return query select true, v_counted + 1, 0;
end $$;

/* Appends events [{ "seq": 1, "event": {…} }] to a running generation and renews its heartbeat. False when it no longer runs
   (cancelled, or given up by the clean-up job): the pipeline must stop. */
create function private.append_generation_events(p_id uuid, p_events jsonb) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  update public.generations g set heartbeat_at = now() where g.id = p_id and g.status = 'running' returning g.workspace_id into v_workspace;
  if v_workspace is null then return false; end if;
  perform private.require_scope(v_workspace, 'generations:write');
  insert into public.generation_events (generation_id, seq, workspace_id, event)
    select p_id, (e ->> 'seq')::integer, v_workspace, e -> 'event' from jsonb_array_elements(p_events) e on conflict do nothing;
  perform pg_notify('generation_event', p_id::text);
  return true;
end $$;

/* Ends a generation that did not go live. Returns whether it was running. */
create function private.finish_generation(p_id uuid, p_status public.generation_status, p_error text, p_message text, p_stages jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid; v_was_running boolean;
begin
  if p_status in ('running', 'live') then raise exception 'only private.deploy_generation makes a generation live'; end if;
  select g.workspace_id into v_workspace from public.generations g where g.id = p_id;
  perform private.require_scope(v_workspace, 'generations:write');
  update public.generations g set status = p_status, error = p_error, message = p_message, stages = p_stages, finished_at = now()
    where g.id = p_id and g.status = 'running';
  v_was_running := found;
  perform pg_notify('generation_event', p_id::text);
  return v_was_running;
end $$;

/* The deploy stage, all or nothing: API, version 1, bundle, deployment, first call key, and the generation is live.
   p_api { name, description, about, category, endpointUrl, publicRoutes, entry }, p_version { id, generator, summary, source, openapi, contractTests, gateRecord,
   assumptions, secretNames, hosts }, p_key { id, name, prefix, lastFour, keyHash (hex), pepperVersion }. */
create function private.deploy_generation(p_id uuid, p_api jsonb, p_version jsonb, p_bundle text, p_key jsonb, p_stages jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare g public.generations; v_version uuid := (p_version ->> 'id')::uuid;
begin
  select * into g from public.generations where id = p_id for update;
  if g.id is null or g.status <> 'running' then raise exception 'this generation is not running' using errcode = 'object_not_in_prerequisite_state'; end if;
  perform private.require_scope(g.workspace_id, 'apis:write');
  insert into public.apis (id, workspace_id, user_id, name, prompt, description, about, category, code_snapshot, endpoint_url, public_routes, live_version_id)
    values (g.api_id, g.workspace_id, g.user_id, p_api ->> 'name', g.prompt, p_api ->> 'description', p_api ->> 'about', p_api ->> 'category',
      p_version -> 'source' ->> (p_api ->> 'entry'), p_api ->> 'endpointUrl', coalesce(p_api -> 'publicRoutes', '[]'), v_version);
  insert into public.versions (id, workspace_id, api_id, number, generator, summary, source, openapi, contract_tests, gate_record, assumptions, secret_names, hosts, created_by)
    values (v_version, g.workspace_id, g.api_id, 1, p_version ->> 'generator', p_version ->> 'summary', p_version -> 'source', p_version -> 'openapi',
      p_version -> 'contractTests', p_version -> 'gateRecord', coalesce(p_version -> 'assumptions', '[]'),
      array(select jsonb_array_elements_text(coalesce(p_version -> 'secretNames', '[]'))), array(select jsonb_array_elements_text(coalesce(p_version -> 'hosts', '[]'))), g.user_id);
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

---------------------------------------------------------------------------------------------------------------- APIs and keys

create function private.set_api_status(p_api_id text, p_status public.api_status) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  select a.workspace_id into v_workspace from public.apis a where a.id = p_api_id and a.deleted_at is null;
  if v_workspace is null or not private.can(v_workspace, 'apis:read') then return false; end if;
  perform private.require_scope(v_workspace, 'apis:write');
  update public.apis a set status = p_status, status_reason = null where a.id = p_api_id;
  return true;
end $$;

create function private.delete_api(p_api_id text) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  select a.workspace_id into v_workspace from public.apis a where a.id = p_api_id and a.deleted_at is null;
  if v_workspace is null or not private.can(v_workspace, 'apis:read') then return false; end if;
  perform private.require_scope(v_workspace, 'apis:write');
  update public.apis a set deleted_at = now() where a.id = p_api_id;
  return true;
end $$;

/* p_key { id, kind, apiId, name, prefix, lastFour, keyHash (hex), pepperVersion, scopes, expiresAt }. A key can't give away more than its maker has. */
create function private.create_key(p_workspace_id uuid, p_key jsonb) returns uuid language plpgsql security definer set search_path = '' as $$
declare v_scope text; v_id uuid;
begin
  perform private.require_scope(p_workspace_id, 'keys:write');
  for v_scope in select jsonb_array_elements_text(coalesce(p_key -> 'scopes', '[]')) loop
    perform private.require_scope(p_workspace_id, v_scope);
  end loop;
  insert into public.keys (id, workspace_id, kind, api_id, name, prefix, last_four, key_hash, pepper_version, scopes, expires_at, created_by)
    values ((p_key ->> 'id')::uuid, p_workspace_id, (p_key ->> 'kind')::public.key_kind, p_key ->> 'apiId', p_key ->> 'name', p_key ->> 'prefix', p_key ->> 'lastFour',
      decode(p_key ->> 'keyHash', 'hex'), (p_key ->> 'pepperVersion')::integer,
      array(select jsonb_array_elements_text(coalesce(p_key -> 'scopes', '[]'))), (p_key ->> 'expiresAt')::timestamptz, private.actor_id())
    returning id into v_id;
  return v_id;
end $$;

create function private.revoke_key(p_key_id uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  select k.workspace_id into v_workspace from public.keys k where k.id = p_key_id and k.revoked_at is null;
  if v_workspace is null or not private.can(v_workspace, 'keys:read') then return false; end if;
  perform private.require_scope(v_workspace, 'keys:write');
  update public.keys k set revoked_at = now() where k.id = p_key_id;
  return true;
end $$;

/* Who a management key is, by its possible hashes (one per pepper version). For web, before it takes the key's claims. */
create function private.find_management_key(p_hashes bytea[]) returns table (key_id uuid, workspace_id uuid, user_id uuid, scopes text[])
language sql stable security definer set search_path = '' as $$
  select k.id, k.workspace_id, k.created_by, k.scopes from public.keys k
  where k.key_hash = any (p_hashes) and k.kind = 'management' and k.revoked_at is null and k.disabled_at is null and (k.expires_at is null or k.expires_at > now())
$$;

/* Counts one attempt in a fixed window; false when the bucket is full. Buckets are hashes: no address or e-mail is stored. */
create function private.take_attempt(p_bucket text, p_limit integer, p_window_seconds integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare v_count integer;
begin
  insert into private.auth_attempts as a (bucket, window_start, attempt_count) values (p_bucket, now(), 1)
    on conflict (bucket) do update set
      attempt_count = case when a.window_start < now() - make_interval(secs => p_window_seconds) then 1 else a.attempt_count + 1 end,
      window_start = case when a.window_start < now() - make_interval(secs => p_window_seconds) then now() else a.window_start end
    returning attempt_count into v_count;
  return v_count <= p_limit;
end $$;

/* Seconds until the bucket of private.take_attempt empties. */
create function private.attempts_reset_seconds(p_bucket text, p_window_seconds integer) returns integer language sql stable security definer set search_path = '' as $$
  select coalesce((select greatest(1, ceil(extract(epoch from a.window_start - now()) + p_window_seconds))::integer from private.auth_attempts a where a.bucket = p_bucket), 0)
$$;

---------------------------------------------------------------------------------------------------------------- gateway

create function private.find_call_key(p_hashes bytea[]) returns table (key_id uuid, workspace_id uuid, api_id text, scopes text[], expires_at timestamptz, is_usable boolean)
language sql stable security definer set search_path = '' as $$
  select k.id, k.workspace_id, k.api_id, k.scopes, k.expires_at, k.revoked_at is null and k.disabled_at is null and (k.expires_at is null or k.expires_at > now())
  from public.keys k where k.key_hash = any (p_hashes) and k.kind = 'call'
$$;

create function private.find_api(p_api_id text) returns table (api_id text, workspace_id uuid, user_id uuid, status public.api_status, status_reason text, is_deleted boolean,
  live_version_id uuid, public_routes jsonb, plan public.plan, calls_per_hour integer)
language sql stable security definer set search_path = '' as $$
  select a.id, a.workspace_id, a.user_id, a.status, a.status_reason, a.deleted_at is not null, a.live_version_id, a.public_routes, w.plan, w.calls_per_hour
  from public.apis a join public.workspaces w on w.id = a.workspace_id where a.id = p_api_id
$$;

create function private.find_openapi(p_api_id text) returns jsonb language sql stable security definer set search_path = '' as $$
  select v.openapi from public.apis a join public.versions v on v.id = a.live_version_id where a.id = p_api_id and a.deleted_at is null
$$;

/* Takes up to p_want calls from a sliding window (current + previous × (1 − elapsed / window)) of p_limit.
   Returns granted (0 = refused), used (after taking), reset_seconds (to the end of the current window) and retry_seconds: 0 when
   all were granted, else the wait after which one more call is certain to fit if nobody else takes it. */
create function private.take_calls(p_workspace_id uuid, p_user_id uuid, p_subject text, p_window_seconds integer, p_limit integer, p_want integer)
returns table (granted integer, used integer, reset_seconds integer, retry_seconds integer) language plpgsql security definer set search_path = '' as $$
declare
  v_now double precision := extract(epoch from clock_timestamp());
  v_start double precision; v_current integer; v_previous integer; v_used integer; v_granted integer; v_left double precision; v_wait double precision := 0;
begin
  v_start := floor(v_now / p_window_seconds) * p_window_seconds;
  insert into public.rate_limit_usage (workspace_id, subject, window_seconds, window_start, user_id) values (p_workspace_id, p_subject, p_window_seconds, to_timestamp(v_start), p_user_id)
    on conflict do nothing;
  select r.request_count into v_current from public.rate_limit_usage r
    where r.workspace_id = p_workspace_id and r.subject = p_subject and r.window_seconds = p_window_seconds and r.window_start = to_timestamp(v_start) for update;
  select coalesce((select r.request_count from public.rate_limit_usage r
    where r.workspace_id = p_workspace_id and r.subject = p_subject and r.window_seconds = p_window_seconds and r.window_start = to_timestamp(v_start - p_window_seconds)), 0)
    into v_previous;
  v_left := v_start + p_window_seconds - v_now;
  v_used := v_current + ceil(v_previous * v_left / p_window_seconds);
  v_granted := greatest(0, least(p_want, p_limit - v_used));
  if v_granted > 0 then
    update public.rate_limit_usage r set request_count = r.request_count + v_granted
      where r.workspace_id = p_workspace_id and r.subject = p_subject and r.window_seconds = p_window_seconds and r.window_start = to_timestamp(v_start);
    v_current := v_current + v_granted;
  end if;
  if v_current < p_limit then
    v_wait := v_left - p_window_seconds * (p_limit - 1 - v_current)::double precision / greatest(v_previous, 1);
  else
    v_wait := v_left + p_window_seconds * (1 - (p_limit - 1)::double precision / v_current);
  end if;
  return query select v_granted, v_used + v_granted, ceil(v_left)::integer, case when v_granted >= p_want then 0 else greatest(1, ceil(v_wait)::integer + 1) end;
end $$;

/* Stores a batch of usage events (camelCase objects, id made by the gateway). An id that is already stored changes nothing. Returns rows stored. */
create function private.record_usage(p_events jsonb) returns integer language plpgsql security definer set search_path = '' as $$
declare v_stored integer;
begin
  with incoming as (
    select (e ->> 'id')::uuid as id, e ->> 'apiId' as api_id, (e ->> 'keyId')::uuid as key_id, (e ->> 'versionId')::uuid as version_id, e ->> 'requestId' as request_id,
      e ->> 'method' as method, (e ->> 'statusCode')::smallint as status_code, (e ->> 'responseTimeMs')::real as response_time_ms,
      (e ->> 'requestSizeBytes')::bigint as request_size_bytes, (e ->> 'responseSizeBytes')::bigint as response_size_bytes,
      (e ->> 'isBilled')::boolean as is_billed, (e ->> 'isCold')::boolean as is_cold, (e ->> 'createdAt')::timestamptz as created_at
    from jsonb_array_elements(p_events) e
  ), stored as (
    insert into public.api_usage (id, workspace_id, api_id, user_id, key_id, version_id, request_id, method, status_code, response_time_ms, request_size_bytes,
      response_size_bytes, is_billed, is_cold, created_at)
    select i.id, a.workspace_id, a.id, a.user_id, i.key_id, i.version_id, i.request_id, i.method, i.status_code, i.response_time_ms, i.request_size_bytes,
      i.response_size_bytes, i.is_billed, i.is_cold, i.created_at
    from incoming i join public.apis a on a.id = i.api_id
    on conflict (id) do nothing
    returning api_id, key_id, created_at
  ), counted as (
    update public.apis a set usage_count = a.usage_count + s.n from (select api_id, count(*) as n from stored group by api_id) s where a.id = s.api_id returning 1
  ), used as (
    update public.keys k set last_used_at = s.last from (select key_id, max(created_at) as last from stored where key_id is not null group by key_id) s
      where k.id = s.key_id and (k.last_used_at is null or k.last_used_at < s.last) returning 1
  )
  select count(*) into v_stored from stored;
  return v_stored;
end $$;

---------------------------------------------------------------------------------------------------------------- runner and jobs

/* What the runner needs to wake an API: its live version. No row: unknown, deleted, paused or failed. */
create function private.load_live_version(p_api_id text) returns table (version_id uuid, workspace_id uuid, bundle text, secret_names text[])
language sql stable security definer set search_path = '' as $$
  select v.id, v.workspace_id, b.bundle, v.secret_names
  from public.apis a join public.versions v on v.id = a.live_version_id join public.version_bundles b on b.version_id = v.id
  where a.id = p_api_id and a.deleted_at is null and a.status = 'active'
$$;

/* p_logs [{ apiId, versionId, requestId, lines }]; unknown APIs are dropped. */
create function private.write_request_logs(p_logs jsonb) returns void language sql security definer set search_path = '' as $$
  insert into public.request_logs (workspace_id, api_id, version_id, request_id, lines)
  select a.workspace_id, a.id, (l ->> 'versionId')::uuid, l ->> 'requestId', l -> 'lines'
  from jsonb_array_elements(p_logs) l join public.apis a on a.id = l ->> 'apiId'
$$;

create function private.fail_api(p_api_id text, p_reason text) returns void language sql security definer set search_path = '' as $$
  update public.apis set status = 'failed', status_reason = p_reason where id = p_api_id and status = 'active'
$$;

/* Gives up generations whose process died: their heartbeat is older than p_seconds. Returns how many. */
create function private.fail_stale_generations(p_seconds integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_count integer;
begin
  with stale as (
    update public.generations g set status = 'failed', error = 'interrupted', finished_at = now(),
      message = 'The build was interrupted before it finished. Nothing was deployed and nothing was counted: start it again.'
    where g.status = 'running' and g.heartbeat_at < now() - make_interval(secs => p_seconds) returning g.id
  ), told as (select pg_notify('generation_event', id::text) from stale)
  select count(*) into v_count from told;
  return v_count;
end $$;

create function private.clean_up() returns void language sql security definer set search_path = '' as $$
  delete from public.rate_limit_usage where window_start < now() - interval '2 days';
  delete from private.auth_attempts where window_start < now() - interval '1 day';
  delete from private.scratch_documents where created_at < now() - interval '1 hour';
$$;

revoke execute on all functions in schema private from public;
grant execute on function private.can(uuid, text) to authenticated, app_web;
grant execute on function private.start_generation(uuid, uuid, text, text, text, integer), private.append_generation_events(uuid, jsonb),
  private.finish_generation(uuid, public.generation_status, text, text, jsonb), private.deploy_generation(uuid, jsonb, jsonb, text, jsonb, jsonb),
  private.set_api_status(text, public.api_status), private.delete_api(text), private.create_key(uuid, jsonb), private.revoke_key(uuid) to authenticated;
grant execute on function private.find_management_key(bytea[]), private.take_attempt(text, integer, integer), private.attempts_reset_seconds(text, integer) to app_web;
grant execute on function private.find_call_key(bytea[]), private.find_api(text), private.find_openapi(text),
  private.take_calls(uuid, uuid, text, integer, integer, integer), private.record_usage(jsonb), private.take_attempt(text, integer, integer) to app_gateway;
grant execute on function private.load_live_version(text), private.write_request_logs(jsonb), private.fail_api(text, text) to app_data;
grant execute on function private.fail_stale_generations(integer), private.clean_up() to app_jobs;
