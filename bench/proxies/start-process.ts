import { fork, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { nodeFlags } from "#server/node-flags.ts";

export interface StartedProcess {
  pid: number;
  /** Its first message. */
  message: Record<string, unknown>;
  stop(): Promise<void>;
}

/** Forks a script of this project and waits for its first message. `output`: a file descriptor for what it prints. */
export async function startProcess(script: string, { args = [], env, output = "ignore" }: { args?: string[]; env?: NodeJS.ProcessEnv; output?: number | "ignore" } = {}): Promise<StartedProcess> {
  const stdio: StdioOptions = ["ignore", output, "inherit", "ipc"];
  const child = fork(path.join(import.meta.dirname, "../..", script), args, { stdio, execArgv: nodeFlags(script), ...(env ? { env } : {}) });
  const [message] = await Promise.race([once(child, "message"), once(child, "exit").then(() => { throw new Error(`${script} ended before it was ready`); })]);
  return {
    pid: child.pid ?? 0,
    message: message as Record<string, unknown>,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}
