import { type Clock, systemClock } from "#lib/clock.ts";

/** Something of a workspace changed: a kind of object, and its API when it has one. `everything`: anything may have. */
export interface WorkspaceChange {
  /** Grows; a time in ms as well, so that a page can ask for what came after it was made. */
  id: number;
  kind: string;
  apiId: string | null;
}
export interface WorkspaceFeed {
  /** Tells of the changes after `since`, those of the last minute at once and new ones as they come. Returns the way to stop. */
  watch(workspaceId: string, since: number, onChange: (change: WorkspaceChange) => void): () => void;
  /** A notification, as `<workspace> <API or -> <kind>`. */
  take(payload: string): void;
  /** Notifications may have been missed before now. */
  gap(): void;
}

const KEEP_MS = 60_000;
const KEEP_CHANGES = 5_000;

/** Fans the notifications of one connection out to the watchers of this process, and remembers the last minute for those that come back. */
export function createWorkspaceFeed(clock: Clock = systemClock): WorkspaceFeed {
  const watchers = new Map<string, Set<(change: WorkspaceChange) => void>>();
  const recent: (WorkspaceChange & { workspaceId: string })[] = [];
  /** From then on nothing was missed or forgotten. */
  let completeSince = Number.POSITIVE_INFINITY;
  let lastId = 0;
  const nextId = () => (lastId = Math.max(lastId + 1, clock.now()));
  const forget = (): void => {
    const old = clock.now() - KEEP_MS;
    while (recent.length > KEEP_CHANGES || (recent[0]?.id ?? old) < old) completeSince = (recent.shift()?.id ?? 0) + 1;
  };
  const tell = (workspaceId: string, change: WorkspaceChange) => [...(watchers.get(workspaceId) ?? [])].forEach((onChange) => onChange(change));
  return {
    watch(workspaceId, since, onChange) {
      const mine = watchers.get(workspaceId) ?? new Set();
      watchers.set(workspaceId, mine.add(onChange));
      forget();
      if (since < completeSince) onChange({ id: nextId(), kind: "everything", apiId: null });
      else for (const { workspaceId: of, ...change } of recent) if (of === workspaceId && change.id > since) onChange(change);
      return () => {
        mine.delete(onChange);
        if (mine.size === 0 && watchers.get(workspaceId) === mine) watchers.delete(workspaceId);
      };
    },
    take(payload) {
      const [, workspaceId = "", api = "-", kind = ""] = /^(\S+) (\S+) (.+)$/.exec(payload) ?? [];
      if (kind === "") return;
      const change = { id: nextId(), kind, apiId: api === "-" ? null : api };
      recent.push({ ...change, workspaceId });
      forget();
      tell(workspaceId, change);
    },
    gap() {
      recent.length = 0;
      completeSince = nextId();
      const change = { id: completeSince, kind: "everything", apiId: null };
      for (const workspaceId of watchers.keys()) tell(workspaceId, change);
    },
  };
}
