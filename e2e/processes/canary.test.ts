import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { buildApi, callApi, makeAccount } from "../fixtures/account.ts";
import { removeProductData, startProduct } from "../fixtures/product.ts";

/** Every string of secrets.json but the key that browsers are meant to have. */
function secretsIn(value: object): string[] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    typeof part === "string" ? (name === "publishableKey" ? [] : [part]) : typeof part === "object" && part !== null ? secretsIn(part) : []);
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test("call keys, the pepper and passwords are in no log, file, table or browser bundle", async () => {
  const product = await startProduct({ env: { LOG_LEVEL: "debug" } });
  try {
    const { accessToken } = await makeAccount(product.url);
    const { body: api } = await buildApi(product.url, accessToken, "Manage books with title, author and year");
    assert.equal((await callApi(api, "POST", "/books", { title: "Emma", author: "Jane Austen", year: 1815 })).status, 201);
    assert.equal((await callApi(api, "GET", `/books?key=${api.key}`)).status, 422);
    assert.equal((await callApi({ ...api, key: `${api.key.slice(0, -1)}~` }, "GET", "/books")).status, 401);
    await product.stop();
    const secrets = [api.key.slice(14, -4), accessToken, ...secretsIn(JSON.parse(readFileSync(join(product.dataDir, "secrets.json"), "utf8")) as object)];
    assert.ok(secrets.length >= 6 && secrets.every((secret) => secret.length >= 16), "there is something to look for");
    const leaksIn = (text: string) => secrets.some((secret) => text.includes(secret));
    assert.equal(leaksIn(product.output()), false, "the logs");
    // Postgres keeps its files elsewhere when its own user can't enter DATA_DIR.
    const moved = join(product.dataDir, "postgres-location");
    const postgres = existsSync(moved) ? readFileSync(moved, "utf8").trim() : join(product.dataDir, "postgres");
    // Tables, their indexes and the write-ahead log are files too: text is stored there as it is.
    const files = [...new Set([product.dataDir, postgres, ".next/static"].flatMap(filesUnder))].filter((file) => !file.endsWith("secrets.json") && statSync(file).size < 64 * 1024 * 1024);
    assert.ok(files.length > 100);
    assert.deepEqual(files.filter((file) => leaksIn(readFileSync(file, "latin1"))), []);
  } finally {
    await product.stop();
    removeProductData(product);
  }
});
