import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { TestCallLimits } from "#lib/rate-limit/test-call-limits.ts";

export interface LimitProcess {
  /** Calls that it allowed so far, each told before the next round. */
  served(): number;
  kill(): Promise<void>;
  end(): Promise<void>;
}

const running = new Set<ChildProcess>();
/** What a failed test has left. */
export function killLimitProcesses(): void {
  for (const child of running) child.kill("SIGKILL");
}

/** A process that is killed has allowed at most so many calls that it didn't tell of. */
export const UNTOLD = 20;

/** A gateway's limits in a process of their own that calls as fast as it can. */
export function startLimitProcess(bed: TestCallLimits, workspaceId: string, limit: number): LimitProcess {
  const child: ChildProcess = fork(path.join(import.meta.dirname, "limit-process.ts"), [bed.database.gatewayUrl, workspaceId, String(limit)], {
    execArgv: ["--disable-warning=ExperimentalWarning"], stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  let served = 0;
  child.stdout?.on("data", (chunk: Buffer) => { served += chunk.length; });
  running.add(child);
  const gone = once(child, "close").finally(() => running.delete(child));
  return {
    served: () => served,
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
    async end() {
      child.send("end");
      await gone;
    },
  };
}

/** What died with its gateway: counted and, for all that Postgres knows, never given to a call. */
export async function lostLeases(bed: TestCallLimits, workspaceId: string): Promise<number> {
  const [row] = await bed.admin<{ calls: number }[]>`select coalesce(sum(leased - spent), 0)::int as calls from private.call_leases where workspace_id = ${workspaceId}`;
  return row?.calls ?? 0;
}
