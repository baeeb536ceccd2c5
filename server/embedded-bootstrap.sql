-- Embedded default only, never hosted Supabase, which has all of this already. Idempotent; runs after the schema auth exists.
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin noinherit bypassrls; end if;
end $$;
create schema if not exists extensions;
grant usage on schema public, auth, extensions to anon, authenticated, service_role;
-- Hosted default privileges for what migrations make later, so that their explicit REVOKEs are proved to work.
-- Only before the first migration: migrations take these privileges back, and a second start must not give them again.
do $$ begin
  if to_regclass('public.workspaces') is null then
    alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
    alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
    alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
  end if;
end $$;
alter role postgres set search_path = "$user", public, extensions;

-- As on hosted Supabase; the local server's own read only request.jwt.claim.sub, and its auth.email() is always null.
create or replace function auth.uid() returns uuid language sql stable set search_path = '' as $$
  select coalesce(nullif(current_setting('request.jwt.claim.sub', true), ''), (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'))::uuid $$;
create or replace function auth.role() returns text language sql stable set search_path = '' as $$
  select coalesce(nullif(current_setting('request.jwt.claim.role', true), ''), (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'))::text $$;
create or replace function auth.email() returns text language sql stable set search_path = '' as $$
  select coalesce(nullif(current_setting('request.jwt.claim.email', true), ''), (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'))::text $$;

-- @supabase/lite 0.10 stores these columns as JSON strings: triggers that read them with ->> would get null.
create or replace function auth._lite_fix_user() returns trigger language plpgsql set search_path = '' as $$
begin
  if jsonb_typeof(new.raw_user_meta_data) = 'string' then new.raw_user_meta_data := (new.raw_user_meta_data #>> '{}')::jsonb; end if;
  if jsonb_typeof(new.raw_app_meta_data) = 'string' then new.raw_app_meta_data := (new.raw_app_meta_data #>> '{}')::jsonb; end if;
  return new;
end $$;
create or replace function auth._lite_fix_identity() returns trigger language plpgsql set search_path = '' as $$
begin
  if jsonb_typeof(new.identity_data) = 'string' then new.identity_data := (new.identity_data #>> '{}')::jsonb; end if;
  return new;
end $$;
do $$ begin
  if to_regclass('auth.identities') is not null then
    create or replace trigger "_lite_fix_user" before insert or update on auth.users for each row execute function auth._lite_fix_user();
    create or replace trigger "_lite_fix_identity" before insert or update on auth.identities for each row execute function auth._lite_fix_identity();
  end if;
end $$;
