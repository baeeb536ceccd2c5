-- What generated APIs store: documents that expire, unique values, keys with values, and use that is counted exactly.

alter table public.documents add column expires_at timestamptz;
-- The columns of documents, so that what is done to these is said once for both. Scratch data is of no workspace.
alter table private.scratch_documents add column expires_at timestamptz, add column workspace_id uuid check (workspace_id is null);
alter table private.scratch_document_uniques add column workspace_id uuid check (workspace_id is null);
create index documents_expiring on public.documents (expires_at) where expires_at is not null;
create index documents_collection_expiring on public.documents (api_id, collection, expires_at) where expires_at is not null;

-- `_kv` holds the keys of c.env.DATA.kv: documents { "value": … } under their key.
alter table public.documents drop constraint documents_collection_check, add constraint documents_collection_check check (collection ~ '^([A-Za-z][A-Za-z0-9_]{0,62}|_kv)$');
alter table private.scratch_documents drop constraint scratch_documents_collection_check,
  add constraint scratch_documents_collection_check check (collection ~ '^([A-Za-z][A-Za-z0-9_]{0,62}|_kv)$');
create index documents_keys on public.documents (api_id, (id collate "C")) where collection = '_kv';

---------------------------------------------------------------------------------------------------------------- inserts and unique values

/* A unique value as text, so that "1" and 1 differ: the JSON that JavaScript writes; of more than 500 UTF-16 units its hash, since an index entry is at most a third of a page. */
create function private.unique_text(p_value jsonb) returns text language sql immutable set search_path = '' as $$
  select case when octet_length(t.text) <= 500 or length(t.text) + length(regexp_replace(t.text, '[^\U00010000-\U0010FFFF]', '', 'g')) <= 500 then t.text
    else 'sha256:' || encode(sha256(convert_to(t.text, 'UTF8')), 'hex') end
  from (select case when jsonb_typeof(p_value) <> 'number' then p_value::text
    when p_value::numeric = 0 or abs(p_value::numeric) >= 1e-6 and abs(p_value::numeric) < 1e21 then trim_scale((p_value::float8)::text::numeric)::text
    else regexp_replace((p_value::float8)::text, 'e([+-])0+', 'e\1') end as text) t
$$;

do $make$
declare v_live constant text := $sql$
  /* Takes the values of these fields for a document; one that is missing or null takes nothing. Raises unique_violation with the field, of constraint 'field'. */
  create function private.claim_uniques(p_document public.documents, p_fields text[]) returns void language plpgsql set search_path = '' as $$
  declare v_field text; v_value jsonb; v_text text;
  begin
    foreach v_field in array p_fields loop
      v_value := p_document.data -> v_field;
      continue when v_value is null or jsonb_typeof(v_value) not in ('string', 'number', 'boolean');
      v_text := private.unique_text(v_value);
      for v_try in 1..2 loop
        insert into public.document_uniques (api_id, workspace_id, collection, field, value, document_id)
          values (p_document.api_id, p_document.workspace_id, p_document.collection, v_field, v_text, p_document.id) on conflict do nothing;
        exit when found;
        -- It may be held by a document whose time is over.
        delete from public.documents d where d.api_id = p_document.api_id and d.collection = p_document.collection and d.expires_at <= now() and d.id = (
          select u.document_id from public.document_uniques u where u.api_id = d.api_id and u.collection = d.collection and u.field = v_field and u.value = v_text);
        if not found or v_try = 2 then raise exception '%', v_field using errcode = 'unique_violation', constraint = 'field'; end if;
      end loop;
    end loop;
  end $$;

  /* Stores a new document with its unique values. Raises unique_violation, also with the id, of constraint 'id'. In one function, so that an insert is one way to the database and back. */
  create function private.insert_document(p_api_id text, p_workspace_id uuid, p_collection text, p_id text, p_data jsonb, p_expires_at timestamptz, p_unique text[]) returns public.documents
  language plpgsql set search_path = '' as $$
  declare v_document public.documents;
  begin
    for v_try in 1..2 loop
      insert into public.documents as d (api_id, workspace_id, collection, id, data, expires_at)
        values (p_api_id, p_workspace_id, p_collection, p_id, p_data, p_expires_at) on conflict do nothing returning d.* into v_document;
      exit when found;
      delete from public.documents d where d.api_id = p_api_id and d.collection = p_collection and d.id = p_id and d.expires_at <= now();
      if not found or v_try = 2 then raise exception '%', p_id using errcode = 'unique_violation', constraint = 'id'; end if;
    end loop;
    perform private.claim_uniques(v_document, p_unique) where cardinality(p_unique) > 0;
    return v_document;
  end $$;
  $sql$;
