-- An account is deleted by its owner: what is theirs alone goes, what they shared stays with the others, and nobody remembers who they were.

/* Deletes the account of whoever these claims name: at once their sign-in, their profile and everything that tells who they are. APIs of workspaces
   that were theirs alone answer 410 from now on, and the purge removes them with all that they stored, then the workspace. Call keys of shared
   workspaces go on working for another owner; management keys end with the account. Returns the names of shared workspaces that would be left
   without an owner; then nothing was done. Not for management keys: whoever holds one is not the person. */
create function private.delete_account() returns text[] language plpgsql security definer set search_path = '' as $$
declare v_claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb; v_user uuid := (v_claims ->> 'sub')::uuid; v_alone uuid[]; v_personal uuid[]; v_left text[]; v_email text;
begin
  if v_user is null or v_claims ? 'key_id' then raise exception 'a person deletes their account' using errcode = 'insufficient_privilege'; end if;
  -- Nobody joins or leaves meanwhile: a new member's foreign key waits for these rows.
  perform 1 from public.workspaces w where w.id in (select m.workspace_id from public.workspace_members m where m.user_id = v_user) order by w.id for update;
  v_left := array(select w.name from public.workspaces w join public.workspace_members m on m.workspace_id = w.id and m.user_id = v_user and m.role = 'owner'
    where exists (select from public.workspace_members o where o.workspace_id = w.id and o.user_id <> v_user)
      and not exists (select from public.workspace_members o where o.workspace_id = w.id and o.user_id <> v_user and o.role = 'owner') order by 1);
  if cardinality(v_left) > 0 then return v_left; end if;
  v_alone := array(select m.workspace_id from public.workspace_members m where m.user_id = v_user
    and not exists (select from public.workspace_members o where o.workspace_id = m.workspace_id and o.user_id <> v_user));
  update public.keys k set created_by = (select o.user_id from public.workspace_members o where o.workspace_id = k.workspace_id and o.user_id <> v_user and o.role = 'owner' order by o.created_at, o.user_id limit 1)
    where k.created_by = v_user and k.kind = 'call' and not k.workspace_id = any (v_alone);
  update public.apis a set deleted_at = least(a.deleted_at, now() - interval '31 days') where a.workspace_id = any (v_alone);
  delete from private.model_keys k where k.workspace_id = any (v_alone);
  update public.workspaces w set name = 'Deleted' where w.id = any (v_alone);
  select nullif(u.email, '') into v_email from auth.users u where u.id = v_user;
  -- A name that others chose stays; one that signing up made tells who they were.
  v_personal := array(select w.id from public.workspaces w where w.is_personal and w.created_by = v_user and not w.id = any (v_alone)
    and (lower(w.name) = lower(left(split_part(v_email, '@', 1), 80)) or w.name = (select p.display_name from public.user_profiles p where p.id = v_user)));
  delete from auth.users u where u.id = v_user;
  update public.workspaces w set name = 'Shared workspace' where w.id = any (v_personal);
  -- What Supabase Auth keeps beside it, where it does.
  if to_regclass('auth.audit_log_entries') is not null and has_table_privilege('auth.audit_log_entries', 'delete') then
    -- The embedded server stores the payload as a text in JSON.
    execute $q$delete from auth.audit_log_entries e using (
        select o.id, case jsonb_typeof(o.payload::jsonb) when 'string' then (o.payload::jsonb #>> '{}')::jsonb else o.payload::jsonb end as payload from auth.audit_log_entries o) p
      where p.id = e.id and ($1 in (p.payload ->> 'actor_id', p.payload -> 'traits' ->> 'user_id')
        or lower($2) in (lower(p.payload ->> 'actor_username'), lower(p.payload -> 'traits' ->> 'user_email')))$q$ using v_user::text, v_email;
  end if;
  if to_regclass('auth.flow_state') is not null and has_table_privilege('auth.flow_state', 'delete') then
    execute 'delete from auth.flow_state f where f.user_id::text = $1' using v_user::text;
  end if;
  return '{}';
end $$;

revoke execute on function private.delete_account() from public;
grant execute on function private.delete_account() to authenticated;
