import type { Clock } from "#lib/clock.ts";
import type { UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import type { Pepper } from "#lib/keys/key-format.ts";
import type { Log } from "#lib/log.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import type { StoredChanges } from "#lib/db/stored-changes.ts";
import type { Generator } from "./generator.ts";
import type { GeneratorSource } from "./generator-source.ts";

/** What one generation needs. */
export interface GenerationDeps {
  db: Database;
  runtime: RuntimeBackend;
  generator: Generator;
  /** Newest first: that one hashes the first call key. */
  peppers: readonly Pepper[];
  clock: Clock;
  log: Log;
  /** Without a trailing slash. */
  publicUrl: string;
  /** Where APIs are called; absent: at publicUrl. */
  apiOrigin?: ApiOrigin;
  /** The run that must still own the build when it deploys; absent: nothing else could. */
  owner?: string;
  fill?: Fill;
}

/** Stores what a new API begins with, in the transaction that makes it live. */
export type Fill = (apiId: string, tx: UserTransaction) => Promise<void>;

/** What starting one needs; bound in deps.ts. */
export type StartDeps = Omit<GenerationDeps, "generator" | "owner" | "fill"> & { generators: GeneratorSource; changes?: StoredChanges; /** A build came to its end. */ countGeneration?: (outcome: string) => void };
