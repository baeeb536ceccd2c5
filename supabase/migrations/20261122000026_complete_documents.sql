-- What generated APIs store, complete: documents that expire, keys with values, use counted exactly, and indexes made for what is asked.

alter table public.documents add column expires_at timestamptz;
alter table private.scratch_documents add column expires_at timestamptz;
create index documents_expiring on public.documents (expires_at) where expires_at is not null;
create index documents_collection_expiring on public.documents (api_id, collection, expires_at) where expires_at is not null;

-- `_kv` holds the keys of c.env.DATA.kv: documents { "value": … } under their key.
alter table public.documents drop constraint documents_collection_check, add constraint documents_collection_check check (collection ~ '^([A-Za-z][A-Za-z0-9_]{0,62}|_kv)$');
alter table private.scratch_documents drop constraint scratch_documents_collection_check,
  add constraint scratch_documents_collection_check check (collection ~ '^([A-Za-z][A-Za-z0-9_]{0,62}|_kv)$');
create index documents_keys on public.documents (api_id, (id collate "C")) where collection = '_kv';

---------------------------------------------------------------------------------------------------------------- use

-- Counted by triggers in the transaction that stores, over 16 rows each, so that writers seldom wait for one another.
create table private.document_use (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  shard smallint not null,
  documents bigint not null default 0,
  bytes bigint not null default 0,
  primary key (workspace_id, shard)
) with (fillfactor = 50);
create table private.collection_use (
  api_id text not null references public.apis (id) on delete cascade,
  collection text not null,
  shard smallint not null,
  workspace_id uuid not null,
  documents bigint not null default 0,
  bytes bigint not null default 0,
  primary key (api_id, collection, shard)
) with (fillfactor = 50);
alter table private.document_use enable row level security;
alter table private.collection_use enable row level security;
revoke all on private.document_use, private.collection_use from public, anon, authenticated, service_role;

create function private.document_bytes(p_id text, p_data jsonb) returns integer language sql immutable set search_path = '' as $$
  select octet_length(p_id) + octet_length(p_data::text)
$$;
insert into private.collection_use (api_id, collection, shard, workspace_id, documents, bytes)
  select d.api_id, d.collection, 0, d.workspace_id, count(*), sum(private.document_bytes(d.id, d.data)) from public.documents d group by 1, 2, 4;
insert into private.document_use (workspace_id, shard, documents, bytes)
  select u.workspace_id, 0, sum(u.documents), sum(u.bytes) from private.collection_use u group by 1;

create function private.add_workspace_use(p_workspace_id uuid, p_shard smallint, p_documents bigint, p_bytes bigint) returns void language sql set search_path = '' as $$
  insert into private.document_use as u (workspace_id, shard, documents, bytes) values (p_workspace_id, p_shard, p_documents, p_bytes)
    on conflict (workspace_id, shard) do update set documents = u.documents + excluded.documents, bytes = u.bytes + excluded.bytes
$$;

/* What a workspace holds, as committed by now and by this transaction. */
create function private.workspace_use(p_workspace_id uuid) returns bigint[] language sql volatile set search_path = '' as $$
  select array[coalesce(sum(u.documents), 0), coalesce(sum(u.bytes), 0)]::bigint[] from private.document_use u where u.workspace_id = p_workspace_id
$$;

/* Adds to what a workspace and a collection hold; refuses with DQ001 what the plan has no room for. `app.document_limits` holds the plans' figures,
   as { "free": [documents, bytes] }; without it nothing is refused. Exact: a writer far from the limit holds one row, so that at most 15 others add unseen,
   at most 100 documents and 2 MB each (a turn's limits); near it, whoever adds holds all 16 rows. */
create function private.count_use(p_workspace_id uuid, p_api_id text, p_collection text, p_documents bigint, p_bytes bigint) returns void
language plpgsql set search_path = '' as $$
declare
  c_unseen constant bigint[] := array[15 * 100, 15 * 2097152];
  v_shard smallint := pg_backend_pid() % 16;
  v_limits jsonb := nullif(current_setting('app.document_limits', true), '')::jsonb;
  v_max bigint[];
  v_used bigint[];
  v_isheld boolean;
