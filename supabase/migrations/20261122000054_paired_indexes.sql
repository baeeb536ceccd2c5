-- Keys of an index may hold the value of one field more: then a range of one field in the order of another is told by keys alone, in either's order.

alter table private.document_indexes
  add column also_field text,                                  -- whose values the keys hold beside those of order_field; null: none
  add column is_also_exact boolean not null default true,      -- false: a value of also_field is too long to be held
  drop constraint document_indexes_api_id_collection_order_field_eq_fields_key,
  add constraint document_indexes_shape unique nulls not distinct (api_id, collection, order_field, eq_fields, also_field);
alter table private.document_index_keys add column also jsonb;
alter table private.document_index_keys drop constraint document_index_keys_pkey, add primary key (index_id, eq, key, document_id) include (made_at, also);
create or replace view private.index_keys_of_socket as select k.* from private.document_index_keys k
  where k.index_id = any (array(select i.id from private.document_indexes i where i.api_id = (select current_setting('app.api_id', true))));
create or replace view private.index_keys_of_member as select k.* from private.document_index_keys k
  where k.index_id = any (array(select i.id from private.document_indexes i where i.workspace_id in (select private.workspaces_with('documents:read'))));

/* The keys of some documents of one collection in all of its indexes, or in these. A value over 600 bytes, an object or a list is too long to be ordered by: what it
   would be in the order of isn't any more. Step by step in variables, because to set up one statement for all of it takes several times as long as the keys of a document. */
drop function private.index_keys(public.documents[], integer[]);
create function private.index_keys(p_documents public.documents[], p_indexes integer[] default null) returns table (index_id integer, eq uuid, key jsonb, document_id text, made_at timestamptz, also jsonb)
language plpgsql set search_path = '' as $$
declare
  v_indexes private.document_indexes[] := array(select i from private.document_indexes i where i.api_id = (p_documents[1]).api_id and i.collection = (p_documents[1]).collection
    and i.state <> 'wanted' and (p_indexes is null or i.id = any (p_indexes)));
  d public.documents; i private.document_indexes; v_data jsonb; v_field text; v_value jsonb; v_values jsonb;
begin
  if cardinality(v_indexes) = 0 then return; end if;
  foreach d in array p_documents loop
    -- Unpacked once, not for each field. Times are numbers in it: texts are not in their order.
    v_data := d.data || jsonb_build_object('createdAt', extract(epoch from d.created_at), 'updatedAt', extract(epoch from d.updated_at), 'version', d.version, 'id', null);
    document_id := d.id;
    made_at := d.created_at;
    foreach i in array v_indexes loop
      -- As private.eq_key, which looks them up.
      v_values := '[]';
      foreach v_field in array i.eq_fields loop
        v_value := coalesce(v_data -> v_field, 'null');
        v_values := v_values || jsonb_build_array(case jsonb_typeof(v_value) when 'number' then to_jsonb(trim_scale(v_value::numeric)) else v_value end);
      end loop;
      index_id := i.id;
      eq := md5(v_values::text)::uuid;
      key := coalesce(v_data -> i.order_field, 'null');
      if jsonb_typeof(key) in ('object', 'array') or octet_length(key::text) > 600 then
        key := 'null';
        if i.is_exact then update private.document_indexes x set is_exact = false where x.id = i.id and x.is_exact; end if;
      end if;
      also := case when i.also_field is not null then coalesce(v_data -> i.also_field, 'null') end;
      if jsonb_typeof(also) in ('object', 'array') or octet_length(also::text) > 600 then
        also := 'null';
        if i.is_also_exact then update private.document_indexes x set is_also_exact = false where x.id = i.id and x.is_also_exact; end if;
      end if;
      return next;
    end loop;
  end loop;
end $$;
create or replace function private.add_index_keys(p_documents public.documents[], p_indexes integer[] default null) returns void language plpgsql set search_path = '' as $$
begin
  insert into private.document_index_keys (index_id, eq, key, document_id, made_at, also)
    select k.index_id, k.eq, k.key, k.document_id, k.made_at, k.also from private.index_keys(p_documents, p_indexes) k on conflict do nothing;
end $$;

