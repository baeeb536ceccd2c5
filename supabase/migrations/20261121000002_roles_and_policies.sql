-- Roles, column grants and row policies. The roles are created without login: `npm run db:roles` gives them passwords.
--   app_web      becomes `authenticated` or `anon` for one transaction with somebody's claims (lib/db/as-user.ts)
--   app_gateway  executes a handful of functions
--   app_data     the runner: documents of the API named by its socket, and a handful of functions
--   app_jobs     clean-up
-- Writes that must keep an invariant (a version passed its gate, a key is an HMAC) go through functions in `private`,
-- a schema that PostgREST does not expose: nobody with just a browser key can forge a tested version.

do $$
declare role_name text;
begin
  foreach role_name in array array['app_web', 'app_gateway', 'app_data', 'app_jobs'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin noinherit', role_name);
    end if;
  end loop;
end $$;
grant authenticated, anon to app_web;
grant usage on schema private to authenticated, app_web, app_gateway, app_data, app_jobs;
grant usage on schema public to app_data;

-- Scopes of a member's role. The one list; lib/auth/actor.ts holds the same names for types, and a test compares them.
create function private.role_scopes(p_role public.member_role) returns text[]
language sql immutable set search_path = '' as $$
  select case p_role
    when 'viewer' then array['apis:read', 'generations:read', 'usage:read', 'workspace:read']
    when 'developer' then array['apis:read', 'apis:write', 'generations:read', 'generations:write', 'keys:read', 'keys:write',
      'documents:read', 'documents:write', 'secrets:read', 'secrets:write', 'usage:read', 'workspace:read']
    else array['apis:read', 'apis:write', 'generations:read', 'generations:write', 'keys:read', 'keys:write',
      'documents:read', 'documents:write', 'secrets:read', 'secrets:write', 'usage:read', 'workspace:read', 'workspace:write']
  end
$$;

/* The workspaces in which the claims of this transaction allow `p_scope`. Claims with a key_id are a management key's: they hold its
   workspace and scopes, so a key never does more than its scopes, nor more than its maker may do by now, whatever the code forgets.
   Policies ask it once per statement. */
create function private.workspaces_with(p_scope text) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with claims as (select nullif(current_setting('request.jwt.claims', true), '')::jsonb as c)
  select k.workspace_id from claims join public.keys k on k.id = (c ->> 'key_id')::uuid
    where c ? 'key_id' and c ? 'sub' and k.workspace_id = (c ->> 'workspace_id')::uuid and (c -> 'scopes') ? p_scope and p_scope = any (k.scopes)
      and k.revoked_at is null and k.disabled_at is null and (k.expires_at is null or k.expires_at > now())
      and exists (select from public.workspace_members m where m.workspace_id = k.workspace_id and m.user_id = k.created_by and p_scope = any (private.role_scopes(m.role)))
  union all
  select m.workspace_id from claims join public.workspace_members m on m.user_id = (c ->> 'sub')::uuid
    where not c ? 'key_id' and p_scope = any (private.role_scopes(m.role))
$$;

create function private.can(p_workspace_id uuid, p_scope text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from private.workspaces_with(p_scope) w where w = p_workspace_id)
$$;
revoke execute on function private.workspaces_with(text), private.can(uuid, text), private.role_scopes(public.member_role) from public;
grant execute on function private.workspaces_with(text) to authenticated;
grant execute on function private.can(uuid, text) to authenticated, app_web;

do $$
declare t text;
begin
  foreach t in array array['workspaces', 'workspace_members', 'user_profiles', 'apis', 'versions', 'version_bundles', 'deployments', 'keys',
    'api_usage', 'request_logs', 'documents', 'document_uniques', 'secrets', 'generations', 'generation_events', 'rate_limit_usage'] loop
    execute format('alter table public.%I enable row level security', t);
    execute format('revoke all on table public.%I from anon, authenticated, service_role', t);
  end loop;
end $$;
alter table private.auth_attempts enable row level security;
alter table private.scratch_documents enable row level security;
alter table private.scratch_document_uniques enable row level security;
revoke all on all tables in schema private from public, anon, authenticated, service_role;
revoke all on all sequences in schema public from anon, authenticated, service_role;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke execute on functions from public, anon, authenticated, service_role;
alter default privileges in schema private revoke execute on functions from public;

-- What a signed-in person or a management key may read; writing is by function, but for names and texts.
grant select on public.workspaces to authenticated;
grant update (name) on public.workspaces to authenticated;
create policy workspaces_read on public.workspaces for select to authenticated using (id in (select private.workspaces_with('workspace:read')));
create policy workspaces_update on public.workspaces for update to authenticated
  using (id in (select private.workspaces_with('workspace:write'))) with check (id in (select private.workspaces_with('workspace:write')));

grant select on public.workspace_members to authenticated;
create policy workspace_members_read on public.workspace_members for select to authenticated using (workspace_id in (select private.workspaces_with('workspace:read')));

grant select on public.user_profiles to authenticated;
grant update (display_name) on public.user_profiles to authenticated;
create policy user_profiles_read on public.user_profiles for select to authenticated
  using (id = (select auth.uid()) and not coalesce((select nullif(current_setting('request.jwt.claims', true), '')::jsonb ? 'key_id'), false));
create policy user_profiles_update on public.user_profiles for update to authenticated
  using (id = (select auth.uid()) and not coalesce((select nullif(current_setting('request.jwt.claims', true), '')::jsonb ? 'key_id'), false))
  with check (id = (select auth.uid()));

grant select on public.apis to authenticated;
grant update (name, description, about) on public.apis to authenticated;
create policy apis_read on public.apis for select to authenticated using (workspace_id in (select private.workspaces_with('apis:read')));
create policy apis_update on public.apis for update to authenticated
  using (workspace_id in (select private.workspaces_with('apis:write'))) with check (workspace_id in (select private.workspaces_with('apis:write')));

grant select on public.versions, public.deployments to authenticated;
create policy versions_read on public.versions for select to authenticated using (workspace_id in (select private.workspaces_with('apis:read')));
create policy deployments_read on public.deployments for select to authenticated using (workspace_id in (select private.workspaces_with('apis:read')));

-- Never key_hash or pepper_version.
grant select (id, workspace_id, kind, api_id, name, prefix, last_four, scopes, expires_at, disabled_at, revoked_at, last_used_at, created_by, created_at)
  on public.keys to authenticated;
create policy keys_read on public.keys for select to authenticated using (workspace_id in (select private.workspaces_with('keys:read')));

grant select on public.api_usage, public.request_logs to authenticated;
create policy api_usage_read on public.api_usage for select to authenticated using (workspace_id in (select private.workspaces_with('usage:read')));
create policy request_logs_read on public.request_logs for select to authenticated using (workspace_id in (select private.workspaces_with('usage:read')));

grant select on public.documents to authenticated;
create policy documents_read on public.documents for select to authenticated using (workspace_id in (select private.workspaces_with('documents:read')));

-- Never ciphertext.
grant select (id, workspace_id, api_id, name, encryption_key_version, hosts, created_by, created_at, updated_at) on public.secrets to authenticated;
create policy secrets_read on public.secrets for select to authenticated using (workspace_id in (select private.workspaces_with('secrets:read')));

grant select on public.generations, public.generation_events to authenticated;
create policy generations_read on public.generations for select to authenticated using (workspace_id in (select private.workspaces_with('generations:read')));
create policy generation_events_read on public.generation_events for select to authenticated using (workspace_id in (select private.workspaces_with('generations:read')));

grant select on public.rate_limit_usage to authenticated;
create policy rate_limit_usage_read on public.rate_limit_usage for select to authenticated using (workspace_id in (select private.workspaces_with('usage:read')));

-- The runner's data service: only documents, only of the API whose socket asked. Nobody has a policy on version_bundles: see private.load_live_version.
grant select, insert, update, delete on public.documents, public.document_uniques to app_data;
create policy documents_of_socket on public.documents for all to app_data
  using (api_id = (select current_setting('app.api_id', true))) with check (api_id = (select current_setting('app.api_id', true)));
create policy document_uniques_of_socket on public.document_uniques for all to app_data
  using (api_id = (select current_setting('app.api_id', true))) with check (api_id = (select current_setting('app.api_id', true)));
grant select, insert, update, delete on private.scratch_documents, private.scratch_document_uniques to app_data;
create policy scratch_documents_of_socket on private.scratch_documents for all to app_data
  using (api_id = (select current_setting('app.api_id', true))) with check (api_id = (select current_setting('app.api_id', true)));
create policy scratch_document_uniques_of_socket on private.scratch_document_uniques for all to app_data
  using (api_id = (select current_setting('app.api_id', true))) with check (api_id = (select current_setting('app.api_id', true)));
