import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { ConsoleScope } from "#lib/runtime/workerd/harness/console.ts";
import { dataService } from "../data/data-service.ts";
import { createSqliteStore } from "../data/sqlite-store.ts";
import { createFrontDoor } from "../front-door.ts";
import { guardFetch } from "../guard-fetch.ts";
import { digestOf } from "../read-keys.ts";
import { loadApi } from "./bundle-api.ts";
import { addKey, allKeys } from "./keys-file.ts";
import { openSqlite } from "./open-sqlite.ts";
import { readManifest, readOpenapi } from "./read-project.ts";
import { serve } from "./serve.ts";
import { secretsOf, settings } from "./settings.ts";

const FIRST_CONSUMER = "owner";

const manifest = readManifest();
mkdirSync(path.dirname(settings.dataFile), { recursive: true });
const db = openSqlite(settings.dataFile);
const store = createSqliteStore(db);
const scopes = new AsyncLocalStorage<ConsoleScope>();
const say = (text: string) => void process.stdout.write(`${text}\n`);

const missing = manifest.secretNames.filter((name) => secretsOf([name])[name] === "");
if (missing.length > 0) say(`Not set: ${missing.join(", ")}. Put them into .env; until then what needs them fails.`);
if ((await allKeys()).size === 0) say(`A key of ${FIRST_CONSUMER}, shown only now: ${await addKey(FIRST_CONSUMER)}`);
const keys = await allKeys();

globalThis.fetch = guardFetch(manifest.hosts.filter(({ isApproved }) => isApproved).map(({ host }) => host), globalThis.fetch);
const answer = createFrontDoor({
  api: await loadApi(), manifest, openapi: readOpenapi(), secrets: secretsOf(manifest.secretNames), data: dataService(() => store),
  consumerOf: async (key) => keys.get(await digestOf(key)) ?? null,
  scopeNow: () => scopes.getStore(), inScope: (scope, work) => scopes.run(scope, work),
  onError: (error) => void process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
});
const server = await serve(answer, settings);
const address = server.address();
say(`${manifest.name} answers at http://${settings.host}:${typeof address === "object" && address ? address.port : settings.port}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(() => db.close());
    server.closeIdleConnections();
  });
}
