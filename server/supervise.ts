import { fork, type ChildProcess } from "node:child_process";
import type { Log } from "#lib/log.ts";

export interface ChildOptions {
  name: string;
  script: string;
  args?: string[];
  env: Record<string, string | undefined>;
  log: Log;
  /** Called with each message of the child but `ready` and `failed`. */
  onMessage?: (message: ChildMessage) => void;
  /** The child can't work and said why: restarting it would not help. */
  onFailed?: (message: string) => void;
  /** Called with the process id of each start. */
  onSpawn?: (pid: number | undefined) => void;
  /** Called with each `ready` message, also after a restart. */
  onReady?: (message: ChildMessage) => void;
}
export interface ChildMessage {
  type: string;
  message?: string;
  [member: string]: unknown;
}
export interface SupervisedChild {
  readonly pid: number | undefined;
  stop(graceMs: number): Promise<void>;
  /** Lets it finish and starts it anew, for changed sources. */
  restart(): void;
}

const HEALTHY_AFTER_MS = 30_000;

/** Starts a process, restarts it with backoff when it dies, and resolves at its first `ready`. Rejects when it first fails with words. */
export function supervise(options: ChildOptions): Promise<SupervisedChild> {
  const { name, log } = options;
  let child: ChildProcess | undefined;
  let isStopping = false;
  let failures = 0;
  const handle: SupervisedChild = {
    get pid() {
      return child?.pid;
    },
    stop: (graceMs) => {
      isStopping = true;
      return child ? stopChild(child, graceMs) : Promise.resolve();
    },
    restart: () => {
      failures = -1;
      child?.kill("SIGTERM");
    },
  };
  return new Promise((resolve, reject) => {
    const start = () => {
      const startedAt = Date.now();
      let hasFailed = false;
      // Own process group: Ctrl-C reaches the launcher alone, which stops the others in order.
      // Without our flags: a child that read .env by itself would get every process's secrets.
      child = fork(options.script, options.args ?? [], { execArgv: ["--disable-warning=ExperimentalWarning"], env: definedOnly(options.env), detached: true, stdio: ["ignore", "inherit", "inherit", "ipc"] });
      options.onSpawn?.(child.pid);
      child.on("error", (error) => log.error("process.error", { name, error }));
      child.on("message", (message: ChildMessage) => {
        if (message.type === "ready") {
          options.onReady?.(message);
          resolve(handle);
        } else if (message.type === "failed") {
          hasFailed = true;
          const text = message.message ?? `${name} could not start`;
          reject(new Error(text));
          options.onFailed?.(text);
        } else options.onMessage?.(message);
      });
      child.once("exit", (code, signal) => {
        if (isStopping || hasFailed) return;
        failures = Date.now() - startedAt > HEALTHY_AFTER_MS ? 0 : failures + 1;
        const delayMs = failures === 0 ? 0 : Math.min(5_000, 100 * 2 ** failures);
        log.warn("process.restart", { name, code, signal, delayMs });
        setTimeout(() => !isStopping && start(), delayMs);
      });
    };
    start();
  });
}

function stopChild(child: ChildProcess, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill("SIGTERM");
  });
}

const definedOnly = (env: Record<string, string | undefined>): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)) as NodeJS.ProcessEnv;