begin
  insert into private.collection_use as u (api_id, collection, shard, workspace_id, documents, bytes) values (p_api_id, p_collection, v_shard, p_workspace_id, p_documents, p_bytes)
    on conflict (api_id, collection, shard) do update set documents = u.documents + excluded.documents, bytes = u.bytes + excluded.bytes;
  if v_limits is null or (p_documents <= 0 and p_bytes <= 0) then
    perform private.add_workspace_use(p_workspace_id, v_shard, p_documents, p_bytes);
    return;
  end if;
  select array[v_limits -> w.plan::text ->> 0, v_limits -> w.plan::text ->> 1]::bigint[] into v_max from public.workspaces w where w.id = p_workspace_id;
  v_used := private.workspace_use(p_workspace_id);
  v_isheld := v_used[1] + p_documents + c_unseen[1] > v_max[1] or v_used[2] + p_bytes + c_unseen[2] > v_max[2];
  if v_isheld then perform private.hold_workspace_use(p_workspace_id); end if;
  perform private.add_workspace_use(p_workspace_id, v_shard, p_documents, p_bytes);
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
create function private.hold_workspace_use(p_workspace_id uuid) returns void language plpgsql set search_path = '' as $$
begin
  insert into private.document_use (workspace_id, shard) select p_workspace_id, n from generate_series(0, 15) n on conflict do nothing;
  perform from private.document_use u where u.workspace_id = p_workspace_id order by u.shard for update;
end $$;

---------------------------------------------------------------------------------------------------------------- indexes

/* An index of one collection, made when a large list asks for it: the documents by the values of some fields, then in the order of one.
   wanted → building (writes keep it from here on) → ready. */
