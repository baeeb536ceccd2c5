import { monotonicClock } from "#lib/clock.ts";
import { hear } from "./hear.ts";

export interface Listener {
  /** Notifications arrive: what it was not told did not happen. */
  isHearing(): boolean;
  close(): Promise<void>;
}

const BEAT_MS = 1_000;
const DEAD_MS = 3_500;

/** One LISTEN connection; `onGap`: something may have been missed. */
export function listen(url: string, channels: readonly string[], handlers: { onMessage(channel: string, payload: string): void; onGap(): void }): Listener {
  const hearing = hear({ url, applicationName: "web-listen", channels, beatMs: BEAT_MS, deadMs: DEAD_MS, ...handlers });
  return { isHearing: () => monotonicClock.now() - hearing.heardUntil() < DEAD_MS, close: () => hearing.close() };
}
