/*
 * The libraries of generated APIs (Hono, zod, …) are evaluated by a runtime before it is given an API. A version runs with the very set that
 * its tests passed with, named in the first line of its bundle, so every set that a bundle names is kept. It belongs to the platform, not to a
 * tenant: in `private`, which the REST server does not show.
 */
create table private.runtime_libraries (
  hash text primary key,
  code text not null check (hash = left(encode(sha256(convert_to(code, 'utf8')), 'hex'), 32)),
  created_at timestamptz not null default now()
);
alter table private.runtime_libraries enable row level security;

create function private.keep_libraries(p_hash text, p_code text) returns void language sql security definer set search_path = '' as $$
  insert into private.runtime_libraries (hash, code) values (p_hash, p_code) on conflict (hash) do nothing
$$;

create function private.load_libraries(p_hash text) returns text language sql stable security definer set search_path = '' as $$
  select code from private.runtime_libraries where hash = p_hash
$$;

/* What a bundle is built again from when it was made before libraries were shared. */
create function private.load_version_source(p_version_id uuid) returns jsonb language sql stable security definer set search_path = '' as $$
  select source from public.versions where id = p_version_id
$$;

revoke execute on function private.keep_libraries(text, text), private.load_libraries(text), private.load_version_source(uuid) from public;
grant execute on function private.keep_libraries(text, text), private.load_libraries(text), private.load_version_source(uuid) to app_data;
