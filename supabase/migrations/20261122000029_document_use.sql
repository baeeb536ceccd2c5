-- What generated APIs store: documents that expire, keys with values, and use that is counted exactly.

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
   at most 100 documents and 2 MB each (a turn's limits); near it, whoever adds holds all 16 rows. The workspace's row is taken before the collection's:
   two writers meet there, and none holds a collection's row that the other waits for. */
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
    select array[v_limits -> w.plan::text ->> 0, v_limits -> w.plan::text ->> 1]::bigint[] into v_max from public.workspaces w where w.id = p_workspace_id;
    v_used := private.workspace_use(p_workspace_id);
    v_isheld := v_used[1] + p_documents + c_unseen[1] > v_max[1] or v_used[2] + p_bytes + c_unseen[2] > v_max[2];
    if v_isheld then perform private.hold_workspace_use(p_workspace_id); end if;
  end if;
  perform private.add_workspace_use(p_workspace_id, v_shard, p_documents, p_bytes);
  insert into private.collection_use as u (api_id, collection, shard, workspace_id, documents, bytes) values (p_api_id, p_collection, v_shard, p_workspace_id, p_documents, p_bytes)
    on conflict (api_id, collection, shard) do update set documents = u.documents + excluded.documents, bytes = u.bytes + excluded.bytes;
  if v_limits is null then return; end if;
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

revoke execute on function private.document_bytes(text, jsonb), private.add_workspace_use(uuid, smallint, bigint, bigint), private.workspace_use(uuid),
  private.count_use(uuid, text, text, bigint, bigint), private.hold_workspace_use(uuid), private.remove_expired(integer) from public;
grant execute on function private.remove_expired(integer) to app_jobs;
