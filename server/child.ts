import { fork, type ChildProcess } from "node:child_process";
import { Server } from "node:net";
import { nodeFlags } from "./node-flags.ts";

export interface ChildMessage {
  type: string;
  message?: string;
  [member: string]: unknown;
}
export interface ChildPlan {
  script: string;
  args: readonly string[];
  env: Record<string, string | undefined>;
}
/** One process of ours. */
export interface Child {
  readonly pid: number | undefined;
  /** Resolves at its `ready`; rejects with its own words at `failed`, or when it ends before. */
  readonly ready: Promise<ChildMessage>;
  /** Resolves with how it ended. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly hasExited: boolean;
  /** It can't work and said why: restarting it would not help. */
  readonly refusal: string | null;
  /** Hands what its successor listens on to `use`, which has it for this turn of the event loop only. */
  handOver(use: (server: Server) => void): Promise<void>;
  /** A successor serves: it finishes what it has, and ends. */
  retire(): void;
  /** SIGTERM, and SIGKILL after the grace. */
  stop(graceMs: number): Promise<void>;
}

/** The descriptor at which a process finds the socket that it takes over. */
const LISTEN_FD = 4;
const HAND_OVER_MS = 5_000;

/** Starts a process that tells us by messages when it is ready. `takeOver`: it goes on accepting on this server's socket. */
export function startChild(plan: ChildPlan, onMessage: (message: ChildMessage) => void, takeOver?: Server): Child {
  // Own process group: Ctrl-C reaches the launcher alone, which stops the others in order.
  // Without our flags: a child that read .env by itself would get every process's secrets.
  const child = fork(plan.script, [...plan.args, ...(takeOver ? [`--listen-fd=${LISTEN_FD}`] : [])], {
    execArgv: nodeFlags(plan.script), env: definedOnly(plan.env), detached: true, stdio: ["ignore", "inherit", "inherit", "ipc", ...(takeOver ? [descriptorOf(takeOver)] : [])],
  });
  const ready = Promise.withResolvers<ChildMessage>();
  ready.promise.catch(() => {});
  const exited = Promise.withResolvers<{ code: number | null; signal: NodeJS.Signals | null }>();
  let refusal: string | null = null;
  let hasExited = false;
  child.on("error", (error) => {
    ready.reject(error);
    // Without a process there is no exit to tell of.
    if (child.pid !== undefined) return;
    hasExited = true;
    exited.resolve({ code: null, signal: null });
  });
  child.once("exit", (code, signal) => {
    hasExited = true;
    ready.reject(new Error(`it ended before it was ready (${signal ?? `code ${code}`})`));
    exited.resolve({ code, signal });
  });
  child.on("message", (message: ChildMessage) => {
    if (message.type === "failed") {
      refusal = message.message ?? "it could not start";
      ready.reject(new Error(refusal));
    } else if (message.type === "ready") ready.resolve(message);
    else onMessage(message);
  });
  return {
    get pid() { return child.pid; },
    get refusal() { return refusal; },
    get hasExited() { return hasExited; },
    ready: ready.promise,
    exited: exited.promise,
    handOver: (use) => handOver(child, use),
    retire: () => void (child.connected && child.send({ type: "retire" })),
    stop: (graceMs) => stop(child, graceMs),
  };
}

function handOver(child: ChildProcess, use: (server: Server) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new Error("the running process did not hand over its socket"));
    }, HAND_OVER_MS);
    child.on("message", function hear(message: ChildMessage, server: unknown) {
      if (message.type !== "listening-socket" || !(server instanceof Server)) return;
      child.off("message", hear);
      clearTimeout(timer);
      // It accepts from the moment that we have it: gone again before the event loop turns, no connection ends up here.
      try {
        if (!isLate) use(server);
        resolve();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      } finally {
        server.close();
      }
    });
    child.send({ type: "hand-over" });
  });
}

/** Node tells it of sockets only. */
function descriptorOf(server: Server): number {
  const handle: unknown = Reflect.get(server, "_handle");
  const fd: unknown = typeof handle === "object" && handle !== null ? Reflect.get(handle, "fd") : undefined;
  if (typeof fd !== "number" || fd < 0) throw new Error("the listening socket has no descriptor on this system");
  return fd;
}

async function stop(child: ChildProcess, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
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
