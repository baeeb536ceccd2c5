-- The logs of an API with a million calls: what is asked by a request id, which callers may repeat, and what ended in a 5xx is read in the
-- order in which it is shown, so a page costs the same however many there are.

drop index public.call_records_request, public.request_logs_request, public.outbound_calls_request;
create index call_records_request on public.call_records (api_id, request_id, id desc);
create index request_logs_request on public.request_logs (api_id, request_id, id desc);
create index outbound_calls_request on public.outbound_calls (api_id, request_id, id desc);
create index call_records_crashed on public.call_records (api_id, id desc) where status >= 500;
