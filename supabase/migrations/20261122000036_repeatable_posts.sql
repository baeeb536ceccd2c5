-- Every POST of the REST API that is not the same twice takes an Idempotency-Key: whoever may write anything may keep one.
create or replace function private.require_repeatable(p_workspace_id uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from unnest(array['apis:write', 'keys:write', 'documents:write', 'secrets:write', 'workspace:write']) scope where private.can(p_workspace_id, scope)) then
    perform private.require_scope(p_workspace_id, 'generations:write');
  end if;
end $$;

/* Whoever carries out a request says that it goes on: private.take_idempotency_key frees a key that nobody held for ten minutes. */
create function private.hold_idempotency_key(p_workspace_id uuid, p_key text, p_hash text) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_repeatable(p_workspace_id);
  update private.idempotent_replies i set created_at = now() where i.workspace_id = p_workspace_id and i.key = p_key and i.request_hash = p_hash and i.status is null;
end $$;
revoke execute on function private.hold_idempotency_key(uuid, text, text) from public;
grant execute on function private.hold_idempotency_key(uuid, text, text) to authenticated;
