import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { checkBackup } from "#lib/backup/check-backup.ts";
import { connect } from "#lib/db/connect.ts";
import { possibleHashes } from "#lib/keys/key-format.ts";
import { readLocalSecrets } from "./local-secrets.ts";
import { type BackedUp, command, makeBackup, peppersOf, stateOf } from "../supabase/tests/make-backup.ts";
import { startTestSupabase } from "../supabase/tests/test-supabase.ts";

let backedUp: BackedUp;
before(async () => {
  backedUp = await makeBackup();
});
after(() => backedUp.stop());

test("drill: on an empty machine the same password signs in, the same key verifies, and every row is what it was", async () => {
  const { folder, file, passphraseFile, ada, stateBefore } = backedUp;
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
    assert.ok(last?.["id"] > (stateBefore["audit"]?.length ?? 0) && Number(last?.["noted"]) === 1);
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
  const { folder, file } = backedUp;
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

test("without the secrets that the database needs nothing is restored, nor with another passphrase", async () => {
  const { folder, file, passphraseFile } = backedUp;
  const dataDir = path.join(folder, "d");
  await fs.writeFile(`${passphraseFile}.other`, "another passphrase\n");
  for (const [args, words] of [[[], /KEY_PEPPER and ENCRYPTION_KEY here are not what this database needs/], [["--passphrase-file", `${passphraseFile}.other`], /passphrase is another one/]] as const) {
    const said = await command("restore.ts", [file, ...args], dataDir);
    assert.equal(said.code, 1);
    assert.match(said.text, words);
  }
  const said = await command("restore.ts", [file, "--passphrase-file", passphraseFile], dataDir, { KEY_PEPPER: "another pepper of 32 or more characters", ENCRYPTION_KEY: "ab".repeat(32) });
  assert.deepEqual([said.code, /KEY_PEPPER and ENCRYPTION_KEY in the settings are not what the backup holds/.test(said.text)], [1, true], said.text);
  assert.deepEqual(await fs.readdir(dataDir).catch(() => []), []);
});

test("a backup holds no secret in the clear and replaces no file", async () => {
  const { folder, file, ada } = backedUp;
  const text = gunzipSync(await fs.readFile(file)).toString("latin1");
  const secrets = readLocalSecrets(path.join(folder, "a"));
  for (const secret of [secrets?.keyPepper, secrets?.encryptionKey, secrets?.jwtSecret, secrets?.postgresPassword, ada.key, ada.password]) assert.ok(secret && !text.includes(secret));
  assert.equal((await fs.stat(file)).mode & 0o077, 0, "only its owner reads it");
  const said = await command("backup.ts", [file], path.join(folder, "a"));
  assert.equal(said.code, 1);
  assert.match(said.text, /exists already/);
});
