/* Why the runner finds no live version of an API. No row: unknown or deleted. */
create function private.why_not_live(p_api_id text) returns table (status public.api_status, reason text)
language sql stable security definer set search_path = '' as $$
  select a.status, a.status_reason from public.apis a where a.id = p_api_id and a.deleted_at is null
$$;

/* Whether the person of these claims is an administrator. A management key never is: it does no more than its scopes. */
create function private.is_admin() returns boolean language sql stable security definer set search_path = '' as $$
  select coalesce((select p.is_admin from public.user_profiles p where p.id = (select auth.uid())), false) and not coalesce(nullif(current_setting('request.jwt.claims', true), '')::jsonb ? 'key_id', false)
$$;

revoke execute on function private.why_not_live(text), private.is_admin() from public;
grant execute on function private.why_not_live(text) to app_data;
grant execute on function private.is_admin() to authenticated;
