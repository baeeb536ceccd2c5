import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { buildApi, callApi, makeAccount } from "../fixtures/account.ts";
import { startProduct } from "../fixtures/product.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const npmRun = (script: string, args: string[], dataDir: string) =>
  promisify(execFile)(process.execPath, ["server/start.mjs", "--run", `server/${script}.ts`, ...args], { cwd: ROOT, env: { ...process.env, DATA_DIR: dataDir, SUPABASE_URL: "", DATABASE_URL: "" } });

/** What an API and its owner see, by the API's key and the owner's session. */
async function seen(url: string, api: { url: string; key: string; apiId: string }, session: string): Promise<unknown> {
  const owner = { headers: { Authorization: `Bearer ${session}` } };
  const own = async (path: string) => (await fetch(`${url}/api/v1${path}`, owner)).json() as Promise<Record<string, unknown>>;
  const { createdAt, prompt, liveVersion } = await own(`/apis/${api.apiId}`);
  const books = await callApi({ ...api, url: `${url}/${api.apiId}` }, "GET", "/books?limit=100");
  return { createdAt, prompt, liveVersion, status: books.status, books: books.body };
}

async function signIn(url: string, { email, password }: { email: string; password: string }): Promise<string> {
  const { publishableKey } = (await (await fetch(`${url}/api/v1/config`)).json()) as { publishableKey: string };
  const reply = await fetch(`${url}/auth/v1/token?grant_type=password`, { method: "POST", headers: { apikey: publishableKey, "Content-Type": "application/json" }, body: JSON.stringify({ email, password }) });
  return ((await reply.json()) as { access_token: string }).access_token;
}

test("restore drill with the whole product: backed up under way, restored on an empty machine, the same key calls the same API with the same data", async () => {
  const folder = mkdtempSync(join(tmpdir(), "api-creator-restore-"));
  const [file, passphrase] = [join(folder, "backup.gz"), join(folder, "passphrase")];
  writeFileSync(passphrase, "a passphrase for the drill");
  const first = await startProduct();
  let second: Awaited<ReturnType<typeof startProduct>> | undefined;
  try {
    const account = await makeAccount(first.url);
    const { body: api } = await buildApi(first.url, account.accessToken, "Manage books with title, author and year");
    for (let i = 0; i < 60; i += 1) assert.equal((await callApi(api, "POST", "/books", { title: `Book ${i}`, author: "Jane \\ Austen\n", year: 1800 + i })).status, 201);
    const before = await seen(first.url, api, account.accessToken);
    await npmRun("backup", [file, "--passphrase-file", passphrase], first.dataDir);
    await first.stop();
    const dataDir = join(folder, "b");
    await npmRun("restore", [file, "--passphrase-file", passphrase], dataDir);
    second = await startProduct({ dataDir });
    assert.deepEqual(await seen(second.url, api, await signIn(second.url, account)), before);
    const moved = { ...api, url: `${second.url}/${api.apiId}` };
    assert.equal((await callApi(moved, "POST", "/books", { title: "After", author: "Ada", year: 2026 })).status, 201);
    assert.equal((await callApi({ ...moved, key: `${api.key.slice(0, -1)}~` }, "GET", "/books")).status, 401);
  } finally {
    await first.stop();
    await second?.stop();
    rmSync(first.dataDir, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
});
