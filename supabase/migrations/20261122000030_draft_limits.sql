-- A draft's data is for trying it out, and in no plan's account: it has a bound of its own. About as many: who stores at once may add a few more.

create function private.on_scratch_stored() returns trigger language plpgsql security definer set search_path = '' as $$
declare c_limit constant integer := 1000; v_space text; v_count integer;
begin
  for v_space in select distinct s.api_id from stored s where s.api_id like 'draft:%' loop
    select count(*) into v_count from (select from private.scratch_documents d where d.api_id = v_space limit c_limit + 1) o;
    if v_count > c_limit then raise exception 'draft' using errcode = 'DQ001', detail = jsonb_build_array(c_limit, c_limit)::text; end if;
  end loop;
  return null;
end $$;
revoke execute on function private.on_scratch_stored() from public;
create trigger stored after insert on private.scratch_documents referencing new table as stored for each statement execute function private.on_scratch_stored();
