-- Workspaces that people share: made by anybody who is signed in, joined by an invitation's address, left or ended by rules that keep one owner.

/* Whoever holds the address of an invitation may join, once. Only a digest of what the address holds is stored; taken or withdrawn, the row is gone. */
create table private.workspace_invitations (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  role public.member_role not null check (role <> 'owner'),
  token_hash bytea not null unique,
  created_by uuid not null references auth.users (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days'
);
create index workspace_invitations_workspace on private.workspace_invitations (workspace_id, created_at desc);
create index workspace_invitations_created_by on private.workspace_invitations (created_by);
alter table private.workspace_invitations enable row level security;

/* Who these claims name, when it is a person: a management key acts in a workspace, and is nobody's membership. */
create function private.require_person() returns uuid language plpgsql stable set search_path = '' as $$
declare v_claims jsonb := nullif(current_setting('request.jwt.claims', true), '')::jsonb;
begin
  if v_claims is null or v_claims ? 'key_id' or v_claims ->> 'sub' is null then raise exception 'a person does this' using errcode = 'insufficient_privilege'; end if;
  return (v_claims ->> 'sub')::uuid;
end $$;

/* Null: they have made as many as one person may. */
create function private.create_workspace(p_name text) returns uuid language plpgsql security definer set search_path = '' as $$
declare v_user uuid := private.require_person(); v_id uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('workspaces:' || v_user::text, 0));
  if (select count(*) from public.workspace_members m where m.user_id = v_user and m.role = 'owner') >= 20 then return null; end if;
  insert into public.workspaces (name, created_by) values (p_name, v_user) returning id into v_id;
  insert into public.workspace_members (workspace_id, user_id, role) values (v_id, v_user, 'owner');
  return v_id;
end $$;

/* The members as their fellow members see them. */
create function private.members_of(p_workspace_id uuid) returns table (user_id uuid, email text, display_name text, role public.member_role, joined_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'workspace:read');
  return query select m.user_id, p.email, p.display_name, m.role, m.created_at from public.workspace_members m join public.user_profiles p on p.id = m.user_id
    where m.workspace_id = p_workspace_id order by m.created_at, m.user_id;
end $$;

/* False: there are as many open ones as a workspace may have. */
create function private.invite_member(p_workspace_id uuid, p_id uuid, p_role public.member_role, p_token_hash bytea) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_user uuid := private.require_person();
begin
  perform private.require_scope(p_workspace_id, 'workspace:write');
  perform 1 from public.workspaces w where w.id = p_workspace_id for update;
  delete from private.workspace_invitations i where i.workspace_id = p_workspace_id and i.expires_at < now();
  if (select count(*) from private.workspace_invitations i where i.workspace_id = p_workspace_id) >= 50 then return false; end if;
  insert into private.workspace_invitations (id, workspace_id, role, token_hash, created_by) values (p_id, p_workspace_id, p_role, p_token_hash, v_user);
  perform private.note_change(p_workspace_id, 'invited', 'member', p_id::text, 'as ' || p_role, null, '[]');
  return true;
end $$;

create function private.invitations_of(p_workspace_id uuid) returns table (id uuid, role public.member_role, invited_by text, created_at timestamptz, expires_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'workspace:write');
  return query select i.id, i.role, p.email, i.created_at, i.expires_at from private.workspace_invitations i join public.user_profiles p on p.id = i.created_by
    where i.workspace_id = p_workspace_id and i.expires_at > now() order by i.created_at desc;
end $$;

create function private.withdraw_invitation(p_workspace_id uuid, p_id uuid) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_person();
  perform private.require_scope(p_workspace_id, 'workspace:write');
  delete from private.workspace_invitations i where i.workspace_id = p_workspace_id and i.id = p_id;
  if not found then return false; end if;
  perform private.note_change(p_workspace_id, 'withdrew', 'member', p_id::text, 'invitation', null, '[]');
  return true;
end $$;

