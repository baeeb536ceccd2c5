import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The workerd whose private directory holds this socket: it alone has it mounted. */
export function workerdOf(socketPath: string): number {
  const directory = path.basename(path.dirname(socketPath));
  const found = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).find((name) => {
    try {
      return readFileSync(`/proc/${name}/cmdline`, "utf8").startsWith("/bin/program\0serve") && readFileSync(`/proc/${name}/mountinfo`, "utf8").includes(`/${directory} `);
    } catch {
      return false; // It ended meanwhile.
    }
  });
  return Number(found ?? assert.fail(`no process has ${directory}`));
}
