import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { openBackup } from "#lib/backup/open-backup.ts";
import { restoreBackup } from "#lib/backup/restore-backup.ts";
import { connect } from "#lib/db/connect.ts";
import { seedEverything } from "../supabase/tests/seed-everything.ts";
import { startTestSupabase } from "../supabase/tests/test-supabase.ts";

const ROOT = path.join(import.meta.dirname, "..");
const SECRETS = { KEY_PEPPER: "p".repeat(32), ENCRYPTION_KEY: "e".repeat(32) };

/** As on a machine whose database is elsewhere: DATABASE_URL, and the secrets in the settings. */
function command(script: string, file: string, env: Record<string, string>): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(ROOT, "server", script), file], { cwd: ROOT, env: { ...process.env, ...env } }, (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, text: stdout + stderr }));
  });
}

test("a database of DATABASE_URL is backed up and restored into an empty one, once, and only with the secrets that it needs", async () => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "api-creator-restore-"));
  const file = path.join(folder, "backup.gz");
  const [from, to] = [await startTestSupabase(), await startTestSupabase()];
  const [source, target] = [connect(from.adminUrl, "test", 1), connect(to.adminUrl, "test", 1)];
  try {
    const { userId } = await from.signUp();
    const [member] = await source<{ workspaceId: string }[]>`select workspace_id as "workspaceId" from public.workspace_members where user_id = ${userId}`;
    const { apiId } = await seedEverything(source, { userId, workspaceId: member?.workspaceId ?? "" });
    const made = await command("backup.ts", file, { DATABASE_URL: from.adminUrl, DATA_DIR: folder, ...SECRETS });
    assert.equal(made.code, 0, made.text);
    const wrong = await command("restore.ts", file, { DATABASE_URL: to.adminUrl, DATA_DIR: folder, ...SECRETS, KEY_PEPPER: "q".repeat(32) });
    assert.match(wrong.text, /^KEY_PEPPER here is not what this database needs/);
    await target`insert into supabase_migrations.schema_migrations (version) values ('29991231000001')`;
    const newer = await command("restore.ts", file, { DATABASE_URL: to.adminUrl, DATA_DIR: folder, ...SECRETS });
    assert.match(newer.text, /This database is newer than the backup: it has the migration 29991231000001/);
    await target`delete from supabase_migrations.schema_migrations where version = '29991231000001'`;
    const stopped = openBackup(file).then((backup) => restoreBackup(backup, { url: to.adminUrl, beforeCommit: () => assert.fail("the settings can't be written") }));
    await assert.rejects(stopped, /the settings can't be written/);
    assert.equal((await target`select from public.apis`).length, 0, "nothing is there without its settings");
    const restored = await command("restore.ts", file, { DATABASE_URL: to.adminUrl, DATA_DIR: folder, ...SECRETS });
    assert.equal(restored.code, 0, restored.text);
    const state = async (sql: typeof source) => [...(await sql`select to_jsonb(d) as row from public.documents d union all select to_jsonb(v) from public.versions v union all select to_jsonb(k) from public.keys k union all select to_jsonb(a) from public.audit_events a`)];
    assert.deepEqual(await state(target), await state(source));
    assert.equal((await target`select id from public.apis`)[0]?.["id"], apiId);
    const again = await command("restore.ts", file, { DATABASE_URL: to.adminUrl, DATA_DIR: folder, ...SECRETS });
    assert.equal(again.code, 1);
    assert.match(again.text, /This database is in use: there are accounts in it/);
  } finally {
    await Promise.all([source.end(), target.end()]);
    await Promise.all([from.stop(), to.stop()]);
    await fs.rm(folder, { recursive: true, force: true });
  }
});
