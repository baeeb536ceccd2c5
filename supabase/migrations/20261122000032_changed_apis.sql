-- Versions after the first: made by words or by hand, held to the tests of the version that they change, live at once or left as a draft.

alter type public.generation_status add value 'draft';

alter table public.versions
  add column base_version_id uuid,
  add column edit jsonb,                                      -- what was asked for, what was changed, which earlier tests it contradicts
  add column recipe jsonb,                                    -- what the built-in generator wrote it from; null: it did not
  add column public_routes jsonb not null default '[]',       -- that its generator proposes; apis.public_routes are those that hold
  add foreign key (base_version_id, api_id) references public.versions (id, api_id) on delete set null (base_version_id);
create index versions_base on public.versions (base_version_id, api_id);
create index generations_api on public.generations (api_id, created_at);

/* A draft counts like a live build; what somebody wrote by hand counts only against the tenfold. */
create or replace function private.start_generation(p_id uuid, p_workspace_id uuid, p_api_id text, p_prompt text, p_generator text, p_limits jsonb)
returns table (started boolean, used integer, retry_after_seconds integer, plan public.plan, cap integer) language plpgsql security definer set search_path = '' as $$
declare v_counted integer; v_all integer; v_oldest timestamptz; v_plan public.plan; v_cap integer;
begin
  perform private.require_scope(p_workspace_id, 'generations:write');
  perform pg_advisory_xact_lock(hashtextextended('generation:' || p_workspace_id::text, 0));
  select w.plan, coalesce(w.generations_per_hour, (p_limits ->> w.plan::text)::integer) into v_plan, v_cap from public.workspaces w where w.id = p_workspace_id;
  select count(*) filter (where g.status in ('running', 'live', 'draft') and g.generator <> 'hand'), count(*), min(g.created_at)
    into v_counted, v_all, v_oldest from public.generations g
    where g.workspace_id = p_workspace_id and g.created_at > now() - interval '1 hour';
  if (v_counted >= v_cap and p_generator <> 'hand') or v_all >= v_cap * 10 then
    return query select false, v_counted, greatest(1, ceil(extract(epoch from v_oldest + interval '1 hour' - now()))::integer), v_plan, v_cap;
    return;
  end if;
  insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator)
    values (p_id, p_workspace_id, private.actor_id(), p_api_id, p_prompt, p_generator);
  return query select true, v_counted + 1, 0, v_plan, v_cap;
end $$;

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
  perform private.insert_version(g, 1, p_version, p_bundle);
  insert into public.deployments (workspace_id, api_id, version_id, created_by) values (g.workspace_id, g.api_id, v_version, g.user_id);
  insert into public.keys (id, workspace_id, kind, api_id, name, prefix, last_four, key_hash, pepper_version, created_by)
    values ((p_key ->> 'id')::uuid, g.workspace_id, 'call', g.api_id, p_key ->> 'name', p_key ->> 'prefix', p_key ->> 'lastFour',
      decode(p_key ->> 'keyHash', 'hex'), (p_key ->> 'pepperVersion')::integer, g.user_id);
  update public.generations set status = 'live', version_id = v_version, stages = p_stages, finished_at = now() where id = p_id;
  update public.user_profiles set api_generation_count = api_generation_count + 1 where id = g.user_id;
  perform pg_notify('generation_event', p_id::text);
  return 1;
end $$;

/* A version with its bundle, as it passed the gate; nobody calls it but the functions that end a build. */
create function private.insert_version(g public.generations, p_number integer, p_version jsonb, p_bundle text) returns void language sql security definer set search_path = '' as $$
  insert into public.versions (id, workspace_id, api_id, number, generator, summary, source, openapi, contract_tests, gate_record, assumptions, secret_names, hosts, host_reasons, fixtures,
      base_version_id, edit, recipe, public_routes, created_by)
    values ((p_version ->> 'id')::uuid, g.workspace_id, g.api_id, p_number, p_version ->> 'generator', p_version ->> 'summary', p_version -> 'source', p_version -> 'openapi',
      p_version -> 'contractTests', p_version -> 'gateRecord', coalesce(p_version -> 'assumptions', '[]'),
      array(select jsonb_array_elements_text(coalesce(p_version -> 'secretNames', '[]'))), array(select jsonb_array_elements_text(coalesce(p_version -> 'hosts', '[]'))),
      coalesce(p_version -> 'hostReasons', '{}'), coalesce(p_version -> 'fixtures', '[]'),
      (p_version ->> 'baseVersionId')::uuid, nullif(p_version -> 'edit', 'null'), nullif(p_version -> 'recipe', 'null'), coalesce(p_version -> 'publicRoutes', '[]'), g.user_id);
  insert into public.version_bundles (version_id, workspace_id, bundle) values ((p_version ->> 'id')::uuid, g.workspace_id, p_bundle);
$$;

/* Ends a build of an existing API with its next version. It goes live (private.deploy_version of the next migration) when p_over is the version that is live now; else it is a draft, and the
   build's message says why: p_why without p_over, or that another one went live meanwhile. The API's row is locked first, so two at once get two numbers. */
create function private.store_version(p_id uuid, p_version jsonb, p_bundle text, p_stages jsonb, p_over uuid, p_why text) returns table (number integer, is_live boolean, message text)
language plpgsql security definer set search_path = '' as $$
declare g public.generations; v_version uuid := (p_version ->> 'id')::uuid; v_live uuid; v_number integer; v_is_live boolean; v_message text;
begin
  select * into g from public.generations where id = p_id for update;
  if g.id is null or g.status <> 'running' then raise exception 'this generation is not running' using errcode = 'object_not_in_prerequisite_state'; end if;
  perform private.require_scope(g.workspace_id, 'apis:write');
  select a.live_version_id into v_live from public.apis a where a.id = g.api_id and a.workspace_id = g.workspace_id and a.deleted_at is null for update;
  if not found then return; end if;
  select coalesce(max(v.number), 0) + 1 into v_number from public.versions v where v.api_id = g.api_id;
  perform private.insert_version(g, v_number, p_version, p_bundle);
  v_is_live := p_over is not null and exists (select from private.deploy_version(g.api_id, v_version, p_over, p_version ->> 'entry'));
  if not v_is_live then
    v_message := case when p_over is null then p_why else (select format('Version %s went live while this was built from another one. This is version %s, a draft: its change is not in version %s.', v.number, v_number, v.number)
      from public.versions v where v.id = v_live) end;
  end if;
  update public.generations set status = case when v_is_live then 'live' else 'draft' end::public.generation_status, version_id = v_version, stages = p_stages, message = v_message, finished_at = now() where id = p_id;
  perform pg_notify('generation_event', p_id::text);
  return query select v_number, v_is_live, v_message;
end $$;

revoke execute on function private.insert_version(public.generations, integer, jsonb, text), private.store_version(uuid, jsonb, text, jsonb, uuid, text) from public;
grant execute on function private.store_version(uuid, jsonb, text, jsonb, uuid, text) to authenticated;
