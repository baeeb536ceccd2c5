import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { StoredChanges } from "#lib/db/stored-changes.ts";
import type { WorkspaceChange } from "#lib/db/workspace-feed.ts";
import { AppError } from "#lib/errors.ts";

export interface FollowWorkspaceDeps {
  db: Database;
  changes?: StoredChanges;
}

/** Whoever loses their place in a workspace hears of it no longer than this. */
const CHECK_MS = 30_000;

/**
 * What changes in the actor's workspace after `since` (ms), each kind of an API once however often it changed while nobody read. It ends when
 * `signal` aborts, and when the actor may not read the workspace any more. Throws `not_found`, `forbidden`.
 */
export async function followWorkspace({ since }: { since: number }, actor: Actor, deps: FollowWorkspaceDeps, signal: AbortSignal): Promise<AsyncGenerator<WorkspaceChange, void>> {
  requireScope(actor, "workspace:read");
  if (!(await mayRead(actor, deps.db))) throw new AppError("not_found", "There is no such workspace.");
  return follow(since, actor, deps, signal);
}

async function* follow(since: number, actor: Actor, deps: FollowWorkspaceDeps, signal: AbortSignal): AsyncGenerator<WorkspaceChange, void> {
  const waiting = new Map<string, WorkspaceChange>();
  let isDue = false;
  let wake = (): void => {};
  const check = (): void => {
    isDue = true;
    wake();
  };
  const unwatch = deps.changes?.watchWorkspace(actor.workspaceId, since, (change) => {
    waiting.set(`${change.kind} ${change.apiId}`, change);
    if (change.kind === "member") isDue = true;
    wake();
  });
  const timer = setInterval(check, CHECK_MS);
  const stop = (): void => wake();
  signal.addEventListener("abort", stop, { once: true });
  try {
    while (!signal.aborted) {
      if (waiting.size === 0 && !isDue) await new Promise<void>((resolve) => { wake = resolve; });
      // A database that is away says nothing about anybody's rights.
      if (isDue && !(await mayRead(actor, deps.db).catch(() => true))) return;
      isDue = false;
      for (const [key, change] of [...waiting].toSorted(([, a], [, b]) => a.id - b.id)) {
        waiting.delete(key);
        yield change;
        if (signal.aborted) return;
      }
    }
  } finally {
    clearInterval(timer);
    unwatch?.();
    signal.removeEventListener("abort", stop);
  }
}

const mayRead = (actor: Actor, db: Database): Promise<boolean> => asUser(actor, db, async (tx) => (await tx.selectFrom("workspaces").select("id").where("id", "=", actor.workspaceId).executeTakeFirst()) !== undefined);
