-- An API that anybody may call before signing up, and keys that may make so many calls in all.

-- It belongs to somebody who can't sign in (no e-mail, no password), so that its builds and keys go the way of everybody's. Made when it is first asked for.
create table private.sample (
  is_only boolean primary key default true check (is_only),
  user_id uuid not null references auth.users (id) on delete cascade,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  api_id text references public.apis (id) on delete set null
);
create index sample_user on private.sample (user_id);
create index sample_workspace on private.sample (workspace_id);
create index sample_api on private.sample (api_id);
alter table private.sample enable row level security;

create table private.key_allowances (
  key_id uuid primary key references public.keys (id) on delete cascade,
  calls integer not null check (calls > 0),
  calls_left integer not null check (calls_left between 0 and calls)
);
alter table private.key_allowances enable row level security;
revoke all on private.sample, private.key_allowances from public, anon, authenticated, service_role;

/* Who owns the sample, and the sample itself; api_id is null until one was built, and when it can't be called any more. */
create function private.open_sample() returns table (user_id uuid, workspace_id uuid, api_id text) language plpgsql security definer set search_path = '' as $$
declare v_user uuid := gen_random_uuid(); v_workspace uuid;
begin
  if not exists (select from private.sample) then
    perform pg_advisory_xact_lock(hashtextextended('sample', 0));
    if not exists (select from private.sample) then
      insert into auth.users (id) values (v_user);
      select m.workspace_id into v_workspace from public.workspace_members m where m.user_id = v_user;
      update public.workspaces w set name = 'Sample', plan = 'enterprise' where w.id = v_workspace;
      insert into private.sample (user_id, workspace_id) values (v_user, v_workspace);
    end if;
  end if;
  return query select s.user_id, s.workspace_id, a.id from private.sample s
    left join public.apis a on a.id = s.api_id and a.deleted_at is null and a.status = 'active' and a.live_version_id is not null;
end $$;

/* Makes an API of its workspace the sample, unless there is one that can be called: of two that were built at once, the first stays. Returns which it is. */
create function private.set_sample(p_api_id text) returns text language plpgsql security definer set search_path = '' as $$
declare v public.apis;
begin
  select a.* into v from public.apis a join private.sample s on s.workspace_id = a.workspace_id where a.id = p_api_id;
  perform private.require_scope(v.workspace_id, 'apis:write');
  perform 1 from private.sample for update;
  update private.sample s set api_id = p_api_id where not exists (select from public.apis a where a.id = s.api_id and a.deleted_at is null and a.status = 'active' and a.live_version_id is not null);
  return (select s.api_id from private.sample s);
end $$;

/* A key of the sample that may make p_calls calls in all. Like private.create_key, which holds its maker to its rights. */
create function private.create_sample_key(p_key jsonb, p_calls integer) returns void language plpgsql security definer set search_path = '' as $$
declare s private.sample;
begin
  select * into s from private.sample;
  insert into private.key_allowances (key_id, calls, calls_left)
    values (private.create_key(s.workspace_id, p_key || jsonb_build_object('kind', 'call', 'apiId', s.api_id)), p_calls, p_calls);
end $$;

/* As many of the wanted calls as a key may still make: how many were taken, how many it had at first, and how many are left. No row: it has no such bound. */
create function private.take_allowance(p_key_id uuid, p_wanted integer) returns table (taken integer, calls integer, calls_left integer) language plpgsql security definer set search_path = '' as $$
declare v private.key_allowances; v_taken integer;
begin
  select * into v from private.key_allowances k where k.key_id = p_key_id for update;
  if not found then return; end if;
  v_taken := least(greatest(p_wanted, 0), v.calls_left);
  if v_taken > 0 then update private.key_allowances k set calls_left = k.calls_left - v_taken where k.key_id = p_key_id; end if;
  return query select v_taken, v.calls, v.calls_left - v_taken;
end $$;

/* Sample keys that have expired: nobody can see them, nobody can use them. */
create function private.clean_up_sample_keys() returns void language sql security definer set search_path = '' as $$
  delete from public.keys k using private.key_allowances a where a.key_id = k.id and k.expires_at < now() - interval '1 hour'
$$;

/* As before, and how many calls the key may make in all; null: as many as its limits allow. */
drop function private.find_call_key(bytea[], integer);
create function private.find_call_key(p_hashes bytea[], p_pepper_version integer default null) returns table (key_id uuid, workspace_id uuid, api_id text, scopes text[], expires_at timestamptz,
  is_usable boolean, calls_per_hour integer, allowed_origins text[], allowed_addresses text[], allowance integer)
language plpgsql security definer set search_path = '' as $$
begin
  return query select k.id, k.workspace_id, k.api_id, k.scopes, k.expires_at, k.revoked_at is null and k.disabled_at is null and (k.expires_at is null or k.expires_at > now()),
    k.calls_per_hour, k.allowed_origins, k.allowed_addresses, (select a.calls from private.key_allowances a where a.key_id = k.id)
    from public.keys k where k.key_hash = any (p_hashes) and k.kind = 'call';
  perform private.rehash_key(p_hashes, p_pepper_version);
end $$;

revoke execute on function private.open_sample(), private.set_sample(text), private.create_sample_key(jsonb, integer), private.take_allowance(uuid, integer), private.clean_up_sample_keys(),
  private.find_call_key(bytea[], integer) from public;
grant execute on function private.open_sample() to app_web;
grant execute on function private.set_sample(text), private.create_sample_key(jsonb, integer) to authenticated;
grant execute on function private.take_allowance(uuid, integer), private.find_call_key(bytea[], integer) to app_gateway;
grant execute on function private.clean_up_sample_keys() to app_jobs;
