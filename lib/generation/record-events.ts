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
/** One run of a build. Only the run that owns it may store events and deploy. */
export interface Run {
  generationId: string;
  owner: string;
}

const BATCH_MS = 40;
const HEARTBEAT_MS = 2_000;
/** How long the database may be away before the build is given up. */
const GIVE_UP_MS = 20_000;

export interface EventRecorder {
  record(entry: NumberedEvent): void;
  /** Everything recorded so far is stored, or the build was aborted. */
  flush(): Promise<void>;
  /** No heartbeats until the next event: a deployed build is no longer running, and that is as it should be. */
  pause(): void;
  /** No more heartbeats; what the database says of the build no longer matters. */
  stop(): void;
}
interface RecorderHandlers {
  /** They are in the database: readers may have them. A reader that comes back to another process finds every number that it saw. */
  onStored(entries: NumberedEvent[]): void;
  /** The build ended, or another process has taken it over. */
  onLost(): void;
  onUnreachable(error: AppError): void;
}

/** Stores events in batches and keeps the heartbeat. */
export function openRecorder(run: Run, actor: Actor, deps: { db: Database; log: Log }, handlers: RecorderHandlers): EventRecorder {
  let pending: NumberedEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let lastStoredAt = performance.now();
  let isStopped = false;
  let isPaused = false;

  const write = async (): Promise<void> => {
    if (isStopped) return;
    const batch = pending;
    pending = [];
    try {
      const isOurs = await appendEvents(run, batch, actor, deps.db);
      lastStoredAt = performance.now();
      if (isOurs) handlers.onStored(batch);
      else if (!isStopped) handlers.onLost();
    } catch (error) {
      pending = [...batch, ...pending];
      deps.log.warn("generation events not stored", { generationId: run.generationId, error });
      if (performance.now() - lastStoredAt > GIVE_UP_MS) handlers.onUnreachable(new AppError("unavailable", "The database could not be reached during the build. Nothing was deployed: start it again."));
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  };
  const heartbeat = setInterval(() => void (isPaused || flush()), HEARTBEAT_MS);
  return {
    record: (entry) => {
      isPaused = false;
      pending.push({ seq: entry.seq, event: withoutKey(entry.event) });
      timer ??= setTimeout(() => void flush(), BATCH_MS);
    },
    flush,
    pause: () => {
      isPaused = true;
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      clearInterval(heartbeat);
    },
  };
}

/** False when the build ended or belongs to another run. */
async function appendEvents(run: Run, batch: NumberedEvent[], actor: Actor, db: Database): Promise<boolean> {
  const { rows } = await asUser(actor, db, (tx) =>
    sql<{ is_ours: boolean }>`select private.append_run_events(${run.generationId}::uuid, ${run.owner}::uuid, ${JSON.stringify(batch)}::text::jsonb) as is_ours`.execute(tx),
  );
  return rows[0]?.is_ours === true;
}

/** Ends a build that did not go live, with its last event. Without an owner it is cancelled, whoever runs it. False when it had ended, or was lost. */
export async function endGeneration(run: { generationId: string; owner: string | null }, event: GenerationEvent & { type: "failed" }, actor: Actor, db: Database): Promise<boolean> {
  const { rows } = await asUser(actor, db, (tx) =>
    sql<{ ended: boolean }>`select private.end_run(${run.generationId}::uuid, ${run.owner}::uuid, ${JSON.stringify(event)}::text::jsonb) as ended`.execute(tx),
  );
  return rows[0]?.ended === true;
}

/** The call key is for whoever started the build; it is never stored. */
export function withoutKey(event: GenerationEvent): GenerationEvent {
  if (!isTerminal(event) || event.type !== "live") return event;
  const { key: _key, ...result } = event.result;
  return { ...event, result };
}
