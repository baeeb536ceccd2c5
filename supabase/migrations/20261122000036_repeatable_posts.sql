-- Every POST of the REST API that is not the same twice takes an Idempotency-Key: whoever may write anything may keep one.
create or replace function private.require_repeatable(p_workspace_id uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from unnest(array['apis:write', 'keys:write', 'documents:write', 'secrets:write', 'workspace:write']) scope where private.can(p_workspace_id, scope)) then
    perform private.require_scope(p_workspace_id, 'generations:write');
  end if;
end $$;
