-- What a process gives up after a second or two must end in Postgres as well: a statement that waits for a lock, or a transaction whose
-- process hangs, would hold a connection, and what it has locked, for ever. Jobs may take their time.
alter role app_gateway set statement_timeout = '8s';
alter role app_web set statement_timeout = '60s';
alter role app_data set statement_timeout = '60s';
alter role app_gateway set idle_in_transaction_session_timeout = '15s';
alter role app_web set idle_in_transaction_session_timeout = '60s';
alter role app_data set idle_in_transaction_session_timeout = '60s';
