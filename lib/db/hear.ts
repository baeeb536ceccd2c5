import { randomUUID } from "node:crypto";
import { monotonicClock } from "#lib/clock.ts";
import { createOutage } from "#lib/outage.ts";
import { connectToHear, type Sql } from "./connect.ts";

export interface HearOptions {
  url: string;
  /** Shows in pg_stat_activity. */
  applicationName: string;
  channels: readonly string[];
  beatMs: number;
  /** After this silence the connection counts as dead, whatever TCP says. */
  deadMs: number;
  onMessage(channel: string, payload: string): void;
  /** Something may have been missed: it listens from now on. */
  onGap(): void;
}
export interface Hearing {
  /** Every notification sent before this moment of the monotonic clock was delivered. */
  heardUntil(): number;
  close(): Promise<void>;
}

const OPEN_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 2_000;

/**
 * One connection that LISTENs and proves that it hears: it notifies itself, and since Postgres delivers in commit order, a heard beat means that
 * everything committed before it was sent has arrived. A silent or lost connection is replaced, after pauses that grow while Postgres is away.
 */
export function hear(options: HearOptions): Hearing {
  const beatChannel = `beat_${randomUUID().replaceAll("-", "")}`;
  // The beats' last, so that one is heard only when the others are listened to.
  const listening = [...options.channels, beatChannel].map((channel) => `listen "${channel}"`).join("; ");
  const outage = createOutage(FIRST_PAUSE_MS, { maxPauseMs: MAX_PAUSE_MS });
  let heardUntil = Number.NEGATIVE_INFINITY;
  let openedAt = 0;
  let sql: Sql | null = null;
  let isListening = false;
  let reopening: NodeJS.Timeout | undefined;

  const lose = (lost: Sql): void => {
    if (sql !== lost) return;
    [sql, isListening] = [null, false];
    void lost.end({ timeout: 0 }).catch(() => {});
    outage.fails();
    reopening = setTimeout(open, outage.pauseMs());
  };
  const take = (channel: string, payload: string): void => {
    if (channel !== beatChannel) return options.onMessage(channel, payload);
    heardUntil = Math.max(heardUntil, Number(payload));
    outage.ends();
  };
  function open(): void {
    openedAt = monotonicClock.now();
    const mine: Sql = connectToHear(options.url, options.applicationName, { onMessage: (channel, payload) => sql === mine && take(channel, payload), onClose: () => lose(mine) });
    sql = mine;
    mine.unsafe(listening).simple().then(() => {
      if (sql !== mine) return;
      isListening = true;
      openedAt = monotonicClock.now();
      options.onGap();
    }, () => lose(mine));
  }
  const beat = (): void => {
    if (!sql) return;
    const now = monotonicClock.now();
    const silentMs = now - Math.max(heardUntil, openedAt);
    // One that doesn't come about is ended by its own timeout, which lets go of the socket as well.
    if (silentMs > (isListening ? options.deadMs : OPEN_MS)) lose(sql);
    else if (isListening) sql.notify(beatChannel, String(now)).catch(() => {});
  };
  open();
  const timer = setInterval(beat, options.beatMs);
  return {
    heardUntil: () => heardUntil,
    async close() {
      clearInterval(timer);
      clearTimeout(reopening);
      const last = sql;
      sql = null;
      await last?.end({ timeout: 1 });
    },
  };
}
