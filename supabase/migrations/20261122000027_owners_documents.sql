-- What an owner does with stored documents: sees what there is, edits, deletes, imports. And the keys of indexes, made for many documents at once.

---------------------------------------------------------------------------------------------------------------- indexes

drop function private.add_index_keys(public.documents[]);
drop function private.index_keys(public.documents);
drop function private.order_key(text, public.documents);
drop function private.is_long(jsonb);

/* The keys of documents in all indexes of their collection, or in these. A value over 600 bytes, an object or a list is too long to be ordered by. */
create function private.index_keys(p_documents public.documents[], p_indexes integer[] default null) returns table (index_id integer, eq uuid, key jsonb, document_id text, is_long boolean)
language sql stable set search_path = '' as $$
  select x.id, x.eq, case when x.is_long then 'null' else x.value end, x.document_id, x.is_exact and x.is_long from (
    select i.id, i.is_exact, d.id as document_id, v.value,
      -- As private.eq_key, which looks them up.
      md5((select coalesce(jsonb_agg(case jsonb_typeof(m.v) when 'number' then to_jsonb(trim_scale(m.v::numeric)) else coalesce(m.v, 'null') end order by m.n), '[]')
        from (select d.data -> u.f as v, u.n from unnest(i.eq_fields) with ordinality u (f, n)) m)::text)::uuid as eq,
      jsonb_typeof(v.value) in ('object', 'array') or octet_length(v.value::text) > 600 as is_long
    from unnest(p_documents) d
    join private.document_indexes i on i.api_id = d.api_id and i.collection = d.collection and i.state <> 'wanted' and (p_indexes is null or i.id = any (p_indexes))
    cross join lateral (select case i.order_field when 'createdAt' then to_jsonb(extract(epoch from d.created_at)) when 'updatedAt' then to_jsonb(extract(epoch from d.updated_at))
      when 'version' then to_jsonb(d.version) when 'id' then 'null' else coalesce(d.data -> i.order_field, 'null') end as value) v) x
$$;
create function private.add_index_keys(p_documents public.documents[], p_indexes integer[] default null) returns void language plpgsql set search_path = '' as $$
begin
  with keys as (select * from private.index_keys(p_documents, p_indexes)),
    added as (insert into private.document_index_keys (index_id, eq, key, document_id) select k.index_id, k.eq, k.key, k.document_id from keys k on conflict do nothing)
  update private.document_indexes i set is_exact = false where i.is_exact and i.id in (select k.index_id from keys k where k.is_long);
end $$;

create or replace function private.on_documents_changed() returns trigger language plpgsql security definer set search_path = '' as $$
declare r record; v_former public.documents[]; v_changed public.documents[];
begin
  for r in select n.workspace_id, n.api_id, n.collection, sum(private.document_bytes(n.id, n.data) - private.document_bytes(o.id, o.data)) as bytes
      from changed n join former o on o.api_id = n.api_id and o.collection = n.collection and o.id = n.id group by 1, 2, 3 loop
    if r.bytes <> 0 then perform private.count_use(r.workspace_id, r.api_id, r.collection, 0, r.bytes); end if;
    continue when not exists (select from private.document_indexes i where i.api_id = r.api_id and i.collection = r.collection and i.state <> 'wanted');
    v_former := array(select row(d.*)::public.documents from former d where d.api_id = r.api_id and d.collection = r.collection);
    v_changed := array(select row(d.*)::public.documents from changed d where d.api_id = r.api_id and d.collection = r.collection);
    delete from private.document_index_keys g using (
        select k.index_id, k.eq, k.key, k.document_id from private.index_keys(v_former) k except select k.index_id, k.eq, k.key, k.document_id from private.index_keys(v_changed) k) x
      where g.index_id = x.index_id and g.eq = x.eq and g.key = x.key and g.document_id = x.document_id;
    perform private.add_index_keys(v_changed);
  end loop;
  return null;
end $$;

create or replace function private.on_documents_removed() returns trigger language plpgsql security definer set search_path = '' as $$
declare r record;
begin
  for r in select d.workspace_id, d.api_id, d.collection, count(*) as documents, sum(private.document_bytes(d.id, d.data)) as bytes from gone d group by 1, 2, 3 loop
    -- They go with their API or workspace: so do the counts.
    continue when not exists (select from public.workspaces w where w.id = r.workspace_id);
    if not exists (select from public.apis a where a.id = r.api_id) then
      perform private.add_workspace_use(r.workspace_id, (pg_backend_pid() % 16)::smallint, -r.documents, -r.bytes);
      continue;
    end if;
    perform private.count_use(r.workspace_id, r.api_id, r.collection, -r.documents, -r.bytes);
    delete from private.document_index_keys g using private.index_keys(array(select row(d.*)::public.documents from gone d where d.api_id = r.api_id and d.collection = r.collection)) k
      where g.index_id = k.index_id and g.eq = k.eq and g.key = k.key and g.document_id = k.document_id;
  end loop;
  return null;
