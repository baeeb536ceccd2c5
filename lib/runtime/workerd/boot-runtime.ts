import { AppError } from "#lib/errors.ts";
import type { HostTenant } from "../host/host-server.ts";
import type { RuntimeEnd } from "../runtime.ts";
import { processUsage, type ProcessUsage } from "../sandbox/process-usage.ts";
import { BootError, type RuntimeProcess } from "./runtime-process.ts";
import type { Parked } from "./warm-pool.ts";
import type { Watchdog } from "./watchdog.ts";

/** A runtime that listens. */
export interface BootedRuntime {
  socketPath: string;
  usage(): ProcessUsage | null;
  /** Takes no new calls, finishes those in flight and ends; killed after `graceMs`. */
  retire(graceMs: number): void;
  kill(): void;
  hasExited(): boolean;
  /** Resolves with the reason in words. */
  exited: Promise<RuntimeEnd>;
}

export const BOOT_TIMEOUT_MS = 5000;

/** Gives a parked process its config and its tenant. Throws `bad_gateway` with what the code said when it fails while loading. */
export async function bootRuntime(parked: Parked, config: Buffer, tenant: HostTenant, watchdog: Watchdog): Promise<BootedRuntime> {
  const { process, host } = parked;
  host.assign(tenant);
  const watched = watchdog.watch(process);
  try {
    await process.start(config, BOOT_TIMEOUT_MS);
  } catch (error) {
    process.kill();
    if (error instanceof BootError) throw new AppError("bad_gateway", `The API fails while it starts: ${watched.killed()?.reason ?? bootFailure(error.message)}`);
    throw error;
  }
  watched.listens();
  const pid = process.workerdPid();
  let isRetired = false;
  return {
    socketPath: process.apiSocket,
    usage: () => (pid === null ? null : processUsage(pid)),
    retire(graceMs) {
      isRetired = true;
      process.retire(graceMs);
    },
    kill: () => process.kill(),
    hasExited: () => process.hasExited(),
    exited: endOf(process, () => watched.killed() ?? (isRetired ? RETIRED : null)),
  };
}

/** Its time to finish was over. */
const RETIRED: RuntimeEnd = { code: "bad_gateway", reason: "Its runtime was replaced or put to sleep, and this call had not ended in the time that it was given.", isPlanned: true };

async function endOf(process: RuntimeProcess, ended: () => RuntimeEnd | null): Promise<RuntimeEnd> {
  const stderr = await process.exited;
  const reason = /heap|out of memory|OOM/i.test(stderr) ? "It ran out of memory: an API has 96 MB of heap." : "It crashed.";
  return ended() ?? { code: "bad_gateway", reason };
}

/** What the code said, out of workerd's standard error: its own lines about `service main`, without ours. */
export function bootFailure(stderr: string): string {
  const lines = stderr.split("\n");
  const first = lines.findIndex((line) => line.startsWith("service main: "));
  if (first < 0) return stderr.startsWith("The code did not finish") ? stderr : "the process ended before it was ready.";
  const said = lines.slice(first, first + 4).filter((line) => line.trim() && !line.startsWith("Socket "));
  return said.join("\n").replace("service main: ", "").slice(0, 600);
}