/* What an invitation is to whoever holds its address. Its maker must still be allowed to make it. */
create function private.find_invitation(p_token_hash bytea) returns table (workspace_id uuid, workspace_name text, role public.member_role, invited_by text, expires_at timestamptz, is_member boolean)
language plpgsql stable security definer set search_path = '' as $$
declare v_user uuid := private.require_person();
begin
  return query select w.id, w.name, i.role, p.email, i.expires_at, exists (select from public.workspace_members m where m.workspace_id = w.id and m.user_id = v_user)
    from private.workspace_invitations i join public.workspaces w on w.id = i.workspace_id join public.user_profiles p on p.id = i.created_by
    where i.token_hash = p_token_hash and i.expires_at > now()
      and exists (select from public.workspace_members m where m.workspace_id = w.id and m.user_id = i.created_by and 'workspace:write' = any (private.role_scopes(m.role)));
end $$;

/* Joins, and the invitation is used up; who is a member already stays what they are. Null: there is no such invitation any more. */
create function private.accept_invitation(p_token_hash bytea) returns uuid language plpgsql security definer set search_path = '' as $$
declare v_user uuid := private.require_person(); v_workspace uuid; v_role public.member_role;
begin
  perform 1 from private.workspace_invitations i where i.token_hash = p_token_hash for update;
  select f.workspace_id, f.role into v_workspace, v_role from private.find_invitation(p_token_hash) f;
  if v_workspace is null then return null; end if;
  if not exists (select from public.workspace_members m where m.workspace_id = v_workspace and m.user_id = v_user) then
    insert into public.workspace_members (workspace_id, user_id, role) values (v_workspace, v_user, v_role);
    delete from private.workspace_invitations i where i.token_hash = p_token_hash;
  end if;
  return v_workspace;
end $$;

/* Gives a member another role, or with none takes them out; whoever leaves needs no right. Owners are made and unmade by owners, and the last one stays.
   `done`, `not_found` or `last_owner`. One at a time for each workspace, so that two owners can't both be the one that is left. */
create function private.change_member(p_workspace_id uuid, p_user_id uuid, p_role public.member_role) returns text language plpgsql security definer set search_path = '' as $$
declare v_actor uuid := private.require_person(); v_mine public.member_role; v_theirs public.member_role;
begin
  perform 1 from public.workspaces w where w.id = p_workspace_id for update;
  select m.role into v_mine from public.workspace_members m where m.workspace_id = p_workspace_id and m.user_id = v_actor;
  if v_mine is null then return 'not_found'; end if;
  select m.role into v_theirs from public.workspace_members m where m.workspace_id = p_workspace_id and m.user_id = p_user_id;
  if p_role is not null or p_user_id <> v_actor then perform private.require_scope(p_workspace_id, 'workspace:write'); end if;
  if v_theirs is null then return 'not_found'; end if;
  if (v_theirs = 'owner' or p_role = 'owner') and v_mine <> 'owner' then raise exception 'only owners decide about owners' using errcode = 'insufficient_privilege'; end if;
  if v_theirs = 'owner' and p_role is distinct from 'owner'
    and not exists (select from public.workspace_members m where m.workspace_id = p_workspace_id and m.role = 'owner' and m.user_id <> p_user_id) then return 'last_owner'; end if;
  if p_role is null then
    delete from public.workspace_members m where m.workspace_id = p_workspace_id and m.user_id = p_user_id;
    -- An address that they gave out lets nobody in any more.
    delete from private.workspace_invitations i where i.workspace_id = p_workspace_id and i.created_by = p_user_id;
  else
    update public.workspace_members m set role = p_role where m.workspace_id = p_workspace_id and m.user_id = p_user_id and m.role <> p_role;
  end if;
  return 'done';
end $$;

revoke execute on function private.require_person(), private.create_workspace(text), private.members_of(uuid), private.invite_member(uuid, uuid, public.member_role, bytea), private.invitations_of(uuid),
  private.withdraw_invitation(uuid, uuid), private.find_invitation(bytea), private.accept_invitation(bytea), private.change_member(uuid, uuid, public.member_role) from public;
grant execute on function private.create_workspace(text), private.members_of(uuid), private.invite_member(uuid, uuid, public.member_role, bytea), private.invitations_of(uuid),
  private.withdraw_invitation(uuid, uuid), private.find_invitation(bytea), private.accept_invitation(bytea), private.change_member(uuid, uuid, public.member_role) to authenticated;