end $$;

/* One step of making the indexes of one collection that aren't ready, together: tells whether there is more to do now. */
create or replace function private.build_index(p_rows integer) returns boolean language plpgsql security definer set search_path = '' as $$
declare i private.document_indexes; v_ids integer[]; v_documents public.documents[];
begin
  select * into i from private.document_indexes x where x.state <> 'ready' order by x.state = 'wanted', x.id limit 1 for update skip locked;
  if i.id is null then return false; end if;
  v_ids := array(select x.id from private.document_indexes x where x.api_id = i.api_id and x.collection = i.collection and x.state = i.state
    and x.begins_after is not distinct from i.begins_after and x.built_to is not distinct from i.built_to order by x.id for update);
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

---------------------------------------------------------------------------------------------------------------- the owner's view

/* The workspace of an API in which the claims allow p_scope; null: there is no such API, or it is not theirs to see. */
create function private.workspace_of_documents(p_api_id text, p_scope text) returns uuid language plpgsql stable security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_api(p_api_id, 'apis:read');
begin
  if v_workspace is not null then perform private.require_scope(v_workspace, p_scope); end if;
  return v_workspace;
end $$;

create function private.collections_of(p_api_id text) returns table (name text, documents bigint, bytes bigint) language plpgsql stable security definer set search_path = '' as $$
begin
  if private.workspace_of_documents(p_api_id, 'documents:read') is null then return; end if;
  return query select u.collection, sum(u.documents)::bigint, sum(u.bytes)::bigint from private.collection_use u where u.api_id = p_api_id
    group by 1 having sum(u.documents) > 0 order by 1;
end $$;
create function private.documents_used(p_workspace_id uuid) returns table (plan public.plan, documents bigint, bytes bigint) language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'documents:read');
  return query select w.plan, coalesce(sum(u.documents), 0)::bigint, coalesce(sum(u.bytes), 0)::bigint from public.workspaces w
    left join private.document_use u on u.workspace_id = w.id where w.id = p_workspace_id group by 1;
end $$;

/* The unique fields of a collection: those of which a value is taken. */
create function private.unique_fields(p_api_id text, p_collection text) returns text[] language sql stable set search_path = '' as $$
  with recursive fields as (
    (select u.field from public.document_uniques u where u.api_id = p_api_id and u.collection = p_collection order by u.field limit 1)
    union all
    select (select u.field from public.document_uniques u where u.api_id = p_api_id and u.collection = p_collection and u.field > f.field order by u.field limit 1) from fields f where f.field is not null)
  select coalesce(array_agg(f.field), '{}') from fields f where f.field is not null
$$;
/* Takes the values of the unique fields for a document; of long ones their hash, as the data service does. Raises unique_violation with the field. */
create function private.claim_uniques(p_document public.documents, p_fields text[]) returns void language plpgsql set search_path = '' as $$
declare v_field text; v_value jsonb; v_count integer;
begin
  foreach v_field in array p_fields loop
    v_value := p_document.data -> v_field;
    continue when v_value is null or jsonb_typeof(v_value) not in ('string', 'number', 'boolean');
    insert into public.document_uniques (api_id, workspace_id, collection, field, value, document_id)
      values (p_document.api_id, p_document.workspace_id, p_document.collection, v_field,
        case when length(v_value::text) <= 500 then v_value::text else 'sha256:' || encode(sha256(convert_to(v_value::text, 'UTF8')), 'hex') end, p_document.id) on conflict do nothing;
    get diagnostics v_count = row_count;
    if v_count = 0 then raise exception '%', v_field using errcode = 'unique_violation'; end if;
  end loop;
end $$;

