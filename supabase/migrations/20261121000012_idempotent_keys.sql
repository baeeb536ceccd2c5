-- A key may be created with an Idempotency-Key too: by whoever may write keys, also without the right to build.
create function private.require_repeatable(p_workspace_id uuid) returns void language plpgsql stable security definer set search_path = '' as $$
begin
  if not private.can(p_workspace_id, 'keys:write') then perform private.require_scope(p_workspace_id, 'generations:write'); end if;
end $$;
revoke execute on function private.require_repeatable(uuid) from public;

/* Reserves a key, or tells what became of its first request. state: new, in_flight, other, done. One that is in flight for ten minutes died. */
create or replace function private.take_idempotency_key(p_workspace_id uuid, p_key text, p_hash text)
returns table (state text, status integer, headers jsonb, body text) language plpgsql security definer set search_path = '' as $$
declare v private.idempotent_replies;
begin
  perform private.require_repeatable(p_workspace_id);
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
create or replace function private.keep_idempotent_reply(p_workspace_id uuid, p_key text, p_hash text, p_status integer, p_headers jsonb, p_body text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_repeatable(p_workspace_id);
  if p_status is null then
    delete from private.idempotent_replies i where i.workspace_id = p_workspace_id and i.key = p_key and i.request_hash = p_hash and i.status is null;
  else
    update private.idempotent_replies i set status = p_status, headers = p_headers, body = p_body
      where i.workspace_id = p_workspace_id and i.key = p_key and i.request_hash = p_hash and i.status is null;
  end if;
end $$;
