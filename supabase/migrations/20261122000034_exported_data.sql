-- What an API stored, as lines that an export takes along and an import brings back.

/* The documents after (p_after_collection, p_after_id), with the fields whose values are unique. */
create function private.export_documents(p_api_id text, p_after_collection text, p_after_id text, p_limit integer)
returns table (collection text, id text, line jsonb) language plpgsql stable security definer set search_path = '' as $$
declare v_workspace uuid := (select a.workspace_id from public.apis a where a.id = p_api_id);
begin
  perform private.require_scope(v_workspace, 'documents:read');
  return query
    select d.collection, d.id, jsonb_build_object('id', d.id, 'version', d.version, 'createdAt', private.to_iso(d.created_at), 'updatedAt', private.to_iso(d.updated_at), 'data', d.data)
        || case when d.expires_at is null then '{}' else jsonb_build_object('expiresAt', private.to_iso(d.expires_at)) end
        || case when u.fields is null then '{}' else jsonb_build_object('unique', u.fields) end
      from public.documents d
      left join lateral (select jsonb_agg(q.field order by q.field) as fields from public.document_uniques q
        where q.api_id = d.api_id and q.collection = d.collection and q.document_id = d.id) u on true
      where d.api_id = p_api_id and (d.expires_at is null or d.expires_at > now()) and (d.collection, d.id) > (p_after_collection, p_after_id)
      order by d.collection, d.id limit least(p_limit, 1000);
end $$;

/* In UTC, to the microsecond. */
create function private.to_iso(p timestamptz) returns text language sql stable set search_path = '' as $$
  select to_char(p at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

/* Documents as they were, with their versions and times, into an API: [{ collection, id, data, version, createdAt, updatedAt, expiresAt, claims: [{ field, value }] }]. */
create function private.import_documents(p_api_id text, p_documents jsonb) returns integer language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := (select a.workspace_id from public.apis a where a.id = p_api_id); v_count integer;
begin
  perform private.require_scope(v_workspace, 'documents:write');
  perform private.hold_workspace_use(v_workspace); -- more than other writers leave room for unseen
  insert into public.documents (api_id, workspace_id, collection, id, data, version, created_at, updated_at, expires_at)
    select p_api_id, v_workspace, d ->> 'collection', d ->> 'id', d -> 'data', (d ->> 'version')::integer, (d ->> 'createdAt')::timestamptz, (d ->> 'updatedAt')::timestamptz, (d ->> 'expiresAt')::timestamptz
      from jsonb_array_elements(p_documents) d;
  get diagnostics v_count = row_count;
  insert into public.document_uniques (api_id, workspace_id, collection, field, value, document_id)
    select p_api_id, v_workspace, d ->> 'collection', c ->> 'field', c ->> 'value', d ->> 'id'
      from jsonb_array_elements(p_documents) d cross join lateral jsonb_array_elements(d -> 'claims') c;
  return v_count;
end $$;

revoke all on function private.export_documents(text, text, text, integer), private.to_iso(timestamptz), private.import_documents(text, jsonb) from public;
grant execute on function private.export_documents(text, text, text, integer), private.import_documents(text, jsonb) to authenticated;
