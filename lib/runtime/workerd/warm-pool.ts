import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import { openHostServer, type HostServer } from "../host/host-server.ts";
import type { SandboxHost } from "../sandbox/run-confined.ts";
import { hasOwnSession, setGroupPriority } from "../sandbox/set-priority.ts";
import { controlRequest } from "./control-request.ts";
import type { Libraries, LibraryShelf } from "./libraries.ts";
import { launchProcess, type RuntimeProcess } from "./runtime-process.ts";
import type { WorkerdBinary } from "./workerd-binary.ts";

/** A runtime that is nobody's yet: it listens, its libraries are evaluated. */
export interface Parked {
  process: RuntimeProcess;
  host: HostServer;
}
export interface WarmPool {
  /** A parked runtime; a fresh one when none is left, or when the libraries of this hash are not the current ones. */
  take(libraries: string): Promise<Parked>;
  size(): number;
  close(): void;
}

/** Refilling right away would take CPU from the call or the build that took one. It can wait longer while another one is left. */
const REFILL_DELAY_MS = { none: 150, some: 1500 };
/** A host that can't start processes now is not asked all the time. */
const FAILED_DELAY_MS = 2000;
const START_TIMEOUT_MS = 10_000;
/** Of what is prepared for later: it takes little of a contested CPU from those who have calls now. */
const PARKED_NICE = 10;
const SESSION_LOOKS = { everyMs: 5, most: 40 };

export interface WarmPoolDeps {
  workerd: WorkerdBinary;
  host: SandboxHost;
  log: Log;
  size: number;
  shelf: Pick<LibraryShelf, "current" | "find">;
  configOf(libraries: Libraries): Promise<Buffer>;
}

export function createWarmPool(deps: WarmPoolDeps): WarmPool {
  const parked: Parked[] = [];
  let filling = 0;
  let isClosed = false;

  const open = async (libraries: Libraries, isForLater = false): Promise<Parked> => {
    const config = await deps.configOf(libraries);
    const process = launchProcess(deps.workerd, deps.host);
    try {
      const host = await openHostServer(process.hostSocket, deps.log);
      void process.exited.then(() => host.close());
      if (isForLater) await giveWay(process);
      await process.start(config, START_TIMEOUT_MS);
      return { process, host };
    } catch (error) {
      process.kill();
      throw new AppError("unavailable", "A runtime could not be started. Try again.", { cause: error });
    }
  };
  const fillOne = async () => {
    if (isClosed || parked.length + filling >= deps.size) return;
    filling++;
    try {
      const one = await open(await deps.shelf.current(), true);
      await controlRequest(one.process.controlSocket, "PUT", "", START_TIMEOUT_MS).catch((error: unknown) => {
        one.process.kill();
        throw error;
      });
      if (isClosed) return one.process.kill();
      parked.push(one);
      void one.process.exited.then((stderr) => {
        const index = parked.indexOf(one);
        if (index < 0 || isClosed) return;
        parked.splice(index, 1);
        deps.log.warn("runtime.parked_died", { stderr: stderr.slice(0, 300) });
        refillLater(FAILED_DELAY_MS);
      });
    } catch (error) {
      if (isClosed) return;
      deps.log.error("runtime.park_failed", { error });
      return refillLater(FAILED_DELAY_MS);
    } finally {
      filling--;
    }
    await fillOne();
  };
  const refillLater = (delayMs: number) => void setTimeout(() => void fillOne(), delayMs).unref();

  void fillOne();
  return {
    async take(hash) {
      const libraries = await deps.shelf.find(hash);
      const isCurrent = libraries === (await deps.shelf.current());
      let one = isCurrent ? parked.shift() : undefined;
      // Its end has not been taken in yet.
      while (one?.process.hasExited()) one = parked.shift();
      refillLater(parked.length > 0 ? REFILL_DELAY_MS.some : REFILL_DELAY_MS.none);
      return one ?? open(libraries);
    },
    size: () => parked.length,
    close() {
      isClosed = true;
      for (const one of parked.splice(0)) one.process.kill();
    },
  };
}

/** Until bubblewrap has given it a session of its own, its share is the runner's. */
async function giveWay(process: RuntimeProcess): Promise<void> {
  for (let look = 0; look < SESSION_LOOKS.most; look += 1) {
    const pid = process.workerdPid();
    if (pid !== null && hasOwnSession(pid)) return setGroupPriority(pid, PARKED_NICE);
    await new Promise((resolve) => setTimeout(resolve, SESSION_LOOKS.everyMs));
  }
}
