import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import { isTerminal, type GenerationEvent } from "./events.ts";

export interface NumberedEvent {
  seq: number;
  event: GenerationEvent;
}

const BATCH_MS = 100;
const HEARTBEAT_MS = 3_000;
/** How long the database may be away before the build is given up. */
const GIVE_UP_MS = 20_000;

export interface EventRecorder {
  record(entry: NumberedEvent): void;
  /** Everything recorded so far is stored, or the build was aborted. */
  flush(): Promise<void>;
  stop(): void;
}

/**
 * Stores events in batches and keeps the generation's heartbeat. Aborts the build when the database says that it no longer runs
 * (cancelled elsewhere, given up by the clean-up job) or can't be reached for 20 s.
 */
export function openRecorder(generationId: string, actor: Actor, deps: { db: Database; log: Log }, abort: (reason: unknown) => void): EventRecorder {
  let pending: NumberedEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let lastStoredAt = performance.now();
  let isStopped = false;

  const write = async (): Promise<void> => {
    const batch = pending;
    pending = [];
    try {
      const isRunning = await appendEvents(generationId, batch, actor, deps.db);
      lastStoredAt = performance.now();
      if (!isRunning && !isStopped) abort(new AppError("conflict", "This build no longer runs: it was cancelled or given up. Nothing was deployed."));
    } catch (error) {
      pending = [...batch, ...pending];
      deps.log.warn("generation events not stored", { generationId, error });
      if (performance.now() - lastStoredAt > GIVE_UP_MS) abort(new AppError("unavailable", "The database could not be reached during the build. Nothing was deployed: start it again."));
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  };
  const heartbeat = setInterval(() => void flush(), HEARTBEAT_MS);
  return {
    record: (entry) => {
      pending.push({ seq: entry.seq, event: withoutKey(entry.event) });
      timer ??= setTimeout(() => void flush(), BATCH_MS);
    },
    flush,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      clearInterval(heartbeat);
    },
  };
}

/** False when the generation no longer runs. */
async function appendEvents(generationId: string, batch: NumberedEvent[], actor: Actor, db: Database): Promise<boolean> {
  const { rows } = await asUser(actor, db, (tx) =>
    sql<{ is_running: boolean }>`select private.append_generation_events(${generationId}::uuid, ${JSON.stringify(batch)}::text::jsonb) as is_running`.execute(tx),
  );
  return rows[0]?.is_running === true;
}

/** Ends a generation that did not go live. A terminal row is left as it is. */
export async function finishGeneration(generationId: string, event: GenerationEvent & { type: "failed" }, actor: Actor, db: Database): Promise<void> {
  await asUser(actor, db, (tx) =>
    sql`select private.finish_generation(${generationId}::uuid, ${event.outcome}::public.generation_status, ${event.error}, ${event.message},
      ${JSON.stringify(event.stages)}::text::jsonb)`.execute(tx),
  );
}

/** The call key is for whoever started the build; it is never stored. */
export function withoutKey(event: GenerationEvent): GenerationEvent {
  if (!isTerminal(event) || event.type !== "live") return event;
  const { key: _key, ...result } = event.result;
  return { ...event, result };
}
