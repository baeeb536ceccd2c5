/*
 * What becomes of a version once it is stored. It is live (apis.live_version_id), was live once (it has a row in deployments and may be pinned),
 * or is a draft (it has none): called only by its own workspace, on data of its own. A draft that is discarded stays in the list of versions.
 */
alter table public.versions
  add column discarded_at timestamptz,
  add column deprecated_at timestamptz,                       -- its callers are told to leave it (RFC 9745)
  add column sunset_at timestamptz,                           -- when it may stop answering (RFC 8594)
  add check (sunset_at is null or (deprecated_at is not null and sunset_at >= deprecated_at));

/* Where a draft keeps what it stores: the name of a scratch space. */
create function private.draft_space(p_version_id uuid) returns text language sql immutable set search_path = '' as $$ select 'draft:' || p_version_id $$;
create function private.is_draft(v public.versions) returns boolean language sql stable set search_path = '' as $$
  select v.discarded_at is null and not exists (select from public.deployments d where d.version_id = v.id)
$$;

/* The API that an actor may release versions of, locked; no row: there is none for them. Only who may release it can have it wait. */
create function private.lock_releases(p_api_id text) returns public.apis language plpgsql security definer set search_path = '' as $$
declare a public.apis;
begin
  select * into a from public.apis where id = p_api_id and deleted_at is null;
  if a.id is null or not private.can(a.workspace_id, 'apis:read') then return null; end if;
  perform private.require_scope(a.workspace_id, 'apis:write');
  select * into a from public.apis where id = p_api_id and deleted_at is null for update;
  return a;
end $$;

/* A draft's space can't be reached any more: its first rows go at once, the rest with private.clean_up. */
create function private.drop_draft_space(p_version_id uuid) returns void language sql security definer set search_path = '' as $$
  delete from private.scratch_documents s where s.ctid = any (array(select o.ctid from private.scratch_documents o where o.api_id = private.draft_space(p_version_id) limit 5000))
$$;

/* Makes a version live in the place of p_over. No row: another one is live by now, or the version is gone. An API that had failed gets another try. */
create function private.deploy_version(p_api_id text, p_version_id uuid, p_over uuid, p_entry text) returns table (id uuid, created_at timestamptz)
language plpgsql security definer set search_path = '' as $$
declare a public.apis := private.lock_releases(p_api_id); v public.versions;
begin
  select * into v from public.versions o where o.id = p_version_id and o.api_id = a.id and o.discarded_at is null;
  if v.id is null or a.live_version_id is distinct from p_over then return; end if;
  perform private.drop_draft_space(v.id) where private.is_draft(v);
  update public.versions o set deprecated_at = null, sunset_at = null where o.id = v.id and o.deprecated_at is not null;
  update public.apis set live_version_id = v.id, code_snapshot = coalesce(v.source ->> p_entry, ''),
      status = case when status = 'failed' then 'active' else status end, status_reason = case when status = 'failed' then null else status_reason end
    where apis.id = a.id;
  return query insert into public.deployments as d (workspace_id, api_id, version_id, created_by) values (a.workspace_id, a.id, v.id, private.actor_id()) returning d.id, d.created_at;
end $$;

/* False: there is no such draft. */
create function private.discard_draft(p_api_id text, p_number integer) returns boolean language plpgsql security definer set search_path = '' as $$
declare a public.apis := private.lock_releases(p_api_id); v_id uuid;
begin
  update public.versions v set discarded_at = now() where v.api_id = a.id and v.number = p_number and private.is_draft(v) returning v.id into v_id;
  if v_id is null then return false; end if;
  perform private.drop_draft_space(v_id);
  perform private.note_change(a.workspace_id, 'deleted', 'version', v_id::text, 'version ' || p_number, a.id, '[]');
  perform pg_notify('api_changed', p_api_id);
  return true;
end $$;

