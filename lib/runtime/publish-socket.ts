import { renameSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";

/** Lets `name` lead to a process's own socket in the same folder from now on: connections that came before stay where they are. */
export function publishSocket(ownPath: string, name: string): void {
  const folder = path.dirname(ownPath);
  const next = path.join(folder, `${name}.${process.pid}`);
  rmSync(next, { force: true });
  symlinkSync(path.basename(ownPath), next);
  renameSync(next, path.join(folder, name));
}
