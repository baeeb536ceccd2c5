import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { StoredChanges } from "#lib/db/stored-changes.ts";
import type { Run } from "./record-events.ts";
import type { Asker } from "./write-code.ts";

/** How long a build waits for the answer to its question. */
const ANSWER_WAIT_MS = 120_000;
const POLL_MS = 1_000;

/** Puts a build's question to whoever reads along, in whichever process the answer arrives. */
export function createAsker(run: Run, actor: Actor, deps: { db: Database; changes?: StoredChanges }, waitMs = ANSWER_WAIT_MS): Asker {
  const take = async (isLast: boolean): Promise<string | null> => {
    const { rows } = await asUser(actor, deps.db, (tx) => sql<{ answer: string | null }>`select private.take_answer(${run.generationId}::uuid, ${run.owner}::uuid, ${isLast}) as answer`.execute(tx));
    return rows[0]?.answer ?? null;
  };
  return {
    waitMs,
    async open() {
      await asUser(actor, deps.db, (tx) => sql`select private.ask_run(${run.generationId}::uuid, ${run.owner}::uuid)`.execute(tx));
    },
    async answer(signal) {
      const until = performance.now() + waitMs;
      while (!signal.aborted && performance.now() < until) {
        const answer = await take(false).catch(() => null); // the database may be away for a moment
        if (answer !== null) return answer;
        await change(run.generationId, Math.min(POLL_MS, until - performance.now()), signal, deps.changes);
      }
      return signal.aborted ? null : take(true);
    },
  };
}

/** The next change of the generation, the end of the time or of the build. */
function change(generationId: string, timeoutMs: number, signal: AbortSignal, changes: StoredChanges | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      unwatch?.();
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, Math.max(0, timeoutMs));
    const unwatch = changes?.watch(generationId, finish);
    signal.addEventListener("abort", finish, { once: true });
  });
}