/* False: there is no such version that was live before. The live one is nobody's to leave. */
create function private.deprecate_version(p_api_id text, p_number integer, p_deprecated_at timestamptz, p_sunset_at timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare a public.apis := private.lock_releases(p_api_id); v_old public.versions;
begin
  select * into v_old from public.versions v where v.api_id = a.id and v.number = p_number and v.id is distinct from a.live_version_id and exists (select from public.deployments d where d.version_id = v.id);
  if v_old.id is null then return false; end if;
  update public.versions v set deprecated_at = p_deprecated_at, sunset_at = p_sunset_at where v.id = v_old.id;
  perform private.note_change(a.workspace_id, 'changed', 'version', v_old.id::text, 'version ' || p_number, a.id, private.changes_of(to_jsonb(v_old),
    jsonb_build_object('deprecated_at', p_deprecated_at, 'sunset_at', p_sunset_at), array['deprecated_at', 'deprecated', 'sunset_at', 'sunset']));
  perform pg_notify('api_changed', p_api_id);
  return true;
end $$;

/* Who made and deployed an API's versions, as they are called now. */
create function private.release_people(p_api_id text) returns table (id uuid, name text) language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope((select a.workspace_id from public.apis a where a.id = p_api_id), 'apis:read');
  return query select p.id, p.email from public.user_profiles p where p.id in (
    select v.created_by from public.versions v where v.api_id = p_api_id union select d.created_by from public.deployments d where d.api_id = p_api_id);
end $$;

---------------------------------------------------------------------------------------------------------------- stored documents

/* For the check before a promotion, which tells counts and ids only: whoever may release may have it made. */
create function private.documents_after(p_api_id text, p_collection text, p_after text, p_limit integer) returns table (id text, data jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope((select a.workspace_id from public.apis a where a.id = p_api_id), 'apis:write');
  return query select d.id, d.data from public.documents d where d.api_id = p_api_id and d.collection = p_collection and d.id > p_after and (d.expires_at is null or d.expires_at > now()) order by d.id limit p_limit;
end $$;

/* How many a collection holds, without reading them. */
create function private.documents_counted(p_api_id text, p_collection text) returns bigint language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope((select a.workspace_id from public.apis a where a.id = p_api_id), 'apis:write');
  return (select coalesce(sum(u.documents), 0) from private.collection_use u where u.api_id = p_api_id and u.collection = p_collection)
    - (select count(*) from public.documents d where d.api_id = p_api_id and d.collection = p_collection and d.expires_at <= now());
end $$;

/* A draft's data is for trying it out, and in no plan's account: it has a bound of its own. About as many: who stores at once may add a few more. What has
   expired leaves its place to what is stored now. */
create function private.on_scratch_stored() returns trigger language plpgsql security definer set search_path = '' as $$
declare c_limit constant integer := 1000; v_space text; v_count integer;
begin
  for v_space in select distinct s.api_id from stored s where s.api_id like 'draft:%' loop
    select count(*) into v_count from (select from private.scratch_documents d where d.api_id = v_space limit c_limit + 1) o;
    continue when v_count <= c_limit;
    delete from private.scratch_documents d where d.api_id = v_space and d.expires_at <= now();
    select count(*) into v_count from (select from private.scratch_documents d where d.api_id = v_space limit c_limit + 1) o;
    if v_count > c_limit then raise exception 'draft' using errcode = 'DQ001', detail = jsonb_build_array(c_limit, c_limit)::text; end if;
  end loop;
  return null;
end $$;
create trigger stored after insert on private.scratch_documents referencing new table as stored for each statement execute function private.on_scratch_stored();

---------------------------------------------------------------------------------------------------------------- forks

/* A new API from a version: its code, document and tests; no data, no secret, no approved host, no address of the first one. */
create function private.fork_version(p_version_id uuid, p_api jsonb, p_key jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare v public.versions; a public.apis; v_api text := p_api ->> 'id'; v_version uuid := (p_api ->> 'versionId')::uuid; v_user uuid := private.actor_id();
begin
  select * into v from public.versions o where o.id = p_version_id;
  perform private.require_scope(v.workspace_id, 'apis:write');
  perform private.require_scope(v.workspace_id, 'keys:write');
  select * into a from public.apis o where o.id = v.api_id;
  insert into public.apis (id, workspace_id, user_id, name, prompt, description, about, category, code_snapshot, endpoint_url, public_routes, live_version_id)
    values (v_api, a.workspace_id, v_user, p_api ->> 'name', a.prompt, a.description, a.about, a.category, coalesce(v.source ->> (p_api ->> 'entry'), ''), p_api ->> 'endpointUrl', a.public_routes, v_version);
  insert into public.versions (id, workspace_id, api_id, number, generator, summary, source, openapi, contract_tests, gate_record, assumptions, secret_names, hosts, host_reasons, fixtures, recipe, public_routes, created_by)
    values (v_version, v.workspace_id, v_api, 1, v.generator, v.summary, v.source, v.openapi, v.contract_tests, v.gate_record, v.assumptions, v.secret_names, v.hosts, v.host_reasons, v.fixtures, v.recipe, v.public_routes, v_user);
  insert into public.version_bundles (version_id, workspace_id, bundle) select v_version, v.workspace_id, b.bundle from public.version_bundles b where b.version_id = v.id;
  insert into public.deployments (workspace_id, api_id, version_id, created_by) values (v.workspace_id, v_api, v_version, v_user);
  insert into public.keys (id, workspace_id, kind, api_id, name, prefix, last_four, key_hash, pepper_version, created_by)
    values ((p_key ->> 'id')::uuid, v.workspace_id, 'call', v_api, p_key ->> 'name', p_key ->> 'prefix', p_key ->> 'lastFour',
      decode(p_key ->> 'keyHash', 'hex'), (p_key ->> 'pepperVersion')::integer, v_user);
end $$;

---------------------------------------------------------------------------------------------------------------- gateway, runner and jobs

/* A version that a call names by its number. No row: there is none that anybody may call. */
create function private.find_version(p_api_id text, p_number integer) returns table (version_id uuid, number integer, is_draft boolean, deprecated_at timestamptz, sunset_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select v.id, v.number, private.is_draft(v), v.deprecated_at, v.sunset_at from public.versions v where v.api_id = p_api_id and v.number = p_number and v.discarded_at is null
$$;

drop function private.find_openapi(text);
create function private.find_openapi(p_api_id text, p_version_id uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select v.openapi from public.apis a join public.versions v on v.api_id = a.id where a.id = p_api_id and v.id = p_version_id and a.deleted_at is null
$$;

/* What the runner needs to wake a version that is not the live one: a draft, or one that was live. No row: it is the other, or may not run. */
create function private.load_version(p_api_id text, p_version_id uuid, p_is_draft boolean) returns table (version_id uuid, workspace_id uuid, bundle text, secret_names text[])
language sql stable security definer set search_path = '' as $$
  select v.id, v.workspace_id, b.bundle, v.secret_names
  from public.apis a join public.versions v on v.api_id = a.id join public.version_bundles b on b.version_id = v.id
  where a.id = p_api_id and v.id = p_version_id and v.discarded_at is null and private.is_draft(v) = p_is_draft and a.deleted_at is null and a.status = 'active'
$$;

/* As before, but what a draft has stored stays as long as the draft. */
create or replace function private.clean_up() returns void language sql security definer set search_path = '' as $$
  delete from public.rate_limit_usage where window_start < now() - interval '2 days';
  delete from private.auth_attempts where window_start < now() - interval '1 day';
  delete from private.scratch_documents s where s.created_at < now() - interval '1 hour'
    and case when s.api_id like 'draft:%' then not coalesce((select private.is_draft(v) from public.versions v where v.id = substr(s.api_id, 7)::uuid), false) else true end;
  delete from private.generation_cache where created_at < now() - interval '30 days';
  delete from private.model_spending where created_at < now() - interval '90 days';
$$;

revoke execute on function private.draft_space(uuid), private.is_draft(public.versions), private.lock_releases(text), private.drop_draft_space(uuid),
  private.deploy_version(text, uuid, uuid, text), private.discard_draft(text, integer), private.deprecate_version(text, integer, timestamptz, timestamptz),
  private.release_people(text), private.documents_after(text, text, text, integer), private.documents_counted(text, text), private.on_scratch_stored(), private.fork_version(uuid, jsonb, jsonb),
  private.find_version(text, integer), private.find_openapi(text, uuid), private.load_version(text, uuid, boolean) from public;
grant execute on function private.deploy_version(text, uuid, uuid, text), private.discard_draft(text, integer), private.deprecate_version(text, integer, timestamptz, timestamptz),
  private.release_people(text), private.documents_after(text, text, text, integer), private.documents_counted(text, text), private.fork_version(uuid, jsonb, jsonb) to authenticated;
grant execute on function private.find_version(text, integer), private.find_openapi(text, uuid) to app_gateway;
grant execute on function private.load_version(text, uuid, boolean) to app_data;
