import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { makeAccount } from "../fixtures/account.ts";
import { type Product, removeProductData, startProduct } from "../fixtures/product.ts";

const run = promisify(execFile);
const SOURCE = join(import.meta.dirname, "../generated-client");
const SCOPES = ["apis:read", "apis:write", "generations:read", "generations:write"];

let product: Product;
let folder: string;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "generated-client-"));
  cpSync(SOURCE, folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  product = await startProduct();
});
after(async () => {
  await product.stop();
  removeProductData(product);
  rmSync(folder, { recursive: true, force: true });
});

/** As whoever has the folder runs it: with its own dependencies, from the registry. */
async function npm(args: string[], env: Record<string, string>): Promise<string> {
  const { stdout } = await run("npm", args, { cwd: folder, env: { ...process.env, ...env }, timeout: 300_000 }).catch((error: { message: string; stdout?: string }) => assert.fail(`${error.message}\n${error.stdout ?? ""}`));
  return stdout;
}

test("a client that openapi-typescript generates from the served document compiles, and drives an API from its creation to its deletion", async () => {
  const { accessToken } = await makeAccount(product.url);
  const reply = await fetch(`${product.url}/api/v1/keys`, { method: "POST", headers: { Authorization: `Bearer ${accessToken}` }, body: JSON.stringify({ kind: "management", name: "Generated client", scopes: SCOPES }) });
  const { secret } = (await reply.json()) as { secret: string };
  const env = { SERVER: product.url, KEY: secret };
  await npm(["ci"], env);
  await npm(["run", "generate"], env);
  await npm(["run", "compile"], env);
  const told = JSON.parse(await npm(["run", "--silent", "start"], env)) as { created: { app_id: string } } & Record<string, unknown>;
  const appId = told.created.app_id;
  assert.match(appId, /^api_[a-z0-9]{16}$/);
  assert.deepEqual(told, {
    created: { app_id: appId, status: "created" }, again: appId, built: "active", written: { status: "ok", app_id: appId }, history: ["user", "assistant", "user", "assistant"], listed: [appId], version: 2,
    callsPerHour: 500, stale: "precondition_failed", deleted: { status: "deleted", app_id: appId }, after: "deleted", refused: "unauthenticated",
  });
});