create table private.document_indexes (
  id integer generated always as identity primary key,
  api_id text not null,
  workspace_id uuid not null,
  collection text not null,
  eq_fields text[] not null,                                  -- in order; may be none
  order_field text not null,
  state text not null default 'wanted' check (state in ('wanted', 'building', 'ready')),
  is_exact boolean not null default true,                     -- false: a value of order_field is too long to be in order
  begins_after xid8,                                          -- who writes since before this doesn't keep it yet
  built_to text,                                              -- the last document that building has seen
  created_at timestamptz not null default now(),
  unique (api_id, collection, order_field, eq_fields),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create index document_indexes_api_workspace on private.document_indexes (api_id, workspace_id);
create index document_indexes_workspace on private.document_indexes (workspace_id);
create index document_indexes_unbuilt on private.document_indexes (id) where state <> 'ready';
create table private.document_index_keys (
  index_id integer not null references private.document_indexes (id) on delete cascade,
  eq uuid not null,
  key jsonb not null,
  document_id text not null,
  primary key (index_id, eq, key, document_id)
);
alter table private.document_indexes enable row level security;
alter table private.document_index_keys enable row level security;
revoke all on private.document_indexes, private.document_index_keys from public, anon, authenticated, service_role;

-- As views, because row-level security keeps comparisons of jsonb from using an index.
create view private.index_keys_of_socket as select k.* from private.document_index_keys k
  where k.index_id in (select i.id from private.document_indexes i where i.api_id = (select current_setting('app.api_id', true)));
create view private.index_keys_of_member as select k.* from private.document_index_keys k
  where k.index_id in (select i.id from private.document_indexes i where i.workspace_id in (select private.workspaces_with('documents:read')));
revoke all on private.index_keys_of_socket, private.index_keys_of_member from public, anon, authenticated, service_role;
grant select on private.index_keys_of_socket to app_data;
grant select on private.index_keys_of_member to authenticated;

/* One member as it is compared: 1.0 is 1, and what is missing is null. */
create function private.member_key(p_value jsonb) returns jsonb language sql immutable set search_path = '' as $$
  select case jsonb_typeof(p_value) when 'number' then to_jsonb(trim_scale(p_value::numeric)) else coalesce(p_value, 'null') end
$$;
/* The values of some fields, however long, as one short value. */
create function private.eq_key(p_values jsonb) returns uuid language sql immutable set search_path = '' as $$
  select md5((select coalesce(jsonb_agg(private.member_key(v) order by n), '[]') from jsonb_array_elements(p_values) with ordinality u (v, n))::text)::uuid
$$;
create function private.is_long(p_value jsonb) returns boolean language sql immutable set search_path = '' as $$
  select coalesce(jsonb_typeof(p_value) in ('object', 'array') or octet_length(p_value::text) > 600, false)
$$;
/* What a document is ordered by, short enough for an index. */
create function private.order_key(p_field text, p_document public.documents) returns jsonb language sql immutable set search_path = '' as $$
  select case p_field
    when 'createdAt' then to_jsonb(extract(epoch from (p_document).created_at)) when 'updatedAt' then to_jsonb(extract(epoch from (p_document).updated_at))
    when 'version' then to_jsonb((p_document).version) when 'id' then 'null'
    else case when private.is_long((p_document).data -> p_field) then 'null' else coalesce((p_document).data -> p_field, 'null') end end
$$;

/* The keys of one document in every index of its collection. */
create function private.index_keys(p_document public.documents) returns table (index_id integer, eq uuid, key jsonb, is_long boolean) language sql stable set search_path = '' as $$
  select i.id, private.eq_key((select coalesce(jsonb_agg(coalesce((p_document).data -> f, 'null') order by n), '[]') from unnest(i.eq_fields) with ordinality u (f, n))), private.order_key(i.order_field, p_document),
    i.is_exact and private.is_long((p_document).data -> i.order_field)
  from private.document_indexes i where i.api_id = (p_document).api_id and i.collection = (p_document).collection and i.state <> 'wanted'
$$;

create function private.on_documents_stored() returns trigger language plpgsql security definer set search_path = '' as $$
declare r record;
begin
  for r in select d.workspace_id, d.api_id, d.collection, count(*) as documents, sum(private.document_bytes(d.id, d.data)) as bytes from stored d group by 1, 2, 3 loop
    perform private.count_use(r.workspace_id, r.api_id, r.collection, r.documents, r.bytes);
    continue when not exists (select from private.document_indexes i where i.api_id = r.api_id and i.collection = r.collection and i.state <> 'wanted');
    perform private.add_index_keys(array(select row(d.*)::public.documents from stored d where d.api_id = r.api_id and d.collection = r.collection));
  end loop;
  return null;
end $$;
create function private.add_index_keys(p_documents public.documents[]) returns void language plpgsql set search_path = '' as $$
begin
  with keys as (select k.*, d.id as document_id from unnest(p_documents) d cross join lateral private.index_keys(d) k),
    added as (insert into private.document_index_keys (index_id, eq, key, document_id) select k.index_id, k.eq, k.key, k.document_id from keys k on conflict do nothing)
  update private.document_indexes i set is_exact = false where i.is_exact and i.id in (select k.index_id from keys k where k.is_long);
end $$;

create function private.on_documents_changed() returns trigger language plpgsql security definer set search_path = '' as $$
declare r record;
begin
  for r in select n.workspace_id, n.api_id, n.collection, sum(private.document_bytes(n.id, n.data) - private.document_bytes(o.id, o.data)) as bytes
      from changed n join former o on o.api_id = n.api_id and o.collection = n.collection and o.id = n.id group by 1, 2, 3 loop
    if r.bytes <> 0 then perform private.count_use(r.workspace_id, r.api_id, r.collection, 0, r.bytes); end if;
    continue when not exists (select from private.document_indexes i where i.api_id = r.api_id and i.collection = r.collection and i.state <> 'wanted');
    delete from private.document_index_keys g using (
        select k.index_id, k.eq, k.key, d.id from former d cross join lateral private.index_keys(row(d.*)::public.documents) k where d.api_id = r.api_id and d.collection = r.collection
        except select k.index_id, k.eq, k.key, d.id from changed d cross join lateral private.index_keys(row(d.*)::public.documents) k where d.api_id = r.api_id and d.collection = r.collection) x
      where g.index_id = x.index_id and g.eq = x.eq and g.key = x.key and g.document_id = x.id;
    perform private.add_index_keys(array(select row(d.*)::public.documents from changed d where d.api_id = r.api_id and d.collection = r.collection));
  end loop;
  return null;
end $$;

create function private.on_documents_removed() returns trigger language plpgsql security definer set search_path = '' as $$
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
    delete from private.document_index_keys g using (
        select k.index_id, k.eq, k.key, d.id from gone d cross join lateral private.index_keys(row(d.*)::public.documents) k where d.api_id = r.api_id and d.collection = r.collection) x
      where g.index_id = x.index_id and g.eq = x.eq and g.key = x.key and g.document_id = x.id;
  end loop;
  return null;
end $$;

create trigger stored after insert on public.documents referencing new table as stored for each statement execute function private.on_documents_stored();
create trigger changed after update on public.documents referencing old table as former new table as changed for each statement execute function private.on_documents_changed();
create trigger removed after delete on public.documents referencing old table as gone for each statement execute function private.on_documents_removed();

/* What a collection holds, how much of it has expired, and its indexes. For the API of the socket, or a member who may read. */
create function private.collection_state(p_api_id text, p_collection text) returns table (documents bigint, expired bigint, indexes jsonb) language plpgsql stable security definer set search_path = '' as $$
begin
  if p_api_id is distinct from current_setting('app.api_id', true) then
    perform private.require_scope((select a.workspace_id from public.apis a where a.id = p_api_id), 'documents:read');
  end if;
  return query select
    coalesce((select sum(u.documents) from private.collection_use u where u.api_id = p_api_id and u.collection = p_collection), 0)::bigint,
    (select count(*) from public.documents d where d.api_id = p_api_id and d.collection = p_collection and d.expires_at <= now()),
    coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'eq', i.eq_fields, 'order', i.order_field, 'ready', i.state = 'ready', 'exact', i.is_exact) order by i.id)
      from private.document_indexes i where i.api_id = p_api_id and i.collection = p_collection), '[]');
