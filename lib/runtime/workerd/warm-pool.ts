import type { Log } from "#lib/log.ts";
import { openHostServer, type HostServer } from "../host/host-server.ts";
import type { SandboxHost } from "../sandbox/run-confined.ts";
import { parkProcess, type RuntimeProcess } from "./runtime-process.ts";
import type { WorkerdBinary } from "./workerd-binary.ts";

export interface Parked {
  process: RuntimeProcess;
  host: HostServer;
}
export interface WarmPool {
  /** A parked process, or a fresh one when none is left. */
  take(): Promise<Parked>;
  size(): number;
  close(): void;
}

/** Refilling right away would take CPU from the boot that emptied the pool. */
const REFILL_DELAY_MS = 150;
/** A host that can't start processes now is not asked all the time. */
const FAILED_DELAY_MS = 2000;

export function createWarmPool(deps: { workerd: WorkerdBinary; host: SandboxHost; log: Log; size: number }): WarmPool {
  const parked: Parked[] = [];
  let filling = 0;
  let isClosed = false;

  const open = async (): Promise<Parked> => {
    const process = parkProcess(deps.workerd, deps.host);
    try {
      const host = await openHostServer(process.hostSocket, deps.log);
      void process.exited.then(() => host.close());
      return { process, host };
    } catch (error) {
      process.kill();
      throw error;
    }
  };
  const fillOne = async () => {
    if (isClosed || parked.length + filling >= deps.size) return;
    filling++;
    try {
      const one = await open();
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
    take() {
      const one = parked.shift();
      refillLater(REFILL_DELAY_MS);
      return one ? Promise.resolve(one) : open();
    },
    size: () => parked.length,
    close() {
      isClosed = true;
      for (const one of parked.splice(0)) one.process.kill();
    },
  };
}
