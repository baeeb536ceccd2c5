import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { checkBackup } from "#lib/backup/check-backup.ts";
import { connect, type Sql, typed } from "#lib/db/connect.ts";
import { createKey } from "#lib/keys/create-key.ts";
import { possibleHashes } from "#lib/keys/key-format.ts";
import { readLocalSecrets } from "./local-secrets.ts";
import { seedCall } from "../supabase/tests/seed-api.ts";
import { seedEverything } from "../supabase/tests/seed-everything.ts";
import { startTestSupabase } from "../supabase/tests/test-supabase.ts";

const ROOT = path.join(import.meta.dirname, "..");
const DOCUMENTS = ["plain", "line\nbreak\\. and\ttab", "\\.", "‘quotes’ \"double\" \\ back", "🦊 نص", "", "x".repeat(100_000)];
let folder: string;
let file: string;
let passphraseFile: string;
let ada: { email: string; password: string; userId: string; key: string; apiId: string };
let stateBefore: unknown;

before(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), "api-creator-drill-"));
  await fs.chmod(folder, 0o755);
  file = path.join(folder, "a.backup.gz");
  passphraseFile = path.join(folder, "passphrase");
  await fs.writeFile(passphraseFile, "a passphrase for the drill\n");
  await makeInstallation(path.join(folder, "a"));
});
after(() => fs.rm(folder, { recursive: true, force: true }));

/** A machine with somebody on it who has an API, keys, calls and documents; backed up while it runs. */
async function makeInstallation(dataDir: string): Promise<void> {
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
    ada = { ...person, key: key.secret, apiId };
    const said = await command("backup.ts", [file, "--passphrase-file", passphraseFile], dataDir);
    assert.equal(said.code, 0, said.text);
    assert.match(said.text, /1 accounts, 1 APIs, 1 versions, 2 keys, 8 documents: \d+ rows/);
    stateBefore = await stateOf(admin);
  } finally {
    await Promise.all([admin.end(), web.end()]);
    await supabase.stop();
  }
}

const peppersOf = (dataDir: string) => [{ version: 1, secret: readLocalSecrets(dataDir)?.keyPepper ?? "" }];

function command(script: string, args: string[], dataDir: string, env: Record<string, string> = {}): Promise<{ code: number; text: string }> {
  return new Promise((resolve) => {
    const { DATABASE_URL: _url, KEY_PEPPER: _pepper, ENCRYPTION_KEY: _key, ...rest } = process.env;
    execFile(process.execPath, [path.join(ROOT, "server", script), ...args], { cwd: ROOT, env: { ...rest, DATA_DIR: dataDir, ...env } }, (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, text: stdout + stderr }));
  });
}

async function stateOf(admin: Sql): Promise<unknown> {
  return {
    documents: [...(await admin`select * from public.documents order by api_id, collection, id`)], uniques: [...(await admin`select * from public.document_uniques`)],
    versions: [...(await admin`select * from public.versions order by id`)], bundles: [...(await admin`select * from public.version_bundles`)], keys: [...(await admin`select * from public.keys order by id`)],
    secrets: [...(await admin`select * from public.secrets`)], usage: [...(await admin`select *, tableoid::regclass::text from public.api_usage order by id`)], rollups: [...(await admin`select * from public.api_usage_rollups order by 1, 2, 3, 4, 5, 6`)],
    audit: [...(await admin`select * from public.audit_events order by id`)], people: [...(await admin`select id, email, encrypted_password, created_at from auth.users`)], members: [...(await admin`select * from public.workspace_members`)],
  };
}

test("drill: on an empty machine the same password signs in, the same key verifies, and every row is what it was", async () => {
  const dataDir = path.join(folder, "b");
  const said = await command("restore.ts", [file, "--passphrase-file", passphraseFile], dataDir);
  assert.equal(said.code, 0, said.text);
  const supabase = await startTestSupabase({ dataDir });
  const [admin, gateway] = [connect(supabase.adminUrl, "test-admin", 2), connect(supabase.gatewayUrl, "test-gateway", 1)];
  try {
    assert.deepEqual(await stateOf(admin), stateBefore);
    assert.equal((await supabase.client().auth.signInWithPassword(ada)).data.user?.id, ada.userId);
    const hashes = possibleHashes(ada.key, peppersOf(dataDir)).map((hash) => hash.toString("hex"));
    const [found] = await gateway`select * from private.find_call_key(array(select decode(h, 'hex') from unnest(${hashes}::text[]) h))`;
    assert.deepEqual([found?.["api_id"], found?.["is_usable"]], [ada.apiId, true]);
    // Counters go on after the last row, triggers work again, and foreign keys hold.
    const newer = await supabase.signUp();
    const [last] = await admin`select max(id) as id, count(*) filter (where object_id = ${newer.userId}) as noted from public.audit_events`;
    assert.ok(last?.["id"] > (stateBefore as { audit: unknown[] }).audit.length && Number(last?.["noted"]) === 1);
    await assert.rejects(admin`insert into public.deployments (workspace_id, api_id, version_id) values (${randomUUID()}, ${ada.apiId}, ${randomUUID()})`, /foreign key/);
  } finally {
    await Promise.all([admin.end(), gateway.end()]);
    await supabase.stop();
  }
  const again = await command("restore.ts", [file, "--passphrase-file", passphraseFile], dataDir);
  assert.equal(again.code, 1);
  assert.match(again.text, /There is a database in .* already/);
});

