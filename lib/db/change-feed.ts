import { randomUUID } from "node:crypto";
import { monotonicClock } from "#lib/clock.ts";
import { connect, type Sql } from "./connect.ts";

export type ChangeChannel = "key_changed" | "api_changed" | "workspace_changed";
export interface ChangeFeed {
  /** Every change committed before this moment of the monotonic clock was delivered. */
  heardUntil(): number;
  close(): Promise<void>;
}
export interface ChangeFeedHandlers {
  onChange(channel: ChangeChannel, id: string): void;
  /** Changes may have been missed: whatever was learnt before has to be checked again. `heardUntil` still tells about the time before. */
  onGap(): void;
}

const CHANNELS: readonly ChangeChannel[] = ["key_changed", "api_changed", "workspace_changed"];
const BEAT_MS = 300;
/** After this silence the connection counts as dead, whatever TCP says. */
const DEAD_MS = 3_000;

/**
 * LISTENs and proves that it hears: it notifies itself every 300 ms, and since Postgres delivers in commit order, a heard beat means that
 * everything committed before it was sent has arrived. A silent connection is replaced.
 */
export function openChangeFeed(url: string, handlers: ChangeFeedHandlers): ChangeFeed {
  const channel = `gateway_beat_${randomUUID().replaceAll("-", "")}`;
  let heardUntilMs = Number.NEGATIVE_INFINITY;
  let openedAt = 0;
  let sql: Sql | undefined;
  let isClosed = false;
  const open = () => {
    openedAt = monotonicClock.now();
    const mine = connect(url, "gateway-listen", 1);
    sql = mine;
    const ignore = () => {};
    const onListening = () => {
      if (sql === mine) handlers.onGap();
    };
    for (const name of CHANNELS) mine.listen(name, (id) => sql === mine && handlers.onChange(name, id), onListening).catch(ignore);
    // Last, so that a beat is heard only when the others are listened to.
    mine.listen(channel, (sentAt) => {
      if (sql === mine) heardUntilMs = Math.max(heardUntilMs, Number(sentAt));
    }, onListening).catch(ignore);
  };
  const beat = () => {
    const now = monotonicClock.now();
    if (now - Math.max(heardUntilMs, openedAt) > DEAD_MS) {
      void sql?.end({ timeout: 0 }).catch(() => {});
      open();
    }
    sql?.notify(channel, String(now)).catch(() => {});
  };
  open();
  const timer = setInterval(beat, BEAT_MS);
  return {
    heardUntil: () => heardUntilMs,
    async close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(timer);
      await sql?.end({ timeout: 1 });
    },
  };
}
