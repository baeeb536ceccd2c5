-- What happens in a workspace, told to whoever has a page of it open, as `<workspace> <API or -> <kind>`. A notification says what changed and never
-- what it is now: a page that hears of it reads what its reader may see.

/* Nearly every change is noted in the audit log, by whichever role and way it was made. */
create function private.on_change_noted() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('workspace_event', new.workspace_id::text || ' ' || coalesce(new.api_id, '-') || ' ' || new.object_type);
  return null;
end $$;
create trigger change_noted after insert on public.audit_events for each row execute function private.on_change_noted();

create function private.on_build_moved() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('workspace_event', new.workspace_id::text || ' ' || new.api_id || ' build');
  return null;
end $$;
create trigger build_started after insert on public.generations for each row execute function private.on_build_moved();
create trigger build_moved after update of status on public.generations for each row when (old.status is distinct from new.status) execute function private.on_build_moved();

/* Once a second at most for each API that is called: the job that counts calls updates it so often. */
create function private.on_calls_counted() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('workspace_event', new.workspace_id::text || ' ' || new.id || ' usage');
  return null;
end $$;
create trigger calls_counted after update of usage_count on public.apis for each row when (old.usage_count is distinct from new.usage_count) execute function private.on_calls_counted();

/* What the audit log leaves out of an API and a page shows: why it failed. */
create function private.on_api_failed() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_notify('workspace_event', new.workspace_id::text || ' ' || new.id || ' api');
  return null;
end $$;
create trigger api_failed after update of status_reason on public.apis for each row when (old.status_reason is distinct from new.status_reason) execute function private.on_api_failed();

revoke execute on function private.on_change_noted(), private.on_build_moved(), private.on_calls_counted(), private.on_api_failed() from public;
