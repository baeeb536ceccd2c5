import { type Clock, systemClock } from "./clock.ts";
import { createClaudeClient } from "./claude/claude-client.ts";
import { isKeyAccepted } from "./claude/is-key-accepted.ts";
import { addDatabaseMetrics } from "./db/add-database-metrics.ts";
import { connect, type Database, typed } from "./db/connect.ts";
import { poolRows } from "./db/pool-rows.ts";
import { type Env, publicUrl, readEnv, required } from "./env.ts";
import { createStoredChanges, type StoredChanges } from "./db/stored-changes.ts";
import type { GeneratorSource } from "./generation/generator-source.ts";
import { countGenerations } from "./generation/count-generations.ts";
import { generatorsOfEnv } from "./generation/generators-of-env.ts";
import type { Pepper } from "./keys/key-format.ts";
import { keySecretsOf } from "./keys/key-secrets-of.ts";
import { createLog, type Log } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics/metrics.ts";
import { addProcessMetrics } from "./metrics/process-metrics.ts";
import { runnerRoad } from "./runner-road.ts";
import type { RuntimeBackend } from "./runtime/runtime.ts";
import { type ApiOrigin, apiOriginOf } from "./http/api-origin.ts";
import { createRunnerClient } from "./runtime/runner-client.ts";
import type { SetModelKeyDeps } from "./secrets/set-model-key.ts";

/** Everything that pages and REST operations are given: the composition root of web. */
export interface WebDeps {
  env: Env;
  db: Database;
  runtime: RuntimeBackend;
  generators: GeneratorSource;
  /** Tells of builds in other processes. */
  changes?: StoredChanges;
  /** Keeps the workspaces' own Anthropic keys. */
  modelKeys: SetModelKeyDeps;
  /** Newest first. */
  peppers: readonly Pepper[];
  /** Digests of VALID_API_KEYS. */
  bootstrapKeys: readonly Buffer[];
  /** Makes consumer ids; the same in gateway and web. */
  consumerSecret: string;
  supabase: { url: string; publishableKey: string };
  clock: Clock;
  log: Log;
  /** What this process counts. */
  metrics?: Metrics;
  /** A build came to its end. */
  countGeneration?: (outcome: string) => void;
  /** Without a trailing slash. */
  publicUrl: string;
  /** Where APIs are called; absent: at publicUrl. */
  apiOrigin?: ApiOrigin;
}

declare global {
  /** One set per process: Next's bundles each get their own copy of this module. */
  var apiCreatorWebDeps: WebDeps | undefined;
}

/** Made at first use, so that a build needs no environment. Throws with the name of a missing setting. */
export const webDeps = (): WebDeps => (globalThis.apiCreatorWebDeps ??= makeWebDeps(readEnv()));

export function makeWebDeps(env: Env): WebDeps {
  const log = createLog("web", env.LOG_LEVEL);
  const secrets = required(keySecretsOf(env) ?? undefined, "KEY_PEPPER");
  const databaseUrl = required(env.WEB_DATABASE_URL, "WEB_DATABASE_URL");
  const sql = connect(databaseUrl, "web");
  const db = typed(sql);
  const metrics = createMetrics();
  addProcessMetrics(metrics);
  addDatabaseMetrics(metrics, () => poolRows(sql));
  return {
    env,
    db,
    runtime: createRunnerClient(runnerRoad(env)),
    generators: generatorsOfEnv(env, db),
    changes: createStoredChanges(databaseUrl),
    modelKeys: { db, encryptionKey: env.ENCRYPTION_KEY, isKeyAccepted: (apiKey) => isKeyAccepted(createClaudeClient({ ...env, ANTHROPIC_API_KEY: apiKey })) },
    ...secrets,
    bootstrapKeys: env.VALID_API_KEYS,
    supabase: { url: required(env.SUPABASE_URL, "SUPABASE_URL"), publishableKey: required(env.SUPABASE_PUBLISHABLE_KEY, "SUPABASE_PUBLISHABLE_KEY") },
    clock: systemClock,
    log,
    metrics,
    countGeneration: countGenerations(metrics),
    publicUrl: publicUrl(env),
    apiOrigin: apiOriginOf({ publicUrl: publicUrl(env), apiOrigin: env.API_ORIGIN }),
  };
}