begin
  execute v_live;
  execute replace(replace(replace(v_live, 'public.document', 'private.scratch_document'), 'private.claim_uniques', 'private.claim_scratch_uniques'), 'private.insert_document', 'private.insert_scratch_document');
end $make$;

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

/* What workspaces hold, as committed by now and by this transaction. */
create view private.workspace_use as select u.workspace_id, array[sum(u.documents), sum(u.bytes)]::bigint[] as used from private.document_use u group by 1;
revoke all on private.workspace_use from public, anon, authenticated, service_role;

/* Adds to what a workspace and a collection hold; refuses with DQ001 what the plan has no room for. `app.document_limits` holds the plans' figures,
   as { "free": [documents, bytes] }; without it nothing is refused. Exact: a writer far from the limit holds one row, so that at most 15 others add unseen,
   at most 100 documents and 2 MB each (a turn's limits); near it, whoever adds holds all 16 rows. The workspace's row is taken before the collection's:
   two writers meet there, and none holds a collection's row that the other waits for. In few statements, since each takes as long as all that it does here. */
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
  if p_documents <= 0 and p_bytes <= 0 then v_limits := null; end if;
  if v_limits is not null then
    select array[v_limits -> w.plan::text ->> 0, v_limits -> w.plan::text ->> 1]::bigint[], u.used into v_max, v_used
      from public.workspaces w left join private.workspace_use u on u.workspace_id = w.id where w.id = p_workspace_id;
    v_isheld := coalesce(v_used[1], 0) + p_documents + c_unseen[1] > v_max[1] or coalesce(v_used[2], 0) + p_bytes + c_unseen[2] > v_max[2];
    if v_isheld then perform private.hold_workspace_use(p_workspace_id); end if;
  end if;
  with workspace as (
    insert into private.document_use as u (workspace_id, shard, documents, bytes) values (p_workspace_id, v_shard, p_documents, p_bytes)
      on conflict (workspace_id, shard) do update set documents = u.documents + excluded.documents, bytes = u.bytes + excluded.bytes returning u.workspace_id)
  insert into private.collection_use as u (api_id, collection, shard, workspace_id, documents, bytes)
    select p_api_id, p_collection, v_shard, w.workspace_id, p_documents, p_bytes from workspace w
    on conflict (api_id, collection, shard) do update set documents = u.documents + excluded.documents, bytes = u.bytes + excluded.bytes;
  if v_limits is null then return; end if;
  select u.used into v_used from private.workspace_use u where u.workspace_id = p_workspace_id;
  if v_used[1] + c_unseen[1] <= v_max[1] and v_used[2] + c_unseen[2] <= v_max[2] then return; end if;
  if not v_isheld then
    perform private.hold_workspace_use(p_workspace_id);
    select u.used into v_used from private.workspace_use u where u.workspace_id = p_workspace_id;
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

revoke execute on function private.document_bytes(text, jsonb), private.count_use(uuid, text, text, bigint, bigint), private.hold_workspace_use(uuid), private.remove_expired(integer) from public;
revoke execute on function private.unique_text(jsonb), private.claim_uniques(public.documents, text[]), private.insert_document(text, uuid, text, text, jsonb, timestamptz, text[]),
  private.claim_scratch_uniques(private.scratch_documents, text[]), private.insert_scratch_document(text, uuid, text, text, jsonb, timestamptz, text[]) from public;
grant execute on function private.unique_text(jsonb), private.claim_uniques(public.documents, text[]), private.insert_document(text, uuid, text, text, jsonb, timestamptz, text[]),
  private.claim_scratch_uniques(private.scratch_documents, text[]), private.insert_scratch_document(text, uuid, text, text, jsonb, timestamptz, text[]) to app_data;
grant execute on function private.remove_expired(integer) to app_jobs;
