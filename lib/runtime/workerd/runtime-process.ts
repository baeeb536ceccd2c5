import type { ChildProcess } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { innermostProcess } from "../sandbox/process-usage.ts";
import { privateDirectory, type SandboxHost } from "../sandbox/run-confined.ts";
import { killConfined, spawnConfined } from "../sandbox/sandbox.ts";
import { watchOutput } from "../sandbox/watch-output.ts";
import { API_SOCKET, CONTROL_SOCKET, HOST_SOCKET, PING_SOCKET } from "./config-text.ts";
import type { WorkerdBinary } from "./workerd-binary.ts";

/** One sandboxed workerd: it waits until `start` gives it a config. */
export interface RuntimeProcess {
  uid: number | null;
  directory: string;
  apiSocket: string;
  pingSocket: string;
  hostSocket: string;
  controlSocket: string;
  /** Resolves once it listens; rejects with StartError when it exits or is silent for `timeoutMs`. */
  start(config: Buffer, timeoutMs: number): Promise<void>;
  /** Pid of workerd itself, behind the launchers. */
  workerdPid(): number | null;
  /** Takes no new connections, finishes what is in flight and ends; killed after `graceMs`. */
  retire(graceMs: number): void;
  kill(): void;
  hasExited(): boolean;
  /** Resolves with the first text of standard error. */
  exited: Promise<string>;
}

/** workerd ended before it listened; `message` is what it said. */
export class StartError extends Error {}

/**
 * RLIMIT_DATA holds V8's reservations too: below about 960 MB it kills healthy busy APIs. The real limit is the memory watchdog. Files: 256
 * connections of calls, 100 WebSockets and 128 to the host; a workerd that can't accept one more crashes.
 */
export const RUNTIME_LIMITS = { dataBytes: 1024 << 20, fileSizeBytes: 64 << 20, openFiles: 1024 };
const KEPT_STDERR = 4096;
/** That the config opens (config-text.ts). */
const SOCKETS = 3;
/** From the moment that its socket is gone until it is asked to end: a call that was on its way has arrived by then. */
const LINGER_MS = 1_000;

export function launchProcess(workerd: WorkerdBinary, host: SandboxHost): RuntimeProcess {
  const uid = host.uids.take();
  const directory = privateDirectory(host.directory, uid);
  const child = spawnConfined({
    sandbox: host.sandbox,
    uid,
    program: workerd.file,
    // `--experimental`: for the one binding that makes a function of the API's code. Nothing else in the config is.
    arguments: ["serve", "--binary", "-", "--control-fd=3", "--experimental"],
    directory,
    limits: RUNTIME_LIMITS,
    control: true,
  });
  let stderr = "";
  let isGone = false;
  child.stderr?.on("data", (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(0, KEPT_STDERR)));
  child.stdin?.on("error", () => {});
  const exited = new Promise<string>((resolve) => {
    const end = () => {
      if (isGone) return;
      isGone = true;
      rmSync(directory, { recursive: true, force: true });
      host.uids.release(uid);
      resolve(stderr);
    };
    child.once("close", end);
    child.once("error", end);
  });
  const workerdPid = () => (child.pid === undefined || isGone ? null : innermostProcess(child.pid));
  const kill = () => void (isGone || killConfined(child));
  watchOutput(child, kill);
  return {
    uid,
    directory,
    apiSocket: path.join(directory, API_SOCKET),
    pingSocket: path.join(directory, PING_SOCKET),
    hostSocket: path.join(directory, HOST_SOCKET),
    controlSocket: path.join(directory, CONTROL_SOCKET),
    start: (config, timeoutMs) => start(child, config, timeoutMs, exited),
    workerdPid,
    retire(graceMs) {
      const pid = workerdPid();
      if (pid === null) return;
      // Who looks for the socket doesn't find it from now on; who has just found it is served.
      rmSync(path.join(directory, API_SOCKET), { force: true });
      const timers = [setTimeout(() => signal(pid, "SIGTERM"), Math.min(LINGER_MS, graceMs / 4)), setTimeout(kill, graceMs)];
      for (const timer of timers) timer.unref();
      void exited.then(() => timers.forEach((timer) => clearTimeout(timer)));
    },
    kill,
    hasExited: () => isGone,
    exited,
  };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone already.
  }
}

/** Every socket of the config is reported as a line of JSON on the control descriptor. */
function start(child: ChildProcess, config: Buffer, timeoutMs: number, exited: Promise<string>): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new StartError(`It was silent for ${timeoutMs} ms.`)), timeoutMs);
    let text = "";
    const control = child.stdio[3];
    const hear = (chunk: Buffer) => {
      // Three lines are short: a program that writes on and on is not workerd.
      text = (text + chunk.toString()).slice(0, KEPT_STDERR);
      if (text.split('"listen"').length <= SOCKETS) return;
      control?.off("data", hear);
      clearTimeout(timer);
      resolve();
    };
    control?.on("data", hear);
    void exited.then((stderr) => {
      clearTimeout(timer);
      reject(new StartError(stderr));
    });
    child.stdin?.end(config);
  });
}
