import { AppError } from "#lib/errors.ts";
import type { HostTenant } from "../host/host-server.ts";
import type { RuntimeEnd } from "../runtime.ts";
import { processUsage, type ProcessUsage } from "../sandbox/process-usage.ts";
import { setGroupPriority } from "../sandbox/set-priority.ts";
import { ControlTimeout, controlRequest } from "./control-request.ts";
import { NICE } from "./pulse.ts";
import { readableStacks } from "./readable-stack.ts";
import type { RuntimeProcess } from "./runtime-process.ts";
import type { Parked } from "./warm-pool.ts";
import type { Watchdog, Watched } from "./watchdog.ts";

/** A runtime that has its API. */
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
/** What a parked runtime becomes. */
export interface Guest {
  /** Without the line that names its libraries. */
  code: string;
  secretNames: readonly string[];
  tenant: HostTenant;
  /** Its calls lately ended it: it begins with the least share of the CPU, until it has rested. */
  isSuspect?: boolean;
}

export const LOAD_TIMEOUT_MS = 5000;
const MAX_SAID = 600;

/** Gives a parked runtime its code and its tenant. Throws `bad_gateway` with what the code said when it fails while loading. */
export async function bootRuntime({ process, host }: Parked, guest: Guest, watchdog: Watchdog): Promise<BootedRuntime> {
  host.assign(guest.tenant);
  const pid = process.workerdPid();
  if (pid !== null && !guest.isSuspect) setGroupPriority(pid, NICE[0].nice);
  const watched = watchdog.watch(process);
  await load(process, guest, watched).catch((error: unknown) => {
    process.kill();
    throw error;
  });
  watched.listens(guest.isSuspect);
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

async function load(process: RuntimeProcess, { code, secretNames }: Guest, watched: Watched): Promise<void> {
  const reply = await controlRequest(process.controlSocket, "POST", JSON.stringify({ code, secretNames }), LOAD_TIMEOUT_MS).catch((error: Error) => error);
  if (!(reply instanceof Error) && reply.status === 204) return;
  if (reply instanceof Error && UNSENT.has(String((reply as { code?: unknown }).code))) throw new AppError("unavailable", "A runtime ended before it was given the code. Try again.", { cause: reply });
  throw new AppError("bad_gateway", `The API fails while it starts: ${watched.killed()?.reason ?? (await whyNot(reply, code, process))}`);
}

/** The process was gone: its end is not the code's doing. */
const UNSENT = new Set(["ENOENT", "ECONNREFUSED"]);

async function whyNot(reply: Error | { status: number; text: string }, code: string, process: RuntimeProcess): Promise<string> {
  if (reply instanceof ControlTimeout) return `The code did not finish loading within ${LOAD_TIMEOUT_MS / 1000} seconds.`;
  if (!(reply instanceof Error)) return reply.status === 422 ? said(reply.text, code) : "It broke what would have told its error.";
  // A process that has just died has not always been heard of yet.
  const timer = new Promise<null>((resolve) => setTimeout(() => resolve(null), 100));
  const stderr = await Promise.race([process.exited, timer]);
  return stderr === null ? "It broke off while it loaded." : reasonOf(stderr);
}

const said = (text: string, code: string): string => (readableStacks(code)([["error", text]])[0]?.[1] ?? text).slice(0, MAX_SAID);

/** Its time to finish was over. */
const RETIRED: RuntimeEnd = { code: "bad_gateway", reason: "Its runtime was replaced or put to sleep, and this call had not ended in the time that it was given.", isPlanned: true };

async function endOf(process: RuntimeProcess, ended: () => RuntimeEnd | null): Promise<RuntimeEnd> {
  const stderr = await process.exited;
  return ended() ?? { code: "bad_gateway", reason: reasonOf(stderr) };
}

const reasonOf = (stderr: string): string => (/heap|out of memory|OOM/i.test(stderr) ? "It ran out of memory: an API has 96 MB of heap." : "It crashed.");
