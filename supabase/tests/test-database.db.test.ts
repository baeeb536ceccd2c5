import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "#lib/db/connect.ts";
import { startTestDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

test("sign-up makes a profile and a personal workspace on the free plan, owned by the new user", async () => {
  const user = await database.makeUser("Ada@example.com");
  const sql = connect(database.adminUrl, "test", 1);
  const [row] = await sql`select w.plan, w.is_personal, w.name, m.role, p.email, p.is_admin from public.workspaces w
    join public.workspace_members m on m.workspace_id = w.id join public.user_profiles p on p.id = m.user_id where w.id = ${user.workspaceId}`;
  await sql.end();
  assert.deepEqual({ ...row }, { plan: "free", is_personal: true, name: "Ada", role: "owner", email: "Ada@example.com", is_admin: false });
});

test("each role logs in with its own address and is nobody else", async () => {
  for (const [role, url] of Object.entries({ app_web: database.webUrl, app_gateway: database.gatewayUrl, app_data: database.runnerUrl, app_jobs: database.jobsUrl })) {
    const sql = connect(url, "test", 1);
    const [row] = await sql`select current_user as name, (select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user) as is_mighty`;
    await assert.rejects(sql`select * from public.keys`, /permission denied/, role);
    await sql.end();
    assert.deepEqual({ ...row }, { name: role, is_mighty: false });
  }
});
