export interface BootQueue {
  /** Runs `boot` when its turn has come. */
  run<Result>(workspaceId: string, boot: () => Promise<Result>): Promise<Result>;
  running(): number;
}

/** At most `maxAtOnce` boots at once, half of them of one workspace. Workspaces take turns: who wakes a hundred APIs keeps nobody else waiting. */
export function createBootQueue(maxAtOnce: number): BootQueue {
  const ownAtOnce = Math.ceil(maxAtOnce / 2);
  const running = new Map<string, number>();
  /** In the order of the next turns. */
  const lines = new Map<string, (() => void)[]>();
  const runningOf = (workspaceId: string) => running.get(workspaceId) ?? 0;
  const total = () => [...running.values()].reduce((sum, count) => sum + count, 0);
  const startNext = () => {
    if (total() >= maxAtOnce) return;
    for (const [workspaceId, line] of lines) {
      if (runningOf(workspaceId) >= ownAtOnce) continue;
      running.set(workspaceId, runningOf(workspaceId) + 1);
      lines.delete(workspaceId);
      const start = line.shift();
      if (line.length > 0) lines.set(workspaceId, line);
      start?.();
      return startNext();
    }
  };
  return {
    async run(workspaceId, boot) {
      await new Promise<void>((resolve) => {
        lines.set(workspaceId, [...(lines.get(workspaceId) ?? []), resolve]);
        startNext();
      });
      try {
        return await boot();
      } finally {
        running.set(workspaceId, runningOf(workspaceId) - 1);
        if (runningOf(workspaceId) === 0) running.delete(workspaceId);
        startNext();
      }
    },
    running: total,
  };
}
