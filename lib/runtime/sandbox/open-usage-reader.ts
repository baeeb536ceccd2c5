import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { parseStat, type ProcessUsage } from "./process-usage.ts";

/** Readings of one process at a price that allows many a second. */
export interface UsageReader {
  /** CPU time of the main thread, where the code runs, and memory of the whole process; null when it is gone. */
  read(): ProcessUsage | null;
  /** How many files and connections it has open; null when this host doesn't tell. */
  openFiles(): number | null;
  close(): void;
}

/** Over a descriptor that is kept open: a pid that the system gives to somebody else is never read. Null when there is no such process. */
export function openUsageReader(pid: number): UsageReader | null {
  const buffer = Buffer.alloc(1024);
  let descriptor: number;
  try {
    descriptor = openSync(`/proc/${pid}/task/${pid}/stat`, "r");
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
    openFiles() {
      try {
        return readdirSync(`/proc/${pid}/fd`).length;
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
