-- What an owner does with stored documents: sees what there is, edits, deletes, imports.

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
create function private.documents_used(p_workspace_id uuid) returns table (plan public.plan, documents bigint, bytes bigint, indexes bigint) language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'documents:read');
  return query select w.plan, coalesce(sum(u.documents), 0)::bigint, coalesce(sum(u.bytes), 0)::bigint,
      (select count(*) from private.document_indexes i where i.workspace_id = p_workspace_id and i.used_at > now() - interval '30 days')
    from public.workspaces w left join private.document_use u on u.workspace_id = w.id where w.id = p_workspace_id group by 1;
end $$;

/* The unique fields of a collection: those of which a value is taken. */
create function private.unique_fields(p_api_id text, p_collection text) returns text[] language sql stable set search_path = '' as $$
  with recursive fields as (
    (select u.field from public.document_uniques u where u.api_id = p_api_id and u.collection = p_collection order by u.field limit 1)
    union all
    select (select u.field from public.document_uniques u where u.api_id = p_api_id and u.collection = p_collection and u.field > f.field order by u.field limit 1) from fields f where f.field is not null)
  select coalesce(array_agg(f.field), '{}') from fields f where f.field is not null
$$;
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

/* Removes at most p_rows documents of a collection, in the order in which others change them too; tells how many. */
create function private.empty_collection(p_api_id text, p_collection text, p_rows integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_documents(p_api_id, 'documents:write'); v_count integer;
begin
  if v_workspace is null then return 0; end if;
  delete from public.documents d where d.api_id = p_api_id and d.collection = p_collection
    and d.id = any (array(select x.id from public.documents x where x.api_id = p_api_id and x.collection = p_collection order by x.id limit p_rows for update));
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

/* Stores up to 100 documents, [{ "id", "data", "expiresAt" }]; tells what became of each. All at once, or one by one where not all can be. The outcomes end with
   a document that the plan has no room for: what follows it isn't tried. */
create function private.import_rows(p_api_id text, p_collection text, p_rows jsonb, p_existing text) returns text[] language plpgsql security definer set search_path = '' as $$
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
/* Notes what was done to a collection as a whole, once. */
create function private.note_collection(p_api_id text, p_collection text, p_action text, p_documents integer) returns void language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.workspace_of_documents(p_api_id, 'documents:write');
begin
  if v_workspace is null or p_action not in ('imported', 'emptied') then return; end if;
  perform private.note_change(v_workspace, p_action, 'collection', p_collection, p_collection, p_api_id, jsonb_build_array(jsonb_build_object('field', 'documents', 'from', null, 'to', p_documents)));
end $$;

revoke execute on function private.workspace_of_documents(text, text), private.collections_of(text), private.documents_used(uuid), private.unique_fields(text, text), private.change_document(text, text, text, jsonb, integer),
  private.remove_document(text, text, text, integer), private.empty_collection(text, text, integer), private.import_document(public.documents, text, text[]),
  private.import_rows(text, text, jsonb, text), private.note_collection(text, text, text, integer) from public;
grant execute on function private.collections_of(text), private.documents_used(uuid), private.change_document(text, text, text, jsonb, integer), private.remove_document(text, text, text, integer),
  private.empty_collection(text, text, integer), private.import_rows(text, text, jsonb, text), private.note_collection(text, text, text, integer) to authenticated;