/* As before, with what else the keys hold. */
create or replace function private.collection_state(p_api_id text, p_collection text) returns table (documents bigint, expired bigint, indexes jsonb) language plpgsql stable security definer set search_path = '' as $$
begin
  if p_api_id is distinct from current_setting('app.api_id', true) then
    perform private.require_scope((select a.workspace_id from public.apis a where a.id = p_api_id), 'documents:read');
  end if;
  return query select
    coalesce((select sum(u.documents) from private.collection_use u where u.api_id = p_api_id and u.collection = p_collection), 0)::bigint,
    (select count(*) from public.documents d where d.api_id = p_api_id and d.collection = p_collection and d.expires_at <= now()),
    coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'eq', i.eq_fields, 'order', i.order_field, 'also', i.also_field, 'ready', i.state = 'ready', 'exact', i.is_exact, 'alsoExact', i.is_also_exact,
        'stale', i.used_at < now() - interval '1 day') order by i.id)
      from private.document_indexes i where i.api_id = p_api_id and i.collection = p_collection and i.used_at > now() - interval '30 days'), '[]');
end $$;

/* Asks for an index, one that is there too: then it stays. At most 16 of a collection, and of a workspace as many as its plan has room for, the third figure of
   `app.document_limits`. What finds no room isn't made: its lists read more. */
drop function private.want_index(text, jsonb, text);
create function private.want_index(p_collection text, p_eq_fields jsonb, p_order_field text, p_also_field text default null) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_api text := current_setting('app.api_id', true);
  v_eq text[] := array(select jsonb_array_elements_text(p_eq_fields));
  v_id integer;
  v_workspace uuid;
  v_max integer;
begin
  select i.id into v_id from private.document_indexes i
    where i.api_id = v_api and i.collection = p_collection and i.order_field = p_order_field and i.eq_fields = v_eq and i.also_field is not distinct from p_also_field;
  if v_id is not null then
    update private.document_indexes i set used_at = now() where i.id = v_id and i.used_at < now() - interval '1 day';
    return;
  end if;
  select a.workspace_id, (nullif(current_setting('app.document_limits', true), '')::jsonb -> w.plan::text ->> 2)::integer into v_workspace, v_max
    from public.apis a join public.workspaces w on w.id = a.workspace_id where a.id = v_api;
  if v_workspace is null
    or not private.make_index_room(array(select i.id from private.document_indexes i where i.api_id = v_api and i.collection = p_collection and i.used_at > now() - interval '30 days'), 16)
    or not private.make_index_room(array(select i.id from private.document_indexes i where i.workspace_id = v_workspace and i.used_at > now() - interval '30 days'), v_max) then return; end if;
  insert into private.document_indexes (api_id, workspace_id, collection, eq_fields, order_field, also_field) values (v_api, v_workspace, p_collection, v_eq, p_order_field, p_also_field) on conflict do nothing;
end $$;

/* One step of making the indexes of one collection that aren't ready, together: tells whether there is more to do now. A restored database counts its
   transactions anew, so that what is waited for may never come: then it begins to wait anew. One that holds a field more takes the place of one that doesn't,
   which goes in two minutes (private.drop_indexes): no list that saw it takes longer. */
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
  elsif i.begins_after is null or i.begins_after > pg_snapshot_xmax(pg_current_snapshot()) then
    update private.document_indexes x set begins_after = pg_snapshot_xmax(pg_current_snapshot()) where x.id = any (v_ids);
    return true;
  end if;
  if pg_snapshot_xmin(pg_current_snapshot()) < i.begins_after then return false; end if;
  v_documents := array(select d from public.documents d where d.api_id = i.api_id and d.collection = i.collection and d.id > coalesce(i.built_to, '') order by d.id limit p_rows for share);
  if cardinality(v_documents) = 0 then
    update private.document_indexes x set state = 'ready' where x.id = any (v_ids);
    update private.document_indexes p set used_at = now() - interval '30 days 58 minutes' from private.document_indexes x
      where x.id = any (v_ids) and x.is_exact and x.also_field is not null and p.api_id = x.api_id and p.collection = x.collection and p.order_field = x.order_field and p.eq_fields = x.eq_fields and p.also_field is null;
    return true;
  end if;
  perform private.add_index_keys(v_documents, v_ids);
  update private.document_indexes x set built_to = (v_documents[cardinality(v_documents)]).id where x.id = any (v_ids);
  return true;
end $$;

revoke execute on function private.index_keys(public.documents[], integer[]), private.want_index(text, jsonb, text, text) from public;
grant execute on function private.want_index(text, jsonb, text, text) to app_data;
