import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import path from "node:path";

/**
 * A path with the same content that any uid can read: `source` itself, or a copy under /var/tmp made once. Needed when the runner is root and
 * the installation is in a private home: sandboxed processes run with uids of their own.
 */
export function readableCopy(source: string, needsOtherUid: boolean): string {
  const real = realpathSync(source);
  if (!needsOtherUid || isReadableByAll(real)) return real;
  const root = ownDirectory(`/var/tmp/api-creator-${process.getuid?.() ?? 0}`);
  const { mtimeMs, size } = statSync(real);
  const target = path.join(root, createHash("sha256").update(`${real}\0${mtimeMs}\0${size}`).digest("hex").slice(0, 16), path.basename(real));
  if (existsSync(target)) return target;
  const half = `${path.dirname(target)}.${process.pid}`;
  mkdirSync(half, { recursive: true, mode: 0o755 });
  cpSync(real, path.join(half, path.basename(real)), { recursive: true, dereference: true });
  openToAll(half);
  try {
    renameSync(half, path.dirname(target));
  } catch {
    rmSync(half, { recursive: true, force: true });
  }
  return target;
}

function isReadableByAll(file: string): boolean {
  const found = statSync(file);
  const needed = found.isDirectory() ? 0o005 : 0o004;
  if ((found.mode & needed) !== needed) return false;
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** The installation may come from a umask that gives others nothing. */
function openToAll(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const file = path.join(directory, entry.name);
    if (entry.isDirectory()) openToAll(file);
    else chmodSync(file, statSync(file).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** /var/tmp is everybody's: a directory that somebody else prepared there is refused. */
function ownDirectory(directory: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const found = lstatSync(directory);
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? 0) || (found.mode & 0o022) !== 0) throw new Error(`${directory} belongs to somebody else. Remove it and start again.`);
  return directory;
}
