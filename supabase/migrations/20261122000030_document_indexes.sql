-- Indexes of what generated APIs store, and the triggers that keep them, which count use, too. index_lifetimes makes and drops them.

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
  used_at timestamptz not null default now(),                 -- when a list last asked for it, to the day
  unique (api_id, collection, order_field, eq_fields),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create index document_indexes_api_workspace on private.document_indexes (api_id, workspace_id);
create index document_indexes_workspace on private.document_indexes (workspace_id);
create index document_indexes_unbuilt on private.document_indexes (id) where state <> 'ready';
create index document_indexes_used on private.document_indexes (used_at);
-- Without a foreign key, which would cost as much as the key, and remove a million at once.
create table private.document_index_keys (
  index_id integer not null,
  eq uuid not null,
  key jsonb not null,
  document_id text not null,
  made_at timestamptz not null,                               -- created_at of the document: what a range narrows is told newest first without reading its documents
  primary key (index_id, eq, key, document_id) include (made_at)
);
-- Indexes that are gone while keys of theirs are left. Nobody sees such a key: the views show those of indexes that there are, and no id comes twice.
create table private.dropped_indexes (
  id integer primary key,
  ends_after xid8                                             -- who writes since before this may still add keys
);
alter table private.document_indexes enable row level security;
alter table private.document_index_keys enable row level security;
alter table private.dropped_indexes enable row level security;
revoke all on private.document_indexes, private.document_index_keys, private.dropped_indexes from public, anon, authenticated, service_role;

-- As views, because row-level security keeps comparisons of jsonb from using an index. Whose indexes these are is read once, not for each key.
create view private.index_keys_of_socket as select k.* from private.document_index_keys k
  where k.index_id = any (array(select i.id from private.document_indexes i where i.api_id = (select current_setting('app.api_id', true))));
create view private.index_keys_of_member as select k.* from private.document_index_keys k
  where k.index_id = any (array(select i.id from private.document_indexes i where i.workspace_id in (select private.workspaces_with('documents:read'))));
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

/* The keys of some documents of one collection in all of its indexes, or in these. A value over 600 bytes, an object or a list is too long to be ordered by: what it
   would be in the order of isn't any more. Step by step in variables, because to set up one statement for all of it takes several times as long as the keys of a document. */
create function private.index_keys(p_documents public.documents[], p_indexes integer[] default null) returns table (index_id integer, eq uuid, key jsonb, document_id text, made_at timestamptz)
language plpgsql set search_path = '' as $$
declare
  v_indexes private.document_indexes[] := array(select i from private.document_indexes i where i.api_id = (p_documents[1]).api_id and i.collection = (p_documents[1]).collection
    and i.state <> 'wanted' and (p_indexes is null or i.id = any (p_indexes)));
  d public.documents; i private.document_indexes; v_data jsonb; v_field text; v_value jsonb; v_values jsonb;
begin
  if cardinality(v_indexes) = 0 then return; end if;
  foreach d in array p_documents loop
    -- Unpacked once, not for each field.
    v_data := d.data || '{}';
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
      key := case i.order_field when 'createdAt' then to_jsonb(extract(epoch from d.created_at)) when 'updatedAt' then to_jsonb(extract(epoch from d.updated_at))
        when 'version' then to_jsonb(d.version) when 'id' then 'null' else coalesce(v_data -> i.order_field, 'null') end;
      if jsonb_typeof(key) in ('object', 'array') or octet_length(key::text) > 600 then
        key := 'null';
        if i.is_exact then update private.document_indexes x set is_exact = false where x.id = i.id and x.is_exact; end if;
      end if;
      return next;
    end loop;
  end loop;
end $$;
create function private.add_index_keys(p_documents public.documents[], p_indexes integer[] default null) returns void language plpgsql set search_path = '' as $$
begin
  insert into private.document_index_keys (index_id, eq, key, document_id, made_at)
    select k.index_id, k.eq, k.key, k.document_id, k.made_at from private.index_keys(p_documents, p_indexes) k on conflict do nothing;
end $$;

create function private.on_documents_stored() returns trigger language plpgsql security definer set search_path = '' as $$
declare r record;
begin
  for r in select d.workspace_id, d.api_id, d.collection, count(*) as documents, sum(private.document_bytes(d.id, d.data)) as bytes from stored d group by 1, 2, 3 loop
    perform private.count_use(r.workspace_id, r.api_id, r.collection, r.documents, r.bytes);
    perform private.add_index_keys(array(select row(d.*)::public.documents from stored d where d.api_id = r.api_id and d.collection = r.collection));
  end loop;
  return null;
end $$;

create function private.on_documents_changed() returns trigger language plpgsql security definer set search_path = '' as $$
declare r record; v_former public.documents[]; v_changed public.documents[];
begin
  for r in select n.workspace_id, n.api_id, n.collection, sum(private.document_bytes(n.id, n.data) - private.document_bytes(o.id, o.data)) as bytes
      from changed n join former o on o.api_id = n.api_id and o.collection = n.collection and o.id = n.id group by 1, 2, 3 loop
    if r.bytes <> 0 then perform private.count_use(r.workspace_id, r.api_id, r.collection, 0, r.bytes); end if;
    continue when not exists (select from private.document_indexes i where i.api_id = r.api_id and i.collection = r.collection and i.state <> 'wanted');
    v_former := array(select row(d.*)::public.documents from former d where d.api_id = r.api_id and d.collection = r.collection);
    v_changed := array(select row(d.*)::public.documents from changed d where d.api_id = r.api_id and d.collection = r.collection);
    delete from private.document_index_keys g using (
        select k.* from private.index_keys(v_former) k except select k.* from private.index_keys(v_changed) k) x
      where g.index_id = x.index_id and g.eq = x.eq and g.key = x.key and g.document_id = x.document_id;
    perform private.add_index_keys(v_changed);
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
      insert into private.document_use as u (workspace_id, shard, documents, bytes) values (r.workspace_id, pg_backend_pid() % 16, -r.documents, -r.bytes)
        on conflict (workspace_id, shard) do update set documents = u.documents + excluded.documents, bytes = u.bytes + excluded.bytes;
      continue;
    end if;
    perform private.count_use(r.workspace_id, r.api_id, r.collection, -r.documents, -r.bytes);
    delete from private.document_index_keys g using private.index_keys(array(select row(d.*)::public.documents from gone d where d.api_id = r.api_id and d.collection = r.collection)) k
      where g.index_id = k.index_id and g.eq = k.eq and g.key = k.key and g.document_id = k.document_id;
  end loop;
  return null;
end $$;

create trigger stored after insert on public.documents referencing new table as stored for each statement execute function private.on_documents_stored();
create trigger changed after update on public.documents referencing old table as former new table as changed for each statement execute function private.on_documents_changed();
create trigger removed after delete on public.documents referencing old table as gone for each statement execute function private.on_documents_removed();

revoke execute on function private.member_key(jsonb), private.eq_key(jsonb), private.index_keys(public.documents[], integer[]), private.add_index_keys(public.documents[], integer[]),
  private.on_documents_stored(), private.on_documents_changed(), private.on_documents_removed() from public;
grant execute on function private.eq_key(jsonb), private.member_key(jsonb) to app_data, authenticated;
