import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { type BackedUp, command, makeBackup } from "../supabase/tests/make-backup.ts";
import { until } from "../supabase/tests/until.ts";

let backedUp: BackedUp;
before(async () => {
  backedUp = await makeBackup();
});
after(() => backedUp.stop());

const changed = (text: Buffer, from: string, to: string): Buffer => gzipSync(Buffer.from(text.toString("latin1").replace(from, to), "latin1"));

test("a restore that is refused leaves an empty folder: of a damaged backup, of a newer database, and when a row is not what it was", async () => {
  const { folder, file, passphraseFile } = backedUp;
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

test("a restore that is interrupted leaves an empty folder and no database running; meanwhile nothing else works on the folder", async () => {
  const { folder, file, passphraseFile } = backedUp;
  const dataDir = path.join(folder, "e");
  const args = [path.join(import.meta.dirname, "restore.ts"), file, "--passphrase-file", passphraseFile];
  const child = spawn(process.execPath, args, { env: { ...process.env, DATA_DIR: dataDir }, stdio: "ignore" });
  const ended = once(child, "exit");
  await until(() => existsSync(path.join(dataDir, "launcher.json")), "the restore begins");
  const second = await command("restore.ts", args.slice(1), dataDir);
  assert.deepEqual([second.code, /A backup or a restore works on/.test(second.text)], [1, true], second.text);
  child.kill("SIGTERM");
  assert.deepEqual(await ended, [1, null]);
  assert.deepEqual(await fs.readdir(dataDir), []);
});
