-- What is stored beside others: a value that expires just then is free, whoever frees it; turns of several writes don't wait for one another in a circle.

do $make$
declare v_live constant text := $sql$
  /* Takes the values of these fields for a document; one that is missing or null takes nothing. Raises unique_violation with the field, of constraint 'field'. */
  create or replace function private.claim_uniques(p_document public.documents, p_fields text[]) returns void language plpgsql set search_path = '' as $$
  declare v_field text; v_value jsonb; v_text text;
  begin
    foreach v_field in array p_fields loop
      v_value := p_document.data -> v_field;
      continue when v_value is null or jsonb_typeof(v_value) not in ('string', 'number', 'boolean');
      v_text := private.unique_text(v_value);
      for v_try in 1..4 loop
        insert into public.document_uniques (api_id, workspace_id, collection, field, value, document_id)
          values (p_document.api_id, p_document.workspace_id, p_document.collection, v_field, v_text, p_document.id) on conflict do nothing;
        exit when found;
        -- It may be held by a document whose time is over.
        delete from public.documents d where d.api_id = p_document.api_id and d.collection = p_document.collection and d.expires_at <= now() and d.id = (
          select u.document_id from public.document_uniques u where u.api_id = d.api_id and u.collection = d.collection and u.field = v_field and u.value = v_text);
        -- Whoever removed that one meanwhile has freed it as well.
        if v_try = 4 or not found and exists (select from public.document_uniques u
          where u.api_id = p_document.api_id and u.collection = p_document.collection and u.field = v_field and u.value = v_text) then
          raise exception '%', v_field using errcode = 'unique_violation', constraint = 'field';
        end if;
      end loop;
    end loop;
  end $$;

  /* Stores a new document with its unique values. Raises unique_violation, also with the id, of constraint 'id'. In one function, so that an insert is one way to the database and back. */
  create or replace function private.insert_document(p_api_id text, p_workspace_id uuid, p_collection text, p_id text, p_data jsonb, p_expires_at timestamptz, p_unique text[]) returns public.documents
  language plpgsql set search_path = '' as $$
  declare v_document public.documents;
  begin
    for v_try in 1..4 loop
      insert into public.documents as d (api_id, workspace_id, collection, id, data, expires_at)
        values (p_api_id, p_workspace_id, p_collection, p_id, p_data, p_expires_at) on conflict do nothing returning d.* into v_document;
      exit when found;
      delete from public.documents d where d.api_id = p_api_id and d.collection = p_collection and d.id = p_id and d.expires_at <= now();
      if v_try = 4 or not found and exists (select from public.documents d where d.api_id = p_api_id and d.collection = p_collection and d.id = p_id) then
        raise exception '%', p_id using errcode = 'unique_violation', constraint = 'id';
      end if;
    end loop;
    perform private.claim_uniques(v_document, p_unique) where cardinality(p_unique) > 0;
    return v_document;
  end $$;
  $sql$;
begin
  execute v_live;
  execute replace(replace(replace(v_live, 'public.document', 'private.scratch_document'), 'private.claim_uniques', 'private.claim_scratch_uniques'), 'private.insert_document', 'private.insert_scratch_document');
end $make$;

/* Before a turn of several writes, by the API of the socket: near what the plan has room for, all counts are held at once. One by one, after the first write has
   counted itself, two such turns would wait for each other. */
create function private.hold_use(p_documents bigint, p_bytes bigint) returns void language plpgsql security definer set search_path = '' as $$
declare v_limits jsonb := nullif(current_setting('app.document_limits', true), '')::jsonb; v_workspace uuid; v_max bigint[]; v_used bigint[];
begin
  select w.id, array[v_limits -> w.plan::text ->> 0, v_limits -> w.plan::text ->> 1]::bigint[], u.used into v_workspace, v_max, v_used
    from public.apis a join public.workspaces w on w.id = a.workspace_id left join private.workspace_use u on u.workspace_id = w.id where a.id = current_setting('app.api_id', true);
  -- Twice what private.count_use keeps for what 15 others may add unseen: others may come near before the turn's last write.
  if coalesce(v_used[1], 0) + p_documents + 2 * 1500 > v_max[1] or coalesce(v_used[2], 0) + p_bytes + 2 * 31457280 > v_max[2] then
    perform private.hold_workspace_use(v_workspace);
  end if;
end $$;

/* As before, but what takes the place of a document whose time is over is a new one. */
create or replace function private.import_document(p_document public.documents, p_existing text, p_fields text[]) returns text language plpgsql set search_path = '' as $$
declare v_stored public.documents; v_detail text; v_message text;
begin
  delete from public.documents d where d.api_id = p_document.api_id and d.collection = p_document.collection and d.id = p_document.id and d.expires_at <= now();
  insert into public.documents as d (api_id, workspace_id, collection, id, data, expires_at)
    values (p_document.api_id, p_document.workspace_id, p_document.collection, p_document.id, p_document.data, p_document.expires_at)
    on conflict (api_id, collection, id) do update set data = excluded.data, version = d.version + 1, updated_at = clock_timestamp(), expires_at = excluded.expires_at
      where p_existing = 'replace'
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

revoke execute on function private.hold_use(bigint, bigint) from public;
grant execute on function private.hold_use(bigint, bigint) to app_data;
