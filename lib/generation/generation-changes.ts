import { type Listener, listen } from "#lib/db/listen.ts";

/** `stop`: it was cancelled. `gap`: anything may have happened. */
export type GenerationChange = "event" | "stop" | "gap";

/** Tells when something of a generation was stored, by whichever process. */
export interface GenerationChanges {
  watch(generationId: string, onChange: (change: GenerationChange) => void): () => void;
  /** False: whoever waits has to ask the database. */
  isHearing(): boolean;
  close(): Promise<void>;
}

const CHANNELS = { generation_event: "event", generation_stop: "stop" } as const;

/** One connection for everybody in this process, opened when somebody first watches. */
export function createGenerationChanges(url: string): GenerationChanges {
  const watchers = new Map<string, Set<(change: GenerationChange) => void>>();
  let listener: Listener | undefined;
  const tell = (generationId: string, change: GenerationChange): void => {
    for (const onChange of [...(watchers.get(generationId) ?? [])]) onChange(change);
  };
  return {
    watch(generationId, onChange) {
      listener ??= listen(url, Object.keys(CHANNELS), {
        onMessage: (channel, payload) => tell(payload, channel === "generation_stop" ? CHANNELS.generation_stop : CHANNELS.generation_event),
        onGap: () => [...watchers.keys()].forEach((id) => tell(id, "gap")),
      });
      const mine = watchers.get(generationId) ?? new Set();
      watchers.set(generationId, mine.add(onChange));
      return () => {
        mine.delete(onChange);
        if (mine.size === 0 && watchers.get(generationId) === mine) watchers.delete(generationId);
      };
    },
    isHearing: () => listener?.isHearing() === true,
    close: async () => listener?.close(),
  };
}
