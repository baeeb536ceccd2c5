-- Stored documents: fewer deadlocks among their writers, imports that stop where they say, and unique values as the data service takes them.

---------------------------------------------------------------------------------------------------------------- use

/* As before, but the workspace's row is taken first: two writers meet there, and none holds a collection's row that the other waits for. */
create or replace function private.count_use(p_workspace_id uuid, p_api_id text, p_collection text, p_documents bigint, p_bytes bigint) returns void
language plpgsql set search_path = '' as $$
declare
  c_unseen constant bigint[] := array[15 * 100, 15 * 2097152];
  v_shard smallint := pg_backend_pid() % 16;
  v_limits jsonb := nullif(current_setting('app.document_limits', true), '')::jsonb;
  v_max bigint[];
  v_used bigint[];
  v_isheld boolean;
begin
  if p_documents <= 0 and p_bytes <= 0 then v_limits := null; end if;
  if v_limits is not null then
    select array[v_limits -> w.plan::text ->> 0, v_limits -> w.plan::text ->> 1]::bigint[] into v_max from public.workspaces w where w.id = p_workspace_id;
    v_used := private.workspace_use(p_workspace_id);
    v_isheld := v_used[1] + p_documents + c_unseen[1] > v_max[1] or v_used[2] + p_bytes + c_unseen[2] > v_max[2];
    if v_isheld then perform private.hold_workspace_use(p_workspace_id); end if;
  end if;
  perform private.add_workspace_use(p_workspace_id, v_shard, p_documents, p_bytes);
  insert into private.collection_use as u (api_id, collection, shard, workspace_id, documents, bytes) values (p_api_id, p_collection, v_shard, p_workspace_id, p_documents, p_bytes)
    on conflict (api_id, collection, shard) do update set documents = u.documents + excluded.documents, bytes = u.bytes + excluded.bytes;
  if v_limits is null then return; end if;
  v_used := private.workspace_use(p_workspace_id);
  if v_used[1] + c_unseen[1] <= v_max[1] and v_used[2] + c_unseen[2] <= v_max[2] then return; end if;
  if not v_isheld then
    perform private.hold_workspace_use(p_workspace_id);
    v_used := private.workspace_use(p_workspace_id);
  end if;
  if p_documents > 0 and v_used[1] > v_max[1] then
    raise exception 'documents' using errcode = 'DQ001', detail = jsonb_build_array(v_used[1] - p_documents, v_max[1])::text;
  elsif p_bytes > 0 and v_used[2] > v_max[2] then
    raise exception 'bytes' using errcode = 'DQ001', detail = jsonb_build_array(v_used[2] - p_bytes, v_max[2])::text;
  end if;
end $$;