end $$;

/* Asks for an index; at most 16 of a collection and 64 of an API. */
create function private.want_index(p_collection text, p_eq_fields jsonb, p_order_field text) returns void language plpgsql security definer set search_path = '' as $$
declare v_api text := current_setting('app.api_id', true);
begin
  if (select count(*) from private.document_indexes i where i.api_id = v_api) >= 64 then return; end if;
  if (select count(*) from private.document_indexes i where i.api_id = v_api and i.collection = p_collection) >= 16 then return; end if;
  insert into private.document_indexes (api_id, workspace_id, collection, eq_fields, order_field)
    select a.id, a.workspace_id, p_collection, array(select jsonb_array_elements_text(p_eq_fields)), p_order_field from public.apis a where a.id = v_api on conflict do nothing;
end $$;

/* One step of making the oldest index that isn't ready: tells whether there is more to do now. */
create function private.build_index(p_rows integer) returns boolean language plpgsql security definer set search_path = '' as $$
declare i private.document_indexes; v_documents public.documents[];
begin
  select * into i from private.document_indexes x where x.state <> 'ready' order by x.state = 'wanted', x.id limit 1 for update skip locked;
  if i.id is null then return false; end if;
  if i.state = 'wanted' then
    update private.document_indexes x set state = 'building' where x.id = i.id;
    return true;
  elsif i.begins_after is null then
    update private.document_indexes x set begins_after = pg_snapshot_xmax(pg_current_snapshot()) where x.id = i.id;
    return true;
  end if;
  if pg_snapshot_xmin(pg_current_snapshot()) < i.begins_after then return false; end if;
  v_documents := array(select d from public.documents d where d.api_id = i.api_id and d.collection = i.collection and d.id > coalesce(i.built_to, '') order by d.id limit p_rows for share);
  if cardinality(v_documents) = 0 then
    update private.document_indexes x set state = 'ready' where x.id = i.id;
    return true;
  end if;
  insert into private.document_index_keys (index_id, eq, key, document_id)
    select k.index_id, k.eq, k.key, d.id from unnest(v_documents) d cross join lateral private.index_keys(d) k where k.index_id = i.id on conflict do nothing;
  update private.document_indexes x set built_to = (v_documents[cardinality(v_documents)]).id,
    is_exact = x.is_exact and not exists (select from unnest(v_documents) d where private.is_long((d).data -> i.order_field)) where x.id = i.id;
  return true;
end $$;

---------------------------------------------------------------------------------------------------------------- expiry

/* Removes documents whose time is over; nobody sees them any more. Tells how many: at most p_rows. */
create function private.remove_expired(p_rows integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_count integer;
begin
  delete from public.documents d using (select x.api_id, x.collection, x.id from public.documents x where x.expires_at <= now() order by x.expires_at limit p_rows for update skip locked) o
    where d.api_id = o.api_id and d.collection = o.collection and d.id = o.id and d.expires_at <= now();
  get diagnostics v_count = row_count;
  return v_count;
end $$;

revoke execute on all functions in schema private from public;
grant execute on function private.collection_state(text, text), private.eq_key(jsonb), private.member_key(jsonb) to app_data, authenticated;
grant execute on function private.want_index(text, jsonb, text) to app_data;
grant execute on function private.build_index(integer), private.remove_expired(integer) to app_jobs;
