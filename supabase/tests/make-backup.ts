import { execFile } from "node:child_process";
import assert from "node:assert/strict";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { connect, type Sql, typed } from "#lib/db/connect.ts";
import { createKey } from "#lib/keys/create-key.ts";
import { readLocalSecrets } from "#server/local-secrets.ts";
import { seedCall } from "./seed-api.ts";
import { seedEverything } from "./seed-everything.ts";
import { startTestSupabase } from "./test-supabase.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const DOCUMENTS = ["plain", "line\nbreak\\. and\ttab", "\\.", "‘quotes’ \"double\" \\ back", "🦊 نص", "", "x".repeat(100_000)];

export interface BackedUp {
  folder: string;
  file: string;
  passphraseFile: string;
  ada: { email: string; password: string; userId: string; key: string; apiId: string };
  stateBefore: Record<string, unknown[]>;
  stop(): Promise<void>;
}

/** A machine with somebody on it who has an API, keys, calls and documents; backed up, with its secrets, while it ran in `folder`/a. */
export async function makeBackup(): Promise<BackedUp> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "api-creator-drill-"));
  await fs.chmod(folder, 0o755);
  const [file, passphraseFile] = [path.join(folder, "a.backup.gz"), path.join(folder, "passphrase")];
  await fs.writeFile(passphraseFile, "a passphrase for the drill\n");
  const made = await makeInstallation(path.join(folder, "a"), file, passphraseFile);
  return { folder, file, passphraseFile, ...made, stop: () => fs.rm(folder, { recursive: true, force: true }) };
}

async function makeInstallation(dataDir: string, file: string, passphraseFile: string): Promise<Pick<BackedUp, "ada" | "stateBefore">> {
  await fs.mkdir(dataDir);
  const supabase = await startTestSupabase({ dataDir });
  const admin = connect(supabase.adminUrl, "test-admin", 2);
  const web = connect(supabase.webUrl, "test-web", 2);
  try {
    const person = await supabase.signUp();
    const [membership] = await admin<{ id: string }[]>`select workspace_id as id from public.workspace_members where user_id = ${person.userId}`;
    const user = { userId: person.userId, workspaceId: membership?.id ?? "", email: person.email };
    const { apiId } = await seedEverything(admin, user);
    await seedCall(admin, user, apiId, { minutesAgo: 60 * 24 * 40 }); // of a day that has no partition
    for (const [place, text] of DOCUMENTS.entries()) await admin`insert into public.documents (api_id, workspace_id, collection, id, data) values (${apiId}, ${user.workspaceId}, 'texts', ${`t${place}`}, ${admin.json({ text })})`;
    const key = await createKey({ kind: "call", apiId, name: "Shop" }, { kind: "user", ...user }, { db: typed(web), peppers: peppersOf(dataDir), clock: { now: () => Date.now() } });
    const said = await command("backup.ts", [file, "--passphrase-file", passphraseFile], dataDir);
    assert.equal(said.code, 0, said.text);
    assert.match(said.text, /1 accounts, 1 APIs, 1 versions, 2 keys, 8 documents: \d+ rows/);
    return { ada: { ...person, key: key.secret, apiId }, stateBefore: await stateOf(admin) };
  } finally {
    await Promise.all([admin.end(), web.end()]);
    await supabase.stop();
  }
}

export const peppersOf = (dataDir: string) => [{ version: 1, secret: readLocalSecrets(dataDir)?.keyPepper ?? "" }];

/** One of the commands, as on a machine without settings. */
export function command(script: string, args: string[], dataDir: string, env: Record<string, string> = {}): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const { DATABASE_URL: _url, KEY_PEPPER: _pepper, ENCRYPTION_KEY: _key, ...rest } = process.env;
    execFile(process.execPath, [path.join(ROOT, "server", script), ...args], { cwd: ROOT, env: { ...rest, DATA_DIR: dataDir, ...env } }, (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, text: stdout + stderr }));
  });
}

/** What has to be the same afterwards. */
export async function stateOf(admin: Sql): Promise<Record<string, unknown[]>> {
  return {
    documents: [...(await admin`select * from public.documents order by api_id, collection, id`)], uniques: [...(await admin`select * from public.document_uniques`)],
    versions: [...(await admin`select * from public.versions order by id`)], bundles: [...(await admin`select * from public.version_bundles`)], keys: [...(await admin`select * from public.keys order by id`)],
    secrets: [...(await admin`select * from public.secrets`)], usage: [...(await admin`select *, tableoid::regclass::text from public.api_usage order by id`)], rollups: [...(await admin`select * from public.api_usage_rollups order by 1, 2, 3, 4, 5, 6`)],
    audit: [...(await admin`select * from public.audit_events order by id`)], people: [...(await admin`select id, email, encrypted_password, created_at from auth.users`)], members: [...(await admin`select * from public.workspace_members`)],
  };
}
