import { TimedOut, withTimeout, type Clock } from "#lib/clock.ts";
import { createOutage } from "#lib/outage.ts";

export interface BreakerOptions {
  /** Monotonic. */
  clock: Clock;
  /** Questions go unanswered, again and again: the connections may lead to a host that is gone, and nobody ever says so. */
  onSilent(): void;
  random?: () => number;
}
export interface Breaker {
  /** What `ask` answers. Rejects after `timeoutMs`, or at once while Postgres is known to be away; then one question at a time finds out whether it is back. */
  run<Answer>(ask: () => Promise<Answer>, timeoutMs: number): Promise<Answer>;
}

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 1_000;
const PROBE_TIMEOUT_MS = 2_000;

/** Between callers and a Postgres that may be away or hang: nobody waits for what others found to be gone, and it is not stormed when it comes back. */
export function createBreaker({ clock, onSilent, random = Math.random }: BreakerOptions): Breaker {
  const outage = createOutage(FIRST_PAUSE_MS, { maxPauseMs: MAX_PAUSE_MS, random });
  let failure: unknown = null;
  let retryAt = 0;
  let silences = 0;
  let probe: Promise<unknown> | null = null;

  const failed = (error: unknown, isProbe: boolean) => {
    // Of those that were under way together the first counts.
    if (isProbe || failure === null) {
      // It is tried again at once: a single connection may have been closed.
      retryAt = clock.now() + (isProbe ? outage.pauseMs() : 0);
      outage.fails();
      silences = error instanceof TimedOut ? silences + 1 : 0;
      // The second time, then ever more seldom: new connections that come to nothing end by themselves.
      if (silences > 1 && Number.isInteger(Math.log2(silences))) onSilent();
    }
    failure = error;
  };
  const answered = () => {
    [failure, silences] = [null, 0];
    outage.ends();
  };
  const attempt = async <Answer>(ask: () => Promise<Answer>, timeoutMs: number, isProbe: boolean): Promise<Answer> => {
    try {
      const answer = await withTimeout(ask(), timeoutMs, `Postgres did not answer within ${timeoutMs} ms`);
      answered();
      return answer;
    } catch (error) {
      if (isAway(error)) failed(error, isProbe);
      else answered();
      throw error;
    }
  };
  return {
    async run(ask, timeoutMs) {
      if (failure !== null && probe) await withTimeout(probe, timeoutMs).catch(() => {});
      if (failure === null) return attempt(ask, timeoutMs, false);
      if (probe || clock.now() < retryAt) throw failure;
      const running = attempt(ask, Math.min(timeoutMs, PROBE_TIMEOUT_MS), true);
      probe = running.catch(() => {}).finally(() => { probe = null; });
      return running;
    },
  };
}

/** SQLSTATE classes 08 (connection), 28 (sign-in), 533 (too many connections), 57P (shutting down, crashed, starting); else Postgres answered, if only with no. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error && error.name === "PostgresError" && "code" in error)) return true;
  return /^(08|28|533|57P)/.test(String(error.code));
}
