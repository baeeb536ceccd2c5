import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { parseStat, type ProcessUsage } from "./process-usage.ts";

/** Readings of one process at a price that allows many a second. */
export interface UsageReader {
  /** CPU time of the main thread, where the code runs, and memory of the whole process; null when it is gone. */
  read(): ProcessUsage | null;
  /** How often the main thread has written to a socket, pipe or file; null when this host doesn't tell. */
  writes(): number | null;
  close(): void;
}

/** Over a descriptor that is kept open: a pid that the system gives to somebody else is never read. Null when there is no such process. */
export function openUsageReader(pid: number): UsageReader | null {
  const thread = `/proc/${pid}/task/${pid}`;
  const buffer = Buffer.alloc(1024);
  let descriptor: number;
  try {
    descriptor = openSync(`${thread}/stat`, "r");
  } catch {
    return null;
  }
  let isOpen = true;
  return {
    read() {
      if (!isOpen) return null;
      try {
        return parseStat(buffer.toString("latin1", 0, readSync(descriptor, buffer, 0, buffer.length, 0)));
      } catch {
        return null;
      }
    },
    writes() {
      try {
        return Number(/^syscw: (\d+)$/m.exec(readFileSync(`${thread}/io`, "latin1"))?.[1] ?? Number.NaN) || 0;
      } catch {
        return null;
      }
    },
    close() {
      if (isOpen) closeSync(descriptor);
      isOpen = false;
    },
  };
}
