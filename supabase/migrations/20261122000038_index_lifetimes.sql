-- Indexes of stored documents that no list asks for go, a plan has room for so many, and what is looked up or kept in them costs less.

alter table private.document_indexes add column used_at timestamptz not null default now(); -- when a list last asked for it, to the day
create index document_indexes_used on private.document_indexes (used_at);

-- As before, but whose indexes these are is read once, not for each key.
create or replace view private.index_keys_of_socket as select k.* from private.document_index_keys k
  where k.index_id = any (array(select i.id from private.document_indexes i where i.api_id = (select current_setting('app.api_id', true))));
create or replace view private.index_keys_of_member as select k.* from private.document_index_keys k
  where k.index_id = any (array(select i.id from private.document_indexes i where i.workspace_id in (select private.workspaces_with('documents:read'))));

---------------------------------------------------------------------------------------------------------------- what goes

-- Indexes that are gone while keys of theirs are left. Nobody sees such a key: the views show those of indexes that there are, and no id comes twice.
create table private.dropped_indexes (
  id integer primary key,
  ends_after xid8                                             -- who writes since before this may still add keys
);
alter table private.dropped_indexes enable row level security;
revoke all on private.dropped_indexes from public, anon, authenticated, service_role;

-- A foreign key of each key cost as much as the key, and would remove a million at once.
alter table private.document_index_keys drop constraint document_index_keys_index_id_fkey;
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

---------------------------------------------------------------------------------------------------------------- what is kept

/* As before, without indexes that are about to go; `stale`: not asked for since yesterday. */
create or replace function private.collection_state(p_api_id text, p_collection text) returns table (documents bigint, expired bigint, indexes jsonb) language plpgsql stable security definer set search_path = '' as $$
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
create or replace function private.want_index(p_collection text, p_eq_fields jsonb, p_order_field text) returns void language plpgsql security definer set search_path = '' as $$
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

/* As before; a restored database counts its transactions anew, so that what it waits for may never come: then it begins to wait anew. */
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
    return true;
  end if;
  perform private.add_index_keys(v_documents, v_ids);
  update private.document_indexes x set built_to = (v_documents[cardinality(v_documents)]).id where x.id = any (v_ids);
  return true;
end $$;

drop function private.documents_used(uuid);
create function private.documents_used(p_workspace_id uuid) returns table (plan public.plan, documents bigint, bytes bigint, indexes bigint) language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'documents:read');
  return query select w.plan, coalesce(sum(u.documents), 0)::bigint, coalesce(sum(u.bytes), 0)::bigint,
      (select count(*) from private.document_indexes i where i.workspace_id = p_workspace_id and i.used_at > now() - interval '30 days')
    from public.workspaces w left join private.document_use u on u.workspace_id = w.id where w.id = p_workspace_id group by 1;
end $$;

revoke execute on function private.on_index_dropped(), private.drop_indexes(integer), private.make_index_room(integer[], integer), private.documents_used(uuid) from public;
grant execute on function private.documents_used(uuid) to authenticated;
grant execute on function private.drop_indexes(integer) to app_jobs;
