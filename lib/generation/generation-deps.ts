import type { Clock } from "#lib/clock.ts";
import type { Database } from "#lib/db/connect.ts";
import type { Pepper } from "#lib/keys/key-format.ts";
import type { Log } from "#lib/log.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import type { Generator } from "./generator.ts";

/** What a generation needs; bound in deps.ts. */
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
}
