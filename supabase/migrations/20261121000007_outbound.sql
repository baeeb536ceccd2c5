-- What live APIs reach: hosts that their owners approved, secrets that go out to them, and a record of each request.

-- Beside versions.hosts: a host is reached when the live version declares it and the owner approved it.
create table public.approved_hosts (
  api_id text not null,
  host text not null check (host ~ '^[a-z0-9][a-z0-9.-]{1,252}$'),
  workspace_id uuid not null,
  approved_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (api_id, host),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create index approved_hosts_workspace on public.approved_hosts (workspace_id);
create index approved_hosts_api_workspace on public.approved_hosts (api_id, workspace_id);
create index approved_hosts_approved_by on public.approved_hosts (approved_by);

-- One row per request of an API to another service. No path, no query, no header, no body.
create table public.outbound_calls (
  id bigint generated always as identity primary key,
  workspace_id uuid not null,
  api_id text not null,
  version_id uuid,
  request_id text not null,
  method text not null,
  host text not null,
  status_code smallint,                                       -- null: no reply came
  response_time_ms real not null,
  request_size_bytes bigint not null,
  response_size_bytes bigint not null,
  reason text,                                                -- why it was refused or broke off
  created_at timestamptz not null default now(),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create index outbound_calls_api on public.outbound_calls (api_id, created_at desc);
create index outbound_calls_request on public.outbound_calls (request_id);
create index outbound_calls_workspace on public.outbound_calls (workspace_id);
create index outbound_calls_api_workspace on public.outbound_calls (api_id, workspace_id);
create index outbound_calls_created on public.outbound_calls (created_at);

do $$
declare t text;
begin
  foreach t in array array['approved_hosts', 'outbound_calls'] loop
    execute format('alter table public.%I enable row level security', t);
    execute format('revoke all on table public.%I from anon, authenticated, service_role', t);
  end loop;
end $$;
revoke all on all sequences in schema public from anon, authenticated, service_role;
grant select on public.approved_hosts, public.outbound_calls to authenticated;
create policy approved_hosts_read on public.approved_hosts for select to authenticated using (workspace_id in (select private.workspaces_with('apis:read')));
create policy outbound_calls_read on public.outbound_calls for select to authenticated using (workspace_id in (select private.workspaces_with('usage:read')));

/* The workspace of an API that the caller may see; null: there is none. */
create function private.workspace_of_api(p_api_id text, p_scope text) returns uuid language sql stable security definer set search_path = '' as $$
  select a.workspace_id from public.apis a where a.id = p_api_id and a.deleted_at is null and private.can(a.workspace_id, p_scope)
$$;

/* False: there is no such API. That the live version declares the host is the verb's business, and looked at again by each request. */
create function private.approve_host(p_api_id text, p_host text) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_api(p_api_id, 'apis:read');
begin
  if v_workspace is null then return false; end if;
  perform private.require_scope(v_workspace, 'apis:write');
  insert into public.approved_hosts (api_id, host, workspace_id, approved_by) values (p_api_id, p_host, v_workspace, private.actor_id()) on conflict do nothing;
  return true;
end $$;

create function private.revoke_host(p_api_id text, p_host text) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_api(p_api_id, 'apis:read');
begin
  if v_workspace is null then return false; end if;
  perform private.require_scope(v_workspace, 'apis:write');
  delete from public.approved_hosts where api_id = p_api_id and host = p_host;
  return found;
end $$;

/* p_sealed: AES-256-GCM by web, with a key that the database never sees. p_hosts: the only ones that are told. */
create function private.set_secret(p_api_id text, p_name text, p_sealed text, p_hosts text[]) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_api(p_api_id, 'secrets:read');
begin
  if v_workspace is null then return false; end if;
  perform private.require_scope(v_workspace, 'secrets:write');
  insert into public.secrets (workspace_id, api_id, name, ciphertext, hosts, created_by)
    values (v_workspace, p_api_id, p_name, convert_to(p_sealed, 'UTF8'), p_hosts, private.actor_id())
    on conflict (api_id, name) do update set ciphertext = excluded.ciphertext, hosts = excluded.hosts, created_by = excluded.created_by, updated_at = now();
  return true;
end $$;

create function private.delete_secret(p_api_id text, p_name text) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_api(p_api_id, 'secrets:read');
begin
  if v_workspace is null then return false; end if;
  perform private.require_scope(v_workspace, 'secrets:write');
  delete from public.secrets where api_id = p_api_id and name = p_name;
  return found;
end $$;

/* For the runner: what a version of an API may reach, and its secrets, sealed. */
create function private.load_outbound_rights(p_api_id text, p_version_id uuid) returns table (declared text[], approved text[], secrets jsonb)
language sql stable security definer set search_path = '' as $$
  select v.hosts, array(select h.host from public.approved_hosts h where h.api_id = a.id),
    coalesce((select jsonb_agg(jsonb_build_object('name', s.name, 'sealed', convert_from(s.ciphertext, 'UTF8'), 'hosts', s.hosts)) from public.secrets s
      where s.api_id = a.id and s.name = any (v.secret_names)), '[]')
  from public.apis a join public.versions v on v.api_id = a.id
  where a.id = p_api_id and v.id = p_version_id and a.deleted_at is null
$$;

/* p_calls [{ apiId, versionId, requestId, method, host, status, ms, requestBytes, responseBytes, reason }]; unknown APIs are dropped. */
create function private.write_outbound_calls(p_calls jsonb) returns void language sql security definer set search_path = '' as $$
  insert into public.outbound_calls (workspace_id, api_id, version_id, request_id, method, host, status_code, response_time_ms, request_size_bytes, response_size_bytes, reason)
  select a.workspace_id, a.id, (c ->> 'versionId')::uuid, c ->> 'requestId', c ->> 'method', c ->> 'host', (c ->> 'status')::smallint, (c ->> 'ms')::real,
    (c ->> 'requestBytes')::bigint, (c ->> 'responseBytes')::bigint, c ->> 'reason'
  from jsonb_array_elements(p_calls) c join public.apis a on a.id = c ->> 'apiId'
$$;

create function private.clean_up_outbound() returns void language sql security definer set search_path = '' as $$
  delete from public.outbound_calls where created_at < now() - interval '7 days'
$$;

revoke execute on function private.workspace_of_api(text, text), private.approve_host(text, text), private.revoke_host(text, text), private.set_secret(text, text, text, text[]),
  private.delete_secret(text, text), private.load_outbound_rights(text, uuid), private.write_outbound_calls(jsonb), private.clean_up_outbound() from public;
grant execute on function private.approve_host(text, text), private.revoke_host(text, text), private.set_secret(text, text, text, text[]), private.delete_secret(text, text) to authenticated;
grant execute on function private.load_outbound_rights(text, uuid), private.write_outbound_calls(jsonb) to app_data;
grant execute on function private.clean_up_outbound() to app_jobs;