/* Removes at most p_rows documents of a collection, in the order in which others change them too; tells how many. */
create or replace function private.empty_collection(p_api_id text, p_collection text, p_rows integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_documents(p_api_id, 'documents:write'); v_count integer;
begin
  if v_workspace is null then return 0; end if;
  delete from public.documents d where d.api_id = p_api_id and d.collection = p_collection
    and d.id = any (array(select x.id from public.documents x where x.api_id = p_api_id and x.collection = p_collection order by x.id limit p_rows for update));
  get diagnostics v_count = row_count;
  return v_count;
end $$;

---------------------------------------------------------------------------------------------------------------- indexes

/* As before, but an index being made stays open to the keys that writers add: `for update` would keep their foreign keys waiting. */
create or replace function private.build_index(p_rows integer) returns boolean language plpgsql security definer set search_path = '' as $$
declare i private.document_indexes; v_ids integer[]; v_documents public.documents[];
begin
  select * into i from private.document_indexes x where x.state <> 'ready' order by x.state = 'wanted', x.id limit 1 for no key update skip locked;
  if i.id is null then return false; end if;
  v_ids := array(select x.id from private.document_indexes x where x.api_id = i.api_id and x.collection = i.collection and x.state = i.state
    and x.begins_after is not distinct from i.begins_after and x.built_to is not distinct from i.built_to order by x.id for no key update);
  if i.state = 'wanted' then
    update private.document_indexes x set state = 'building' where x.id = any (v_ids);
    return true;
  elsif i.begins_after is null then
    update private.document_indexes x set begins_after = pg_snapshot_xmax(pg_current_snapshot()) where x.id = any (v_ids);
    return true;
  end if;
  if pg_snapshot_xmin(pg_current_snapshot()) < i.begins_after then return false; end if;
  v_documents := array(select d from public.documents d where d.api_id = i.api_id and d.collection = i.collection and d.id > coalesce(i.built_to, '') order by d.id limit p_rows for share);
  if cardinality(v_documents) = 0 then
    update private.document_indexes x set state = 'ready' where x.id = any (v_ids);
    return true;
  end if;
  perform private.add_index_keys(v_documents, v_ids);
  update private.document_indexes x set built_to = (v_documents[cardinality(v_documents)]).id where x.id = any (v_ids);
  return true;
end $$;

---------------------------------------------------------------------------------------------------------------- unique values

/* A unique value as the data service takes it (uniqueText in lib/documents/write-sql.ts): JavaScript's JSON, of more than 500 UTF-16 units its hash. */
create function private.unique_text(p_value jsonb) returns text language sql stable set search_path = '' as $$
  select case when length(t.text) + length(regexp_replace(t.text, '[^\U00010000-\U0010FFFF]', '', 'g')) <= 500 then t.text else 'sha256:' || encode(sha256(convert_to(t.text, 'UTF8')), 'hex') end
  from (select case when jsonb_typeof(p_value) <> 'number' then p_value::text
    when p_value::numeric = 0 or abs(p_value::numeric) >= 1e-6 and abs(p_value::numeric) < 1e21 then trim_scale((p_value::float8)::text::numeric)::text
    else regexp_replace((p_value::float8)::text, 'e([+-])0+', 'e\1') end as text) t
$$;
create or replace function private.claim_uniques(p_document public.documents, p_fields text[]) returns void language plpgsql set search_path = '' as $$
declare v_field text; v_value jsonb; v_count integer;
begin
  foreach v_field in array p_fields loop
    v_value := p_document.data -> v_field;
    continue when v_value is null or jsonb_typeof(v_value) not in ('string', 'number', 'boolean');
    insert into public.document_uniques (api_id, workspace_id, collection, field, value, document_id)
      values (p_document.api_id, p_document.workspace_id, p_document.collection, v_field, private.unique_text(v_value), p_document.id) on conflict do nothing;
    get diagnostics v_count = row_count;
    if v_count = 0 then raise exception '%', v_field using errcode = 'unique_violation'; end if;
  end loop;
end $$;

---------------------------------------------------------------------------------------------------------------- imports

/* As before, but what follows a document that the plan has no room for isn't tried: the outcomes end with it. */
create or replace function private.import_rows(p_api_id text, p_collection text, p_rows jsonb, p_existing text) returns text[] language plpgsql security definer set search_path = '' as $$
declare
  v_workspace uuid := private.workspace_of_documents(p_api_id, 'documents:write');
  v_documents public.documents[];
  v_fields text[];
  v_outcomes text[] := '{}';
  v_outcome text;
  v_document public.documents;
  v_count integer;
begin
  if v_workspace is null then return null; end if;
  v_fields := private.unique_fields(p_api_id, p_collection);
  v_documents := array(select row(p_api_id, v_workspace, p_collection, r ->> 'id', r -> 'data', 1, clock_timestamp(), clock_timestamp(), (r ->> 'expiresAt')::timestamptz)::public.documents
    from jsonb_array_elements(p_rows) with ordinality u (r, n) order by n limit 100);
  if cardinality(v_fields) = 0 then
    begin
      insert into public.documents (api_id, workspace_id, collection, id, data, expires_at) select d.api_id, d.workspace_id, d.collection, d.id, d.data, d.expires_at from unnest(v_documents) d on conflict do nothing;
      get diagnostics v_count = row_count;
      if v_count < cardinality(v_documents) then raise exception using errcode = 'DQ002'; end if;
      return array_fill('stored'::text, array[v_count]);
    exception when sqlstate 'DQ001' or sqlstate 'DQ002' then null;
    end;
  end if;
  foreach v_document in array v_documents loop
    v_outcome := private.import_document(v_document, p_existing, v_fields);
    v_outcomes := v_outcomes || v_outcome;
    exit when v_outcome like 'quota:%';
  end loop;
  return v_outcomes;
end $$;

---------------------------------------------------------------------------------------------------------------- drafts

/* As before, but what has expired leaves its place to what is stored now. */
create or replace function private.on_scratch_stored() returns trigger language plpgsql security definer set search_path = '' as $$
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

/* As before, but only who may release it can have an API wait. */
create or replace function private.lock_releases(p_api_id text) returns public.apis language plpgsql security definer set search_path = '' as $$
declare a public.apis;
begin
  select * into a from public.apis where id = p_api_id and deleted_at is null;
  if a.id is null or not private.can(a.workspace_id, 'apis:read') then return null; end if;
  perform private.require_scope(a.workspace_id, 'apis:write');
  select * into a from public.apis where id = p_api_id and deleted_at is null for update;
  return a;
end $$;

revoke execute on function private.unique_text(jsonb) from public;