test("a backup that is damaged, cut off, changed, of a newer form, or none is refused with words", async () => {
  const whole = await fs.readFile(file);
  const text = gunzipSync(whole);
  const flipped = Buffer.from(whole);
  flipped[flipped.length >> 1] = (flipped[flipped.length >> 1] ?? 0) ^ 0xff;
  const refusals: [string, Buffer, RegExp][] = [
    ["damaged", flipped, /damaged/], ["cut off", whole.subarray(0, whole.length - 200), /is damaged or incomplete/], ["without its end", gzipSync(text.subarray(0, text.lastIndexOf("\\.\n") + 3)), /is damaged or incomplete/],
    ["changed", changed(text, "quotes", "QUOTES"), /is damaged or incomplete/], ["with more at its end", gzipSync(Buffer.concat([text, Buffer.from("x")])), /is damaged or incomplete/],
    ["of a newer form", changed(text, '"formatVersion":1', '"formatVersion":2'), /newer version of the product/], ["something else", Buffer.from("not a backup"), /damaged/], ["nothing", Buffer.alloc(0), /damaged/],
  ];
  const broken = path.join(folder, "broken.gz");
  for (const [name, bytes, words] of refusals) {
    await fs.writeFile(broken, bytes);
    await assert.rejects(checkBackup(broken), words, name);
  }
  await assert.rejects(checkBackup(path.join(folder, "absent.gz")), /There is no file/);
  await checkBackup(file);
});

const changed = (text: Buffer, from: string, to: string): Buffer => gzipSync(Buffer.from(text.toString("latin1").replace(from, to), "latin1"));

test("a restore that is refused leaves an empty folder: of a damaged backup, of a newer database, and when a row is not what it was", async () => {
  const text = gunzipSync(await fs.readFile(file));
  const dataDir = path.join(folder, "c");
  // The checksum is right again, so only Postgres, or the comparison with the restored rows, can tell.
  const forged = (from: string, to: string): Buffer => {
    const body = `${text.toString("latin1").replace(from, to).split("\n").slice(0, -2).join("\n")}\n`;
    return gzipSync(Buffer.from(`${body}{"sha256":"${createHash("sha256").update(body, "latin1").digest("hex")}"}\n`, "latin1"));
  };
  for (const [bytes, words] of [[changed(text, "quotes", "QUOTES"), /is damaged or incomplete/], [changed(text, '"migrations":["', '"migrations":["29991231000001","'), /newer version of the product: its database has/], [forged('{"title": "Emma"}', '{"title": "Emma"'), /The database refused rows of public\.documents.*Nothing was restored/], [forged("quotes", "QUOTES"), /public\.documents has 8 rows after the restore and had 8, or they differ/]] as const) {
    await fs.writeFile(path.join(folder, "broken.gz"), bytes);
    const said = await command("restore.ts", [path.join(folder, "broken.gz"), "--passphrase-file", passphraseFile], dataDir);
    assert.equal(said.code, 1);
    assert.match(said.text, words);
    assert.doesNotMatch(said.text, /\n {4}at /);
    assert.deepEqual(await fs.readdir(dataDir).catch(() => []), []);
  }
});

test("without the secrets that the database needs nothing is restored, nor with another passphrase", async () => {
  const dataDir = path.join(folder, "d");
  await fs.writeFile(`${passphraseFile}.other`, "another passphrase\n");
  for (const [args, words] of [[[], /KEY_PEPPER and ENCRYPTION_KEY here are not what this database needs/], [["--passphrase-file", `${passphraseFile}.other`], /passphrase is another one/]] as const) {
    const said = await command("restore.ts", [file, ...args], dataDir);
    assert.equal(said.code, 1);
    assert.match(said.text, words);
  }
  assert.deepEqual(await fs.readdir(dataDir).catch(() => []), []);
});

test("a backup holds no secret in the clear and replaces no file", async () => {
  const text = gunzipSync(await fs.readFile(file)).toString("latin1");
  const secrets = readLocalSecrets(path.join(folder, "a"));
  for (const secret of [secrets?.keyPepper, secrets?.encryptionKey, secrets?.jwtSecret, secrets?.postgresPassword, ada.key, ada.password]) assert.ok(secret && !text.includes(secret));
  assert.equal((await fs.stat(file)).mode & 0o077, 0, "only its owner reads it");
  const said = await command("backup.ts", [file], path.join(folder, "a"));
  assert.equal(said.code, 1);
  assert.match(said.text, /exists already/);
});
