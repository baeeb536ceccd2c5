-- Indexes of stored documents are asked for by lists, made step by step, and go when none asks any more; a plan has room for so many.

/* What a collection holds, how much of it has expired, and its indexes, without those that are about to go; `stale`: not asked for since yesterday. For the API of the
   socket, or a member who may read. */
create function private.collection_state(p_api_id text, p_collection text) returns table (documents bigint, expired bigint, indexes jsonb) language plpgsql stable security definer set search_path = '' as $$
begin
  if p_api_id is distinct from current_setting('app.api_id', true) then
    perform private.require_scope((select a.workspace_id from public.apis a where a.id = p_api_id), 'documents:read');
  end if;
  return query select
    coalesce((select sum(u.documents) from private.collection_use u where u.api_id = p_api_id and u.collection = p_collection), 0)::bigint,
    (select count(*) from public.documents d where d.api_id = p_api_id and d.collection = p_collection and d.expires_at <= now()),
    coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'eq', i.eq_fields, 'order', i.order_field, 'ready', i.state = 'ready', 'exact', i.is_exact,
        'stale', i.used_at < now() - interval '1 day') order by i.id)
      from private.document_indexes i where i.api_id = p_api_id and i.collection = p_collection and i.used_at > now() - interval '30 days'), '[]');
end $$;

/* Of some indexes that fill p_max, gives up the one that was asked for least lately, unless all were since the day before yesterday. False: there is no room. */
create function private.make_index_room(p_indexes integer[], p_max integer) returns boolean language plpgsql set search_path = '' as $$
begin
  if cardinality(p_indexes) < p_max then return true; end if;
  update private.document_indexes i set used_at = now() - interval '30 days'
    where i.id = (select o.id from private.document_indexes o where o.id = any (p_indexes) and o.used_at < now() - interval '2 days' order by o.used_at limit 1 for no key update skip locked);
  return found;
end $$;

/* Asks for an index, one that is there too: then it stays. At most 16 of a collection, and of a workspace as many as its plan has room for, the third figure of
   `app.document_limits`. What finds no room isn't made: its lists read more. */
create function private.want_index(p_collection text, p_eq_fields jsonb, p_order_field text) returns void language plpgsql security definer set search_path = '' as $$
declare
  v_api text := current_setting('app.api_id', true);
  v_eq text[] := array(select jsonb_array_elements_text(p_eq_fields));
  v_workspace uuid;
  v_max integer;
begin
  update private.document_indexes i set used_at = now()
    where i.api_id = v_api and i.collection = p_collection and i.order_field = p_order_field and i.eq_fields = v_eq and i.used_at < now() - interval '1 day';
  if exists (select from private.document_indexes i where i.api_id = v_api and i.collection = p_collection and i.order_field = p_order_field and i.eq_fields = v_eq) then return; end if;
  select a.workspace_id, (nullif(current_setting('app.document_limits', true), '')::jsonb -> w.plan::text ->> 2)::integer into v_workspace, v_max
    from public.apis a join public.workspaces w on w.id = a.workspace_id where a.id = v_api;
  if v_workspace is null
    or not private.make_index_room(array(select i.id from private.document_indexes i where i.api_id = v_api and i.collection = p_collection and i.used_at > now() - interval '30 days'), 16)
    or not private.make_index_room(array(select i.id from private.document_indexes i where i.workspace_id = v_workspace and i.used_at > now() - interval '30 days'), v_max) then return; end if;
  insert into private.document_indexes (api_id, workspace_id, collection, eq_fields, order_field) values (v_api, v_workspace, p_collection, v_eq, p_order_field) on conflict do nothing;
end $$;

/* One step of making the indexes of one collection that aren't ready, together: tells whether there is more to do now. A restored database counts its
   transactions anew, so that what is waited for may never come: then it begins to wait anew. */
create function private.build_index(p_rows integer) returns boolean language plpgsql security definer set search_path = '' as $$
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
    return true;
  end if;
  perform private.add_index_keys(v_documents, v_ids);
  update private.document_indexes x set built_to = (v_documents[cardinality(v_documents)]).id where x.id = any (v_ids);
  return true;
end $$;

create function private.on_index_dropped() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into private.dropped_indexes (id) values (old.id);
  return null;
end $$;
create trigger dropped after delete on private.document_indexes for each row execute function private.on_index_dropped();

/* Removes indexes that nobody asked for in 30 days, and at most p_rows keys of one that is gone: tells whether there is more to do now. Lists don't see such an
   index any more (private.collection_state); the hour is for those that saw it before. */
create function private.drop_indexes(p_rows integer) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_id integer; v_after xid8; v_count integer;
begin
  delete from private.document_indexes i where i.used_at < now() - interval '30 days 1 hour';
  select d.id, d.ends_after into v_id, v_after from private.dropped_indexes d order by d.id limit 1;
  if v_id is null then return false; end if;
  if v_after is null or v_after > pg_snapshot_xmax(pg_current_snapshot()) then
    update private.dropped_indexes d set ends_after = pg_snapshot_xmax(pg_current_snapshot()) where d.id = v_id;
    return true;
  end if;
  delete from private.document_index_keys k where k.ctid = any (array(select o.ctid from private.document_index_keys o where o.index_id = v_id limit p_rows));
  get diagnostics v_count = row_count;
  if v_count > 0 then return true; end if;
  if pg_snapshot_xmin(pg_current_snapshot()) < v_after then return false; end if;
  delete from private.dropped_indexes d where d.id = v_id;
  return true;
end $$;

revoke execute on function private.collection_state(text, text), private.make_index_room(integer[], integer), private.want_index(text, jsonb, text), private.build_index(integer),
  private.on_index_dropped(), private.drop_indexes(integer) from public;
grant execute on function private.collection_state(text, text) to app_data, authenticated;
grant execute on function private.want_index(text, jsonb, text) to app_data;
grant execute on function private.build_index(integer), private.drop_indexes(integer) to app_jobs;
