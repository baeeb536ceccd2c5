import { type Listener, listen } from "./listen.ts";

/** `stop`: a build was cancelled. `gap`: anything may have happened. */
export type StoredChange = "event" | "stop" | "gap";

/** Tells when something of a build, or something that an API printed, was stored, by whichever process. */
export interface StoredChanges {
  /** `id`: of the generation or of the API. */
  watch(id: string, onChange: (change: StoredChange) => void): () => void;
  /** False: whoever waits has to ask the database. */
  isHearing(): boolean;
  close(): Promise<void>;
}

const CHANNELS = ["generation_event", "generation_stop", "request_logs"] as const;

/** One connection for everybody in this process, opened when somebody first watches. */
export function createStoredChanges(url: string): StoredChanges {
  const watchers = new Map<string, Set<(change: StoredChange) => void>>();
  let listener: Listener | undefined;
  const tell = (id: string, change: StoredChange): void => {
    for (const onChange of [...(watchers.get(id) ?? [])]) onChange(change);
  };
  return {
    watch(id, onChange) {
      listener ??= listen(url, CHANNELS, {
        onMessage: (channel, payload) => tell(payload, channel === "generation_stop" ? "stop" : "event"),
        onGap: () => [...watchers.keys()].forEach((id) => tell(id, "gap")),
      });
      const mine = watchers.get(id) ?? new Set();
      watchers.set(id, mine.add(onChange));
      return () => {
        mine.delete(onChange);
        if (mine.size === 0 && watchers.get(id) === mine) watchers.delete(id);
      };
    },
    isHearing: () => listener?.isHearing() === true,
    close: async () => listener?.close(),
  };
}