/* Replaces what a document holds. No row: there is none, or not of this version. */
create function private.change_document(p_api_id text, p_collection text, p_id text, p_data jsonb, p_if_version integer) returns setof public.documents
language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_documents(p_api_id, 'documents:write'); v_document public.documents;
begin
  if v_workspace is null then return; end if;
  update public.documents d set data = p_data, version = d.version + 1, updated_at = clock_timestamp()
    where d.api_id = p_api_id and d.collection = p_collection and d.id = p_id and (d.expires_at is null or d.expires_at > now()) and (p_if_version is null or d.version = p_if_version)
    returning * into v_document;
  if v_document.id is null then return; end if;
  delete from public.document_uniques u where u.api_id = p_api_id and u.collection = p_collection and u.document_id = p_id;
  perform private.claim_uniques(v_document, private.unique_fields(p_api_id, p_collection));
  perform private.note_change(v_workspace, 'changed', 'document', p_id, p_collection || '/' || p_id, p_api_id, '[]');
  return next v_document;
end $$;

create function private.remove_document(p_api_id text, p_collection text, p_id text, p_if_version integer) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_documents(p_api_id, 'documents:write'); v_count integer;
begin
  if v_workspace is null then return false; end if;
  delete from public.documents d where d.api_id = p_api_id and d.collection = p_collection and d.id = p_id and (p_if_version is null or d.version = p_if_version);
  get diagnostics v_count = row_count;
  if v_count > 0 then perform private.note_change(v_workspace, 'deleted', 'document', p_id, p_collection || '/' || p_id, p_api_id, '[]'); end if;
  return v_count > 0;
end $$;

/* Removes at most p_rows documents of a collection; tells how many. */
create function private.empty_collection(p_api_id text, p_collection text, p_rows integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_documents(p_api_id, 'documents:write'); v_count integer;
begin
  if v_workspace is null then return 0; end if;
  delete from public.documents d where d.api_id = p_api_id and d.collection = p_collection
    and d.id = any (array(select x.id from public.documents x where x.api_id = p_api_id and x.collection = p_collection limit p_rows));
  get diagnostics v_count = row_count;
  return v_count;
end $$;

/* One document of an import: stored, skipped, taken, taken:<unique field> or quota:<which>:<used>,<limit>. Everything of it or nothing. */
create function private.import_document(p_document public.documents, p_existing text, p_fields text[]) returns text language plpgsql set search_path = '' as $$
declare v_stored public.documents; v_detail text; v_message text;
begin
  insert into public.documents as d (api_id, workspace_id, collection, id, data, expires_at)
    values (p_document.api_id, p_document.workspace_id, p_document.collection, p_document.id, p_document.data, p_document.expires_at)
    on conflict (api_id, collection, id) do update set data = excluded.data, version = d.version + 1, updated_at = clock_timestamp(), expires_at = excluded.expires_at
      where p_existing = 'replace' or d.expires_at <= now()
    returning * into v_stored;
  if v_stored.id is null then return case p_existing when 'skip' then 'skipped' else 'taken' end; end if;
  if v_stored.version > 1 then
    delete from public.document_uniques u where u.api_id = v_stored.api_id and u.collection = v_stored.collection and u.document_id = v_stored.id;
  end if;
  perform private.claim_uniques(v_stored, p_fields);
  return 'stored';
exception
  when unique_violation then return 'taken:' || sqlerrm;
  when sqlstate 'DQ001' then
    get stacked diagnostics v_detail = pg_exception_detail, v_message = message_text;
    return 'quota:' || v_message || ':' || v_detail;
end $$;

/* Stores up to 100 documents, [{ "id", "data", "expiresAt" }]; tells what became of each. All at once, or one by one where not all can be. */
create function private.import_rows(p_api_id text, p_collection text, p_rows jsonb, p_existing text) returns text[] language plpgsql security definer set search_path = '' as $$
declare
  v_workspace uuid := private.workspace_of_documents(p_api_id, 'documents:write');
  v_documents public.documents[];
  v_fields text[];
  v_outcomes text[] := '{}';
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
    v_outcomes := v_outcomes || private.import_document(v_document, p_existing, v_fields);
  end loop;
  return v_outcomes;
end $$;
/* Notes what was done to a collection as a whole, once. */
create function private.note_collection(p_api_id text, p_collection text, p_action text, p_documents integer) returns void language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_documents(p_api_id, 'documents:write');
begin
  if v_workspace is null or p_action not in ('imported', 'emptied') then return; end if;
  perform private.note_change(v_workspace, p_action, 'collection', p_collection, p_collection, p_api_id, jsonb_build_array(jsonb_build_object('field', 'documents', 'from', null, 'to', p_documents)));
end $$;

revoke execute on all functions in schema private from public;
grant execute on function private.collections_of(text), private.documents_used(uuid), private.change_document(text, text, text, jsonb, integer), private.remove_document(text, text, text, integer),
  private.empty_collection(text, text, integer), private.import_rows(text, text, jsonb, text), private.note_collection(text, text, text, integer) to authenticated;
