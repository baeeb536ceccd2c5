-- Where somebody is signed in. Supabase Auth keeps the sessions, in its own schema.

/* The sessions of whoever these claims name, last used first; none where the auth server keeps no such table, or keeps it from us. */
create function private.own_sessions() returns table (id uuid, created_at timestamptz, used_at timestamptz) language plpgsql stable security definer set search_path = '' as $$
declare v_user uuid := private.require_person();
begin
  if to_regclass('auth.sessions') is null or not has_table_privilege('auth.sessions', 'select') then return; end if;
  return query execute $q$select s.id, s.created_at, greatest(s.created_at, s.updated_at, s.refreshed_at at time zone 'UTC') from auth.sessions s
    where s.user_id = $1 and (s.not_after is null or s.not_after > now()) order by 3 desc limit 100$q$ using v_user;
end $$;
revoke execute on function private.own_sessions() from public;
grant execute on function private.own_sessions() to authenticated;
