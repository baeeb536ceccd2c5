-- Why a version needs each host, for whoever approves it; and what goes when an API is deleted.

alter table public.versions add column host_reasons jsonb not null default '{}'; -- { "api.example.com": "The weather of a city" }
grant select (host_reasons) on public.versions to authenticated;

-- As before, with the reasons.
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
  insert into public.versions (id, workspace_id, api_id, number, generator, summary, source, openapi, contract_tests, gate_record, assumptions, secret_names, hosts, host_reasons, fixtures, created_by)
    values (v_version, g.workspace_id, g.api_id, 1, p_version ->> 'generator', p_version ->> 'summary', p_version -> 'source', p_version -> 'openapi',
      p_version -> 'contractTests', p_version -> 'gateRecord', coalesce(p_version -> 'assumptions', '[]'),
      array(select jsonb_array_elements_text(coalesce(p_version -> 'secretNames', '[]'))), array(select jsonb_array_elements_text(coalesce(p_version -> 'hosts', '[]'))),
      coalesce(p_version -> 'hostReasons', '{}'), coalesce(p_version -> 'fixtures', '[]'), g.user_id);
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

/* The rows of a deleted API stay for its history; what opens doors elsewhere does not. */
create function private.on_api_deleted() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from public.secrets where api_id = new.id;
  delete from public.approved_hosts where api_id = new.id;
  return null;
end $$;
revoke execute on function private.on_api_deleted() from public;
create trigger api_deleted after update of deleted_at on public.apis for each row when (new.deleted_at is not null) execute function private.on_api_deleted();
