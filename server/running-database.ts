import path from "node:path";
import type { Env } from "#lib/env.ts";
import { findClusterDir } from "./embedded-postgres.ts";
import { readLocalSecrets } from "./local-secrets.ts";
import { isPostmaster, readPostmaster } from "./postmaster.ts";

/** The owner's address: DATABASE_URL, or the embedded Postgres that runs on DATA_DIR now. Throws with words when there is none. */
export function findRunningDatabase(env: Pick<Env, "DATABASE_URL" | "DATA_DIR">): string {
  if (env.DATABASE_URL) return env.DATABASE_URL;
  const dataDir = path.resolve(env.DATA_DIR);
  const secrets = readLocalSecrets(dataDir);
  if (!secrets) throw new Error(`There is no database in ${dataDir}. Start the product once with npm start, or set DATABASE_URL or DATA_DIR.`);
  const postmaster = readPostmaster(findClusterDir(dataDir));
  if (!postmaster || postmaster.status !== "ready" || !isPostmaster(postmaster.pid)) throw new Error(`The database in ${dataDir} is not running. Start the product with npm start.`);
  return `postgres://postgres:${encodeURIComponent(secrets.postgresPassword)}@127.0.0.1:${postmaster.port}/postgres`;
}
