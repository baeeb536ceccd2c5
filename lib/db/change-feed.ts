import { hear } from "./hear.ts";

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

/** What changes in Postgres, heard three times a second at least. */
export const openChangeFeed = (url: string, handlers: ChangeFeedHandlers): ChangeFeed => hear({
  url, applicationName: "gateway-listen", channels: CHANNELS, beatMs: 300, deadMs: 3_000, onGap: handlers.onGap,
  onMessage(channel, id) {
    const known = CHANNELS.find((one) => one === channel);
    if (known) handlers.onChange(known, id);
  },
});
