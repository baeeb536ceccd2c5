-- The outline that a build was made from, or that a refused description was understood as: history shows it, and an edit can start from it.
alter table public.generations add column outline jsonb;
comment on column public.generations.outline is 'Things with their fields (lib/generation/outline/schema.ts).';

create or replace function private.begin_run(p_id uuid, p_owner uuid, p_request jsonb) returns void language plpgsql security definer set search_path = '' as $$
declare v_workspace uuid;
begin
  select g.workspace_id into v_workspace from public.generations g where g.id = p_id and g.status = 'running' and g.user_id = private.actor_id();
  perform private.require_scope(v_workspace, 'generations:write');
  insert into private.generation_runs (generation_id, owner, claims, request) values (p_id, p_owner, current_setting('request.jwt.claims')::jsonb, p_request);
  if p_request ? 'outline' then update public.generations set outline = p_request -> 'outline' where id = p_id; end if;
end $$;

create or replace function private.end_run(p_id uuid, p_owner uuid, p_event jsonb) returns boolean language plpgsql security definer set search_path = '' as $$
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
  update public.generations set status = v_status, error = p_event ->> 'error', message = p_event ->> 'message', stages = p_event -> 'stages', finished_at = now(),
    outline = coalesce(outline, nullif(p_event #> '{outline,outline}', 'null'::jsonb)) where id = p_id;
  perform pg_notify('generation_event', p_id::text);
  if p_owner is null then perform pg_notify('generation_stop', p_id::text); end if;
  return true;
end $$;
