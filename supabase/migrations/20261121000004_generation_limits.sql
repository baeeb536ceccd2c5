-- A management key with generations:write need not be allowed to read the workspace: the function finds the plan itself.
drop function private.start_generation(uuid, uuid, text, text, text, integer);

/* Starts a generation, or tells how the hour's limit stands. p_limits are the plans' figures, e.g. { "free": 10 }; an administrator's override
   comes first. Live and running generations count, and failed ones only against ten times the limit, so that a failed build is free but not an
   open tap. Returns started, used, retry_after_seconds, plan, cap. */
create function private.start_generation(p_id uuid, p_workspace_id uuid, p_api_id text, p_prompt text, p_generator text, p_limits jsonb)
returns table (started boolean, used integer, retry_after_seconds integer, plan public.plan, cap integer) language plpgsql security definer set search_path = '' as $$
declare v_counted integer; v_all integer; v_oldest timestamptz; v_plan public.plan; v_cap integer;
begin
  perform private.require_scope(p_workspace_id, 'generations:write');
  perform pg_advisory_xact_lock(hashtextextended('generation:' || p_workspace_id::text, 0));
  select w.plan, coalesce(w.generations_per_hour, (p_limits ->> w.plan::text)::integer) into v_plan, v_cap from public.workspaces w where w.id = p_workspace_id;
  select count(*) filter (where g.status in ('running', 'live')), count(*), min(g.created_at)
    into v_counted, v_all, v_oldest from public.generations g
    where g.workspace_id = p_workspace_id and g.created_at > now() - interval '1 hour';
  if v_counted >= v_cap or v_all >= v_cap * 10 then
    return query select false, v_counted, greatest(1, ceil(extract(epoch from v_oldest + interval '1 hour' - now()))::integer), v_plan, v_cap;
    return;
  end if;
  insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator)
    values (p_id, p_workspace_id, private.actor_id(), p_api_id, p_prompt, p_generator);
  return query select true, v_counted + 1, 0, v_plan, v_cap;
end $$;
revoke execute on function private.start_generation(uuid, uuid, text, text, text, jsonb) from public;
grant execute on function private.start_generation(uuid, uuid, text, text, text, jsonb) to authenticated;
