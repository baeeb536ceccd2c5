import { type Listener, listen } from "./listen.ts";
import { createWorkspaceFeed, type WorkspaceChange } from "./workspace-feed.ts";

/** `stop`: a build was cancelled. `gap`: anything may have happened. */
export type StoredChange = "event" | "stop" | "gap";

/** Tells when something of a build, a call of an API, what it printed or another change in a workspace was stored, by whichever process. */
export interface StoredChanges {
  /** `id`: of the generation or of the API. */
  watch(id: string, onChange: (change: StoredChange) => void): () => void;
  /** What changes in a workspace, from after `since` (ms) on; see WorkspaceFeed. */
  watchWorkspace(workspaceId: string, since: number, onChange: (change: WorkspaceChange) => void): () => void;
  /** False: whoever waits has to ask the database. */
  isHearing(): boolean;
  close(): Promise<void>;
}

const CHANNELS = ["generation_event", "generation_stop", "request_logs", "call_records", "workspace_event"] as const;

/** One connection for everybody in this process, opened when somebody first watches. */
export function createStoredChanges(url: string): StoredChanges {
  const watchers = new Map<string, Set<(change: StoredChange) => void>>();
  const workspaces = createWorkspaceFeed();
  let listener: Listener | undefined;
  const tell = (id: string, change: StoredChange): void => {
    for (const onChange of [...(watchers.get(id) ?? [])]) onChange(change);
  };
  const take = (channel: string, payload: string): void => {
    if (channel === "workspace_event") workspaces.take(payload);
    else tell(payload, channel === "generation_stop" ? "stop" : "event");
  };
  const miss = (): void => {
    for (const id of [...watchers.keys()]) tell(id, "gap");
    workspaces.gap();
  };
  const hear = (): void => void (listener ??= listen(url, CHANNELS, { onMessage: take, onGap: miss }));
  return {
    watchWorkspace(workspaceId, since, onChange) {
      hear();
      return workspaces.watch(workspaceId, since, onChange);
    },
    watch(id, onChange) {
      hear();
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
