import { randomUUID } from "node:crypto";
import { monotonicClock } from "#lib/clock.ts";
import { connect, type Sql } from "./connect.ts";

export interface Listener {
  /** Notifications arrive: what it was not told did not happen. */
  isHearing(): boolean;
  close(): Promise<void>;
}

const BEAT_MS = 1_000;
/** After this silence the connection counts as dead, whatever TCP says. */
const DEAD_MS = 3_500;

/** One LISTEN connection. It notifies itself every second, so that a silent connection is noticed and replaced; `onGap`: something may have been missed. */
export function listen(url: string, channels: readonly string[], handlers: { onMessage(channel: string, payload: string): void; onGap(): void }): Listener {
  const beatChannel = `web_beat_${randomUUID().replaceAll("-", "")}`;
  let heardAt = Number.NEGATIVE_INFINITY;
  let openedAt = 0;
  let sql: Sql | undefined;
  const open = (): void => {
    openedAt = monotonicClock.now();
    const mine = connect(url, "web-listen", 1);
    sql = mine;
    for (const channel of channels) mine.listen(channel, (payload) => sql === mine && handlers.onMessage(channel, payload)).catch(() => {});
    // Last, so that a beat is heard only when the others are listened to.
    mine.listen(beatChannel, () => {
      if (sql === mine) heardAt = monotonicClock.now();
    }, () => sql === mine && handlers.onGap()).catch(() => {});
  };
  const beat = (): void => {
    if (monotonicClock.now() - Math.max(heardAt, openedAt) > DEAD_MS) {
      void sql?.end({ timeout: 0 }).catch(() => {});
      open();
    }
    sql?.notify(beatChannel, "").catch(() => {});
  };
  open();
  const timer = setInterval(beat, BEAT_MS);
  timer.unref();
  return {
    isHearing: () => monotonicClock.now() - heardAt < DEAD_MS,
    async close() {
      clearInterval(timer);
      const last = sql;
      sql = undefined;
      await last?.end({ timeout: 1 });
    },
  };
}
