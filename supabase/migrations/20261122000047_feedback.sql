-- What people tell us of the product, and what an administrator answers.
create table public.feedback (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  type text not null check (type in ('bug', 'idea', 'question', 'other')),
  message text not null check (length(message) between 1 and 4000),
  status text not null default 'pending' check (status in ('pending', 'reviewed', 'resolved')),
  admin_response text check (length(admin_response) between 1 and 4000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index feedback_user on public.feedback (user_id, created_at desc);
create index feedback_status on public.feedback (status, created_at desc, id);
alter table public.feedback enable row level security;
revoke all on table public.feedback from anon, authenticated, service_role;
grant select on public.feedback to authenticated;
create policy feedback_read on public.feedback for select to authenticated
  using (user_id = (select auth.uid()) and not coalesce((select nullif(current_setting('request.jwt.claims', true), '')::jsonb ? 'key_id'), false));

/* False: they have said as much as one person may in a day. */
create function private.send_feedback(p_id uuid, p_type text, p_message text) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_user uuid := private.require_person();
begin
  perform pg_advisory_xact_lock(hashtextextended('feedback:' || v_user::text, 0));
  if (select count(*) from public.feedback f where f.user_id = v_user and f.created_at > now() - interval '1 day') >= 20 then return false; end if;
  insert into public.feedback (id, user_id, type, message) values (p_id, v_user, p_type, p_message);
  return true;
end $$;

/* Everybody's, newest first, after the row p_after. For administrators. */
create function private.all_feedback(p_status text, p_after uuid, p_limit integer) returns table (id uuid, email text, type text, message text, status text, admin_response text, created_at timestamptz, updated_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_admin() then raise exception 'this is for administrators' using errcode = 'insufficient_privilege'; end if;
  return query select f.id, p.email, f.type, f.message, f.status, f.admin_response, f.created_at, f.updated_at from public.feedback f join public.user_profiles p on p.id = f.user_id
    where (p_status is null or f.status = p_status) and (p_after is null or (f.created_at, f.id) < (select a.created_at, a.id from public.feedback a where a.id = p_after))
    order by f.created_at desc, f.id desc limit least(p_limit, 101);
end $$;

/* False: there is no such feedback. */
create function private.answer_feedback(p_id uuid, p_status text, p_response text) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  if not private.is_admin() then raise exception 'this is for administrators' using errcode = 'insufficient_privilege'; end if;
  update public.feedback f set status = p_status, admin_response = p_response, updated_at = now() where f.id = p_id;
  return found;
end $$;

revoke execute on function private.send_feedback(uuid, text, text), private.all_feedback(text, uuid, integer), private.answer_feedback(uuid, text, text) from public;
grant execute on function private.send_feedback(uuid, text, text), private.all_feedback(text, uuid, integer), private.answer_feedback(uuid, text, text) to authenticated;
