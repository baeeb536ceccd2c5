import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** What a running Postgres writes into its folder. */
export interface Postmaster {
  pid: number;
  port: number;
  /** `starting`, `ready`, `stopping` or `standby`. */
  status: string;
}

export function readPostmaster(clusterDir: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(clusterDir, "postmaster.pid"), "utf8").split("\n").map((line) => line.trim());
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), status: lines[7] ?? "" } : undefined;
}

/** Whether `pid` is a living Postgres: after kill -9 another program may have the number. */
export function isPostmaster(pid: number): boolean {
  if (!pid) return false;
  if (process.platform !== "linux") return isPostgres(spawnSync("ps", ["-p", String(pid), "-o", "comm="], { encoding: "utf8" }).stdout.trim());
  try {
    // A zombie keeps its name but no command line.
    return isPostgres(fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] ?? "");
  } catch {
    return false;
  }
}

const isPostgres = (command: string): boolean => path.basename(command) === "postgres";
