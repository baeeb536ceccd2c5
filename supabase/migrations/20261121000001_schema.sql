-- Tables of API Creator. Applies unchanged to hosted Supabase (as its non-superuser `postgres`) and to the embedded default.
-- Every owned row has workspace_id. Row policies, grants and functions are in the following migrations.

create schema if not exists private;
revoke all on schema private from public;

create type public.plan as enum ('free', 'pro', 'enterprise');
create type public.member_role as enum ('owner', 'admin', 'developer', 'viewer');
create type public.api_status as enum ('active', 'paused', 'failed');
create type public.key_kind as enum ('call', 'management');
create type public.generation_status as enum ('running', 'live', 'failed', 'refused', 'cancelled');

create table public.workspaces (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 80),
  is_personal boolean not null default false,
  plan public.plan not null default 'free',
  calls_per_hour integer check (calls_per_hour > 0),          -- administrator's override of the plan's limit
  generations_per_hour integer check (generations_per_hour > 0),
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index workspaces_created_by on public.workspaces (created_by);

create table public.workspace_members (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role public.member_role not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
create index workspace_members_user on public.workspace_members (user_id);

-- plan and api_generation_count are kept by triggers: the workspace owns the plan.
create table public.user_profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  email text not null,
  display_name text check (length(display_name) <= 80),
  plan public.plan not null default 'free',
  is_admin boolean not null default false,
  api_generation_count integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index user_profiles_email on public.user_profiles (lower(email));

create table public.apis (
  id text primary key check (id ~ '^api_[a-z0-9]{16}$'),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid references auth.users (id) on delete set null,
  name text not null check (length(name) between 1 and 80),
  prompt text not null,
  description text not null default '',
  about text not null default '',
  category text not null default 'other',
  code_snapshot text not null default '',                     -- entry file of the live version
  endpoint_url text not null,
  status public.api_status not null default 'active',
  status_reason text,
  is_published boolean not null default false,
  public_routes jsonb not null default '[]',                  -- [{ "method": "GET", "path": "/{code}" }]
  usage_count bigint not null default 0,
  live_version_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (id, workspace_id)
);
create index apis_workspace on public.apis (workspace_id, created_at desc);
create index apis_user on public.apis (user_id);

-- Immutable: source, OpenAPI document, contract tests and the record of the gate that let it through.
create table public.versions (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  api_id text not null,
  number integer not null check (number > 0),
  generator text not null,
  summary text not null default '',
  source jsonb not null,                                      -- { "main.ts": "…" }
  openapi jsonb not null,
  contract_tests jsonb not null,
  gate_record jsonb not null,
  assumptions jsonb not null default '[]',
  secret_names text[] not null default '{}',
  hosts text[] not null default '{}',
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (api_id, number),
  unique (id, api_id),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create index versions_workspace on public.versions (workspace_id);
create index versions_api_workspace on public.versions (api_id, workspace_id);
create index versions_created_by on public.versions (created_by);
alter table public.apis add foreign key (live_version_id, id) references public.versions (id, api_id) deferrable initially deferred;
create index apis_live_version on public.apis (live_version_id, id);

-- The bundle that runs. Only the runner's role reads it.
create table public.version_bundles (
  version_id uuid primary key references public.versions (id) on delete cascade,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  bundle text not null
);
create index version_bundles_workspace on public.version_bundles (workspace_id);

create table public.deployments (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  api_id text not null,
  version_id uuid not null,
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade,
  foreign key (version_id, api_id) references public.versions (id, api_id) on delete cascade
);
create index deployments_api on public.deployments (api_id, created_at desc);
create index deployments_api_workspace on public.deployments (api_id, workspace_id);
create index deployments_version on public.deployments (version_id, api_id);
create index deployments_workspace on public.deployments (workspace_id);
create index deployments_created_by on public.deployments (created_by);

-- Secrets that call an API (call) or the REST API (management). Only an HMAC is stored.
create table public.keys (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  kind public.key_kind not null,
  api_id text,
  name text not null check (length(name) between 1 and 80),
  prefix text not null,
  last_four text not null,
  key_hash bytea not null unique,
  pepper_version integer not null default 1,
  scopes text[] not null default '{}',
  expires_at timestamptz,
  disabled_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_by uuid references auth.users (id) on delete cascade,
  created_at timestamptz not null default now(),
  check ((kind = 'call') = (api_id is not null)),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create index keys_workspace on public.keys (workspace_id, created_at desc);
create index keys_api on public.keys (api_id, workspace_id);
create index keys_created_by on public.keys (created_by);

-- One row per response of an API: the billing fact. The gateway makes the id, so a batch can be sent twice.
create table public.api_usage (
  id uuid primary key,
  workspace_id uuid not null,
  api_id text not null,
  user_id uuid,
  key_id uuid,
  version_id uuid,
  request_id text not null,
  method text not null,
  status_code smallint not null,
  response_time_ms real not null,
  request_size_bytes bigint not null default 0,
  response_size_bytes bigint not null default 0,
  is_billed boolean not null default false,
  is_cold boolean not null default false,
  created_at timestamptz not null,
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create index api_usage_api on public.api_usage (api_id, created_at desc);
create index api_usage_workspace on public.api_usage (workspace_id, created_at desc);
create index api_usage_key on public.api_usage (key_id, created_at desc);
create index api_usage_api_workspace on public.api_usage (api_id, workspace_id);

-- The debugging fact: what an API printed or threw during one call.
create table public.request_logs (
  id bigint generated always as identity primary key,
  workspace_id uuid not null,
  api_id text not null,
  version_id uuid,
  request_id text not null,
  lines jsonb not null,                                       -- [["log", "text"], …]
  created_at timestamptz not null default now(),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create index request_logs_api on public.request_logs (api_id, created_at desc);
create index request_logs_request on public.request_logs (request_id);
create index request_logs_workspace on public.request_logs (workspace_id);
create index request_logs_api_workspace on public.request_logs (api_id, workspace_id);

-- What generated APIs store (c.env.DATA).
create table public.documents (
  api_id text not null,
  workspace_id uuid not null,
  collection text not null check (collection ~ '^[A-Za-z][A-Za-z0-9_]{0,62}$'),
  id text not null check (length(id) between 1 and 200),
  data jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (api_id, collection, id),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create index documents_recent on public.documents (api_id, collection, created_at, id);
create index documents_workspace on public.documents (workspace_id);
create index documents_api_workspace on public.documents (api_id, workspace_id);

-- One row per unique field value, written in the same transaction as its document.
create table public.document_uniques (
  api_id text not null,
  collection text not null,
  field text not null,
  value text not null,
  document_id text not null,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  primary key (api_id, collection, field, value),
  foreign key (api_id, collection, document_id) references public.documents (api_id, collection, id) on delete cascade
);
create index document_uniques_document on public.document_uniques (api_id, collection, document_id);
create index document_uniques_workspace on public.document_uniques (workspace_id);

create table public.secrets (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null,
  api_id text not null,
  name text not null check (name ~ '^[A-Z][A-Z0-9_]{0,62}$'),
  ciphertext bytea not null,
  encryption_key_version integer not null default 1,
  hosts text[] not null default '{}',
  created_by uuid references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (api_id, name),
  foreign key (api_id, workspace_id) references public.apis (id, workspace_id) on delete cascade
);
create index secrets_workspace on public.secrets (workspace_id);
create index secrets_api_workspace on public.secrets (api_id, workspace_id);
create index secrets_created_by on public.secrets (created_by);

create table public.generations (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid references auth.users (id) on delete set null,
  api_id text not null check (api_id ~ '^api_[a-z0-9]{16}$'), -- reserved at the start; the API exists once it is live
  prompt text not null,
  generator text not null,
  status public.generation_status not null default 'running',
  error text,
  message text,
  stages jsonb not null default '[]',                         -- [{ "name": "check", "ms": 240 }]
  version_id uuid references public.versions (id) on delete set null,
  heartbeat_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index generations_workspace on public.generations (workspace_id, created_at desc);
create index generations_user on public.generations (user_id);
create index generations_running on public.generations (heartbeat_at) where status = 'running';
create index generations_version on public.generations (version_id);

create table public.generation_events (
  generation_id uuid not null references public.generations (id) on delete cascade,
  seq integer not null check (seq > 0),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  event jsonb not null,
  created_at timestamptz not null default now(),
  primary key (generation_id, seq)
);
create index generation_events_workspace on public.generation_events (workspace_id);

-- Sliding-window counters: current + previous × (1 − elapsed / window).
create table public.rate_limit_usage (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  subject text not null,                                      -- 'plan', 'key:<uuid>', 'api:<id>'
  window_start timestamptz not null,
  window_seconds integer not null,
  request_count integer not null default 0,
  user_id uuid references auth.users (id) on delete set null,
  primary key (workspace_id, subject, window_seconds, window_start)
);
create index rate_limit_usage_user on public.rate_limit_usage (user_id);

-- Sign-in attempts, by a hash of address or e-mail; nobody but private.take_attempt touches it.
create table private.auth_attempts (
  bucket text primary key,
  window_start timestamptz not null,
  attempt_count integer not null
);

-- Scratch data of contract tests: same shape as documents, never mixed with them, gone after a crash.
create unlogged table private.scratch_documents (
  api_id text not null,                                       -- the scratch id
  collection text not null check (collection ~ '^[A-Za-z][A-Za-z0-9_]{0,62}$'),
  id text not null check (length(id) between 1 and 200),
  data jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (api_id, collection, id)
);
create unlogged table private.scratch_document_uniques (
  api_id text not null,
  collection text not null,
  field text not null,
  value text not null,
  document_id text not null,
  primary key (api_id, collection, field, value),
  foreign key (api_id, collection, document_id) references private.scratch_documents (api_id, collection, id) on delete cascade
);
create index scratch_document_uniques_document on private.scratch_document_uniques (api_id, collection, document_id);
