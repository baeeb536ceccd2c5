-- What administrators see of all workspaces: how many, how much they are used, never what is in them.

/* The busiest workspaces of the last 24 hours, and after them the newest. */
create function private.all_workspaces(p_limit integer) returns table (id uuid, name text, plan public.plan, members integer, apis integer, failed integer, calls bigint, errors bigint, created_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_admin() then raise exception 'this is for administrators' using errcode = 'insufficient_privilege'; end if;
  return query
    with used as (
      select u.workspace_id, sum(u.requests)::bigint as calls, sum(u.errors)::bigint as errors from public.api_usage_rollups u
        where u.grain = 'hour' and u.bucket > now() - interval '24 hours' and u.slice = 'all' group by u.workspace_id
    ), chosen as (
      select w.id, w.name, w.plan, w.created_at, coalesce(u.calls, 0) as calls, coalesce(u.errors, 0) as errors from public.workspaces w left join used u on u.workspace_id = w.id
        order by coalesce(u.calls, 0) desc, w.created_at desc limit least(p_limit, 100)
    )
    select c.id, c.name, c.plan, (select count(*)::integer from public.workspace_members m where m.workspace_id = c.id),
      (select count(*)::integer from public.apis a where a.workspace_id = c.id and a.deleted_at is null),
      (select count(*)::integer from public.apis a where a.workspace_id = c.id and a.deleted_at is null and a.status = 'failed'), c.calls, c.errors, c.created_at
    from chosen c order by c.calls desc, c.created_at desc;
end $$;

create function private.installation_totals() returns table (people bigint, workspaces bigint, apis bigint, failed bigint, calls bigint, client_errors bigint, errors bigint, running_builds bigint, pending_feedback bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.is_admin() then raise exception 'this is for administrators' using errcode = 'insufficient_privilege'; end if;
  return query select (select count(*) from public.user_profiles), (select count(*) from public.workspaces), (select count(*) from public.apis a where a.deleted_at is null),
    (select count(*) from public.apis a where a.deleted_at is null and a.status = 'failed'), coalesce(sum(u.requests), 0)::bigint, coalesce(sum(u.client_errors), 0)::bigint, coalesce(sum(u.errors), 0)::bigint,
    (select count(*) from public.generations g where g.status = 'running'), (select count(*) from public.feedback f where f.status = 'pending')
    from public.api_usage_rollups u where u.grain = 'hour' and u.bucket > now() - interval '24 hours' and u.slice = 'all';
end $$;

revoke execute on function private.all_workspaces(integer), private.installation_totals() from public;
grant execute on function private.all_workspaces(integer), private.installation_totals() to authenticated;
