-- Builds that outlive their process: who runs one, how another process takes it over, how its question is answered and how its end is told.
-- The claims of whoever started a build are kept apart from what members read: web's role alone gets them back, to go on in that person's name.

create table private.generation_runs (
  generation_id uuid primary key references public.generations (id) on delete cascade,
  owner uuid not null,                       -- the run that may append and deploy; another one lost the build
  adoptions integer not null default 0,
  claims jsonb not null,
  request jsonb not null,                    -- what it is built from beside the description
  is_waiting boolean not null default false, -- for an answer to its question
  answer text
);
alter table private.generation_runs enable row level security;

/* Makes the build this run's. Called with start_generation, in one transaction. */
create function private.begin_run(p_id uuid, p_owner uuid, p_request jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  select g.workspace_id into v_workspace from public.generations g where g.id = p_id and g.status = 'running' and g.user_id = private.actor_id();
  perform private.require_scope(v_workspace, 'generations:write');
  insert into private.generation_runs (generation_id, owner, claims, request) values (p_id, p_owner, current_setting('request.jwt.claims')::jsonb, p_request);
end $$;

/* Locks a build that still belongs to this run and returns its workspace, else null. The lock comes first: what a run that waited for it
   then reads of the owner is what the other one wrote. */
create function private.lock_run(p_id uuid, p_owner uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  select g.workspace_id into v_workspace from public.generations g where g.id = p_id and g.status = 'running' for update;
  if v_workspace is null then return null; end if;
  if not exists (select from private.generation_runs r where r.generation_id = p_id and r.owner = p_owner) then return null; end if;
  perform private.require_scope(v_workspace, 'generations:write');
  return v_workspace;
end $$;

/* Appends events [{ "seq": 1, "event": {…} }] and renews the heartbeat; without events it is the heartbeat alone. False when the build
   ended or belongs to another run: this one must stop. */
create function private.append_run_events(p_id uuid, p_owner uuid, p_events jsonb) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid := private.lock_run(p_id, p_owner);
begin
  if v_workspace is null then return false; end if;
  update public.generations set heartbeat_at = now() where id = p_id;
  if jsonb_array_length(p_events) = 0 then return true; end if;
  insert into public.generation_events (generation_id, seq, workspace_id, event)
    select p_id, (e ->> 'seq')::integer, v_workspace, e -> 'event' from jsonb_array_elements(p_events) e on conflict do nothing;
  perform pg_notify('generation_event', p_id::text);
  return true;
end $$;

/* Before deploying, in its transaction: a run that lost its build deploys nothing. */
create function private.hold_run(p_id uuid, p_owner uuid) returns boolean language sql security definer set search_path = '' as $$
  select private.lock_run(p_id, p_owner) is not null
$$;

/* Ends a build that did not go live, with its last event, at once. p_owner null: somebody cancels it, whoever runs it.
   False when it ended before, or belongs to another run. */
create function private.end_run(p_id uuid, p_owner uuid, p_event jsonb) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid; v_seq integer; v_status public.generation_status := (p_event ->> 'outcome')::public.generation_status;
begin
  if v_status in ('running', 'live') then raise exception 'only private.deploy_generation makes a generation live'; end if;
  if p_owner is null then
    select g.workspace_id into v_workspace from public.generations g where g.id = p_id and g.status = 'running' for update;
    if v_workspace is null then return false; end if;
    perform private.require_scope(v_workspace, 'generations:write');
  else
    v_workspace := private.lock_run(p_id, p_owner);
    if v_workspace is null then return false; end if;
  end if;
  select coalesce(max(e.seq), 0) + 1 into v_seq from public.generation_events e where e.generation_id = p_id;
  insert into public.generation_events (generation_id, seq, workspace_id, event) values (p_id, v_seq, v_workspace, p_event);
  update public.generations set status = v_status, error = p_event ->> 'error', message = p_event ->> 'message', stages = p_event -> 'stages', finished_at = now() where id = p_id;
  perform pg_notify('generation_event', p_id::text);
  if p_owner is null then perform pg_notify('generation_stop', p_id::text); end if;
  return true;
end $$;

/* The build waits for an answer. False when it is not this run's any more. */
create function private.ask_run(p_id uuid, p_owner uuid) returns boolean language plpgsql security definer set search_path = '' as $$
begin
  if private.lock_run(p_id, p_owner) is null then return false; end if;
  update private.generation_runs set is_waiting = true, answer = null where generation_id = p_id;
  return true;
end $$;

/* The answer, once it is there; p_is_last ends the waiting. */
create function private.take_answer(p_id uuid, p_owner uuid, p_is_last boolean) returns text language plpgsql security definer set search_path = '' as $$
declare v_answer text;
begin
  if private.lock_run(p_id, p_owner) is null then return null; end if;
  select r.answer into v_answer from private.generation_runs r where r.generation_id = p_id;
  if p_is_last or v_answer is not null then update private.generation_runs set is_waiting = false where generation_id = p_id; end if;
  return v_answer;
end $$;

/* Whether the build waited for it. The first answer counts. */
create function private.answer_run(p_id uuid, p_answer text) returns boolean language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  select g.workspace_id into v_workspace from public.generations g where g.id = p_id and g.status = 'running' for update;
  if v_workspace is null then return false; end if;
  perform private.require_scope(v_workspace, 'generations:write');
  update private.generation_runs set answer = p_answer, is_waiting = false where generation_id = p_id and is_waiting;
  if not found then return false; end if;
  perform pg_notify('generation_event', p_id::text);
  return true;
end $$;

/* Takes over builds whose process no longer tells that it works on them, at most twice each, and says with an event that they begin again.
   Two processes never get the same one: rows that another one holds are skipped. Returns what is needed to go on in the starter's name. */
create function private.adopt_generations(p_stale_seconds integer, p_own uuid[], p_most integer)
returns table (generation_id uuid, owner uuid, api_id text, prompt text, workspace_id uuid, user_id uuid, email text, claims jsonb, request jsonb, seq integer)
language plpgsql security definer set search_path = '' as $$
declare g public.generations; v_run private.generation_runs; v_seq integer;
begin
  for g in select s.* from public.generations s join private.generation_runs r on r.generation_id = s.id
      where s.status = 'running' and s.heartbeat_at < now() - make_interval(secs => p_stale_seconds) and not (s.id = any (p_own)) and r.adoptions < 2 and s.user_id is not null
      order by s.heartbeat_at limit p_most for update of s skip locked loop
    update private.generation_runs r set owner = gen_random_uuid(), adoptions = r.adoptions + 1, is_waiting = false, answer = null where r.generation_id = g.id returning r.* into v_run;
    select coalesce(max(e.seq), 0) + 1 into v_seq from public.generation_events e where e.generation_id = g.id;
    insert into public.generation_events (generation_id, seq, workspace_id, event) values (g.id, v_seq, g.workspace_id, '{"type": "restarted"}');
    update public.generations u set heartbeat_at = now() where u.id = g.id;
    perform pg_notify('generation_event', g.id::text);
    return query select g.id, v_run.owner, g.api_id, g.prompt, g.workspace_id, g.user_id, coalesce((select u.email::text from auth.users u where u.id = g.user_id), ''), v_run.claims, v_run.request, v_seq;
  end loop;
end $$;

/* Gives up what web does not adopt: builds whose process died three times, and those that nobody looked after for a quarter of an hour. */
create or replace function private.fail_stale_generations(p_seconds integer) returns integer language plpgsql security definer set search_path = '' as $$
declare v_count integer;
begin
  with stale as (
    update public.generations g set status = 'failed', error = 'interrupted', finished_at = now(),
      message = case when exists (select from private.generation_runs r where r.generation_id = g.id and r.adoptions >= 2)
        then 'The build was interrupted three times before it finished. Nothing was deployed and nothing was counted: start it again.'
        else 'The build was interrupted before it finished. Nothing was deployed and nothing was counted: start it again.' end
    where g.status = 'running' and g.heartbeat_at < now() - make_interval(secs => p_seconds)
      and (g.heartbeat_at < now() - interval '15 minutes' or not exists (select from private.generation_runs r where r.generation_id = g.id and r.adoptions < 2))
    returning g.id
  ), told as (select pg_notify('generation_event', id::text) from stale)
  select count(*) into v_count from told;
  return v_count;
end $$;

drop function private.append_generation_events(uuid, jsonb);
drop function private.finish_generation(uuid, public.generation_status, text, text, jsonb);

revoke execute on function private.begin_run(uuid, uuid, jsonb), private.lock_run(uuid, uuid), private.append_run_events(uuid, uuid, jsonb), private.hold_run(uuid, uuid), private.end_run(uuid, uuid, jsonb),
  private.ask_run(uuid, uuid), private.take_answer(uuid, uuid, boolean), private.answer_run(uuid, text), private.adopt_generations(integer, uuid[], integer) from public;
grant execute on function private.begin_run(uuid, uuid, jsonb), private.append_run_events(uuid, uuid, jsonb), private.hold_run(uuid, uuid), private.end_run(uuid, uuid, jsonb),
  private.ask_run(uuid, uuid), private.take_answer(uuid, uuid, boolean), private.answer_run(uuid, text) to authenticated;
grant execute on function private.adopt_generations(integer, uuid[], integer) to app_web;

-- Replies of POST requests that carried an Idempotency-Key, for a day.
create table private.idempotent_replies (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  key text not null check (length(key) between 1 and 255),
  request_hash text not null,
  status integer,                            -- null: in flight
  headers jsonb,
  body text,
  created_at timestamptz not null default now(),
  primary key (workspace_id, key)
);
create index idempotent_replies_created on private.idempotent_replies (created_at);
alter table private.idempotent_replies enable row level security;

/* Reserves a key, or tells what became of its first request. state: new, in_flight, other, done. One that is in flight for ten minutes died. */
create function private.take_idempotency_key(p_workspace_id uuid, p_key text, p_hash text)
returns table (state text, status integer, headers jsonb, body text) language plpgsql security definer set search_path = '' as $$
declare v private.idempotent_replies;
begin
  perform private.require_scope(p_workspace_id, 'generations:write');
  delete from private.idempotent_replies i where i.created_at < now() - interval '24 hours'
    or (i.workspace_id = p_workspace_id and i.key = p_key and i.status is null and i.created_at < now() - interval '10 minutes');
  insert into private.idempotent_replies (workspace_id, key, request_hash) values (p_workspace_id, p_key, p_hash) on conflict do nothing;
  if found then
    return query select 'new', null::integer, null::jsonb, null::text;
    return;
  end if;
  select * into v from private.idempotent_replies i where i.workspace_id = p_workspace_id and i.key = p_key;
  return query select case when v.request_hash <> p_hash then 'other' when v.status is null then 'in_flight' else 'done' end, v.status, v.headers, v.body;
end $$;

/* Keeps the reply of the request that reserved the key; without a status the key is free again. */
create function private.keep_idempotent_reply(p_workspace_id uuid, p_key text, p_hash text, p_status integer, p_headers jsonb, p_body text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_scope(p_workspace_id, 'generations:write');
  if p_status is null then
    delete from private.idempotent_replies i where i.workspace_id = p_workspace_id and i.key = p_key and i.request_hash = p_hash and i.status is null;
  else
    update private.idempotent_replies i set status = p_status, headers = p_headers, body = p_body
      where i.workspace_id = p_workspace_id and i.key = p_key and i.request_hash = p_hash and i.status is null;
  end if;
end $$;
revoke execute on function private.take_idempotency_key(uuid, text, text), private.keep_idempotent_reply(uuid, text, text, integer, jsonb, text) from public;
grant execute on function private.take_idempotency_key(uuid, text, text), private.keep_idempotent_reply(uuid, text, text, integer, jsonb, text) to authenticated;
