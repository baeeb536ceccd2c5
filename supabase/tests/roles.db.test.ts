import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SCOPES } from "#lib/auth/actor.ts";
import { connect, type Sql } from "#lib/db/connect.ts";
import { seedEverything } from "./seed-everything.ts";
import { TABLE_ACCESS } from "./table-access.ts";
import { startTestDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
let admin: Sql;
before(async () => {
  database = await startTestDatabase();
  admin = connect(database.adminUrl, "test-admin", 2);
});
after(async () => {
  await admin.end();
  await database.stop();
});

async function as<Result>(url: string, work: (sql: Sql) => Promise<Result>): Promise<Result> {
  const sql = connect(url, "test", 1);
  return work(sql).finally(() => sql.end());
}

test("the scopes of the code are those of the database, and no role has one that an owner lacks", async () => {
  const rows = await admin<{ role: string; scopes: string[] }[]>`select r as role, private.role_scopes(r) as scopes from unnest(enum_range(null::public.member_role)) r`;
  const owner = rows.find((row) => row.role === "owner")?.scopes ?? [];
  assert.deepEqual(owner.toSorted(), [...SCOPES].toSorted());
  for (const { role, scopes } of rows) assert.deepEqual(scopes.filter((scope) => !owner.includes(scope)), [], role);
});

/** Every function of schema private, with who may call it. A new one fails until somebody decided. */
const CALLABLE: Record<string, string[]> = {
  key_history: ["authenticated"], change_key: ["authenticated"], set_public_route: ["authenticated"], rehash_key: [], use_management_key: [], use_bootstrap_key: ["app_web"], on_key_revised: [], on_key_noted: [],
  create_key: ["authenticated"], roll_key: ["authenticated"], set_key_disabled: ["authenticated"], revoke_leaked_key: ["app_web"], delete_api: ["authenticated"], deploy_generation: ["authenticated"],
  store_version: ["authenticated"], insert_version: [],
  begin_run: ["authenticated"], append_run_events: ["authenticated"], hold_run: ["authenticated"], end_run: ["authenticated"], ask_run: ["authenticated"], take_answer: ["authenticated"], answer_run: ["authenticated"],
  lock_run: [], adopt_generations: ["app_web"], take_idempotency_key: ["authenticated"], hold_idempotency_key: ["authenticated"], keep_idempotent_reply: ["authenticated"], require_repeatable: [],
  revoke_key: ["authenticated"], set_api_status: ["authenticated"], start_generation: ["authenticated"], workspaces_with: ["authenticated"], can: ["app_web", "authenticated"],
  attempts_reset_seconds: ["app_web"], find_management_key: ["app_web"], take_attempt: ["app_gateway", "app_web"],
  find_api: ["app_gateway"], find_call_key: ["app_gateway"], find_openapi: ["app_gateway"], record_usage: ["app_gateway"], take_calls: ["app_gateway"], settle_calls: [], take_prepaid: ["app_gateway"], settle_prepaid: ["app_gateway"], reconcile_prepaid: ["app_jobs"], calls_this_hour: ["authenticated"],
  fail_api: ["app_data"], load_live_version: ["app_data"], write_request_logs: ["app_data"], write_call_records: ["app_gateway"], note_owner_call: ["authenticated"],
  why_not_live: ["app_data"], is_admin: ["authenticated"],
  clean_up: ["app_jobs"], fail_stale_generations: ["app_jobs"],
  delete_account: ["authenticated"], restore_api: ["authenticated"], audit_people: ["authenticated"], purge_deleted: ["app_jobs"], purge_api: [], clean_up_audit: ["app_jobs"], on_api_purged: [], on_audit_changed: [], on_audited: [], note_change: [], changes_of: [], shortened: [],
  collection_state: ["app_data", "authenticated"], eq_key: ["app_data", "authenticated"], member_key: ["app_data", "authenticated"], want_index: ["app_data"], build_index: ["app_jobs"], drop_indexes: ["app_jobs"], on_index_dropped: [], make_index_room: [], remove_expired: ["app_jobs"],
  on_documents_stored: [], on_documents_changed: [], on_documents_removed: [], count_use: [], hold_workspace_use: [], hold_use: ["app_data"], document_bytes: [], index_keys: [], add_index_keys: [],
  collections_of: ["authenticated"], documents_used: ["authenticated"], change_document: ["authenticated"], remove_document: ["authenticated"], empty_collection: ["authenticated"], import_rows: ["authenticated"], note_collection: ["authenticated"],
  workspace_of_documents: [], unique_fields: [], import_document: [],
  unique_text: ["app_data"], claim_uniques: ["app_data"], insert_document: ["app_data"], claim_scratch_uniques: ["app_data"], insert_scratch_document: ["app_data"],
  fold_usage: ["app_jobs"], reconcile_usage: ["app_jobs"], keep_usage: ["app_jobs"], usage_sums: [], add_counts: [], add_usage_partition: [], on_usage_stored: [],
  add_operations: [], on_version_created: [],
  reserve_spending: ["authenticated"], settle_spending: ["authenticated"], usual_spending: ["authenticated"], spent_today: ["authenticated"], counted_micros: [],
  set_model_key: ["authenticated"], delete_model_key: ["authenticated"], describe_model_key: ["authenticated"], use_model_key: ["authenticated"],
  export_documents: ["authenticated"], import_documents: ["authenticated"], to_iso: [],
  approve_host: ["authenticated"], revoke_host: ["authenticated"], set_secret: ["authenticated"], delete_secret: ["authenticated"], workspace_of_api: [],
  load_outbound_rights: ["app_data"], write_outbound_calls: ["app_data"], clean_up_logs: ["app_jobs"], clean_up_outbound: ["app_jobs"],
  deploy_version: ["authenticated"], discard_draft: ["authenticated"], deprecate_version: ["authenticated"], release_people: ["authenticated"], documents_after: ["authenticated"], documents_counted: ["authenticated"], fork_version: ["authenticated"],
  find_version: ["app_gateway"], load_version: ["app_data"], draft_space: [], is_draft: [], lock_releases: [], drop_draft_space: [], on_scratch_stored: [],
  keep_libraries: ["app_data"], load_libraries: ["app_data"], load_version_source: ["app_data"],
  find_generation: ["authenticated"], keep_generation: ["authenticated"],
  open_sample: ["app_web"], set_sample: ["authenticated"], create_sample_key: ["authenticated"], take_allowance: ["app_gateway"], clean_up_sample_keys: ["app_jobs"],
  create_workspace: ["authenticated"], members_of: ["authenticated"], invite_member: ["authenticated"], invitations_of: ["authenticated"], withdraw_invitation: ["authenticated"], find_invitation: ["authenticated"],
  accept_invitation: ["authenticated"], change_member: ["authenticated"], require_person: [],
  send_feedback: ["authenticated"], all_feedback: ["authenticated"], answer_feedback: ["authenticated"], own_sessions: ["authenticated"], all_workspaces: ["authenticated"], installation_totals: ["authenticated"],
  on_change_noted: [], on_build_moved: [], on_calls_counted: [], on_api_failed: [],
  actor_id: [], on_api_changed: [], on_key_changed: [], on_user_created: [], on_user_email_changed: [], on_workspace_changed: [], refuse: [], require_scope: [], role_scopes: [], touch_updated_at: [],
};

test("each function is callable by exactly the roles that need it, and none by everybody", async () => {
  const rows = await admin<{ name: string; roles: string[] }[]>`select p.proname as name, array(select r.rolname::text from pg_roles r
      where r.rolname in ('anon', 'authenticated', 'service_role', 'app_web', 'app_gateway', 'app_data', 'app_jobs') and has_function_privilege(r.oid, p.oid, 'execute') order by 1) as roles
    from pg_proc p where p.pronamespace = 'private'::regnamespace`;
  // app_web is a member of authenticated without inheriting from it: its own grants count.
  assert.deepEqual(Object.fromEntries(rows.map((row) => [row.name, row.roles]).toSorted()), Object.fromEntries(Object.entries(CALLABLE).toSorted()));
});

test("the gateway's, web's and the jobs' roles touch no table, and the runner's only documents", async () => {
  const rows = await admin<{ role: string; table: string }[]>`select r.rolname as role, n.nspname || '.' || c.relname as table from pg_roles r cross join pg_class c join pg_namespace n on n.oid = c.relnamespace
    where r.rolname in ('anon', 'service_role', 'app_web', 'app_gateway', 'app_data', 'app_jobs') and n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v')
      and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate, references, trigger') or has_any_column_privilege(r.oid, c.oid, 'select, insert, update, references')) order by 1, 2`;
  assert.deepEqual(rows.map((row) => `${row.role} ${row.table}`), ["app_data private.index_keys_of_socket", "app_data private.scratch_document_uniques", "app_data private.scratch_documents", "app_data public.document_uniques", "app_data public.documents"]);
});

test("web's role can become a signed-in user and nothing mightier", () =>
  as(database.webUrl, async (sql) => {
    for (const role of ["service_role", "postgres", "app_gateway", "app_data", "app_jobs"]) await assert.rejects(sql.unsafe(`set role ${role}`), /permission denied/, role);
    await sql.unsafe("set role authenticated");
    assert.equal((await sql`select * from public.apis`).length, 0);
  }));

test("the runner's role sees the documents of the API that its socket named, and writes no others", async () => {
  const [ada, eve] = [await database.makeUser(), await database.makeUser()];
  const [mine, theirs] = [await seedEverything(admin, ada), await seedEverything(admin, eve)];
  await as(database.runnerUrl, async (sql) => {
    assert.equal((await sql`select * from public.documents`).length, 0);
    await sql.begin(async (tx) => {
      await tx`select set_config('app.api_id', ${mine.apiId}, true)`;
      assert.deepEqual((await tx`select api_id from public.documents`).map((row) => row.api_id), [mine.apiId]);
      assert.equal((await tx`update public.documents set data = '{}' where api_id = ${theirs.apiId}`).count, 0);
      assert.equal((await tx`delete from public.document_uniques where api_id = ${theirs.apiId}`).count, 0);
    });
    await assert.rejects(sql.begin(async (tx) => {
      await tx`select set_config('app.api_id', ${mine.apiId}, true)`;
      await tx`insert into public.documents (api_id, workspace_id, collection, id, data) values (${theirs.apiId}, ${eve.workspaceId}, 'books', 'b2', '{}')`;
    }), /row-level security/);
  });
  assert.equal((await admin`select * from public.documents where api_id = ${theirs.apiId} and data ->> 'title' = 'Emma'`).length, 1);
});

test("row-level security is on for every table, and each policy names its roles", async () => {
  assert.deepEqual([...(await admin`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') and not c.relrowsecurity`)], []);
  const policies = await admin<{ roles: string[] }[]>`select distinct roles::text[] as roles from pg_policies where schemaname in ('public', 'private')`;
  assert.deepEqual(policies.map((row) => row.roles.join()).toSorted(), ["app_data", "authenticated"]);
});

test("every function fixes its search_path, and every security definer lives in schema private", async () => {
  const rows = await admin`select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private') and (not coalesce(p.proconfig, '{}') @> array['search_path=""'] or (p.prosecdef and n.nspname <> 'private'))`;
  assert.deepEqual([...rows], []);
});

test("policies call functions once per statement, and what they compare is indexed", async () => {
  const policies = await admin<{ name: string; qual: string }[]>`select tablename || '.' || policyname as name, coalesce(qual, '') || coalesce(with_check, '') as qual from pg_policies where schemaname in ('public', 'private')`;
  for (const { name, qual } of policies) {
    for (const call of qual.matchAll(/auth\.uid\(|current_setting\(|private\.workspaces_with\(/g)) assert.match(qual.slice(0, call.index), /SELECT [^)]*$/, `${name} calls it per row`);
    assert.doesNotMatch(qual, /private\.can\(/, `${name} would call it per row`);
  }
  for (const [table, { owner }] of Object.entries(TABLE_ACCESS)) {
    const [row] = await admin`select 1 from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where i.indrelid = ${`public.${table}`}::regclass and a.attname = ${owner}`;
    assert.ok(row, `${table}.${owner} has no index`);
  }
});

test("every foreign key has an index on its side", async () => {
  const rows = await admin`select c.conrelid::regclass::text || ': ' || c.conname as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where c.contype = 'f' and n.nspname in ('public', 'private') and not exists (select from pg_index i where i.indrelid = c.conrelid
      and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)`;
  assert.deepEqual(rows.map((row) => row.name), []);
});

test("versions can't be changed, not even by the database's owner", async () => {
  const ada = await database.makeUser();
  const { versionId } = await seedEverything(admin, ada);
  await assert.rejects(admin`update public.versions set source = '{}' where id = ${versionId}`, /immutable/);
});
