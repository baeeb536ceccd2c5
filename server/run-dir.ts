import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder that the gateway and the runner of a host share, made by whichever starts first. */
export function shareRunDir(runDir: string): string {
  if (Buffer.byteLength(runDir) > 60) throw new Error("RUN_DIR is too long: paths of sockets in it may have at most 107 bytes. Use a short one, e.g. /run/api-creator.");
  mkdirSync(runDir, { recursive: true });
  chmodSync(runDir, 0o711);
  return runDir;
}

/**
 * A new folder for this launch's Unix sockets; what earlier launches on the same DATA_DIR left is removed. Short, because a socket's path
 * may have at most 107 bytes. Others may pass through it (sandboxed runtimes have their own user ids) but not list it.
 */
export function makeRunDir(dataDir: string): string {
  const hash = createHash("sha256").update(dataDir).digest("hex").slice(0, 8);
  const prefix = `apic-${process.getuid?.() ?? 0}-${hash}-`;
  for (const name of readdirSync(tmpdir())) if (name.startsWith(prefix)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  const runDir = join(tmpdir(), `${prefix}${process.pid}`);
  mkdirSync(runDir);
  chmodSync(runDir, 0o711);
  return runDir;
}
