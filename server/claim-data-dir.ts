import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FolderLock, lockFolder } from "#lib/lock-folder.ts";

/** Bumped when the layout of DATA_DIR changes: an older one is upgraded or refused with words. */
const LAYOUT = 1;
const GONE_WITHIN_MS = 15_000;

interface LauncherFile {
  pid: number;
  port: number;
  layout: number;
  children: Record<string, number>;
  control?: string;
}
export interface Claim {
  /** Without an id: it has ended. */
  noteChild(name: string, pid: number | undefined): void;
  /** The socket on which this launcher takes commands. */
  noteControl(path: string): void;
  release(): void;
}

/**
 * Makes sure that one launcher works on a DATA_DIR. After a kill -9 of the launcher its processes stop by themselves: this waits for them
 * (and ends those that don't), so that two runners or two databases never share the folder. Port 0: a command that needs the folder alone.
 */
export async function claimDataDir(dataDir: string, port: number, say: (text: string) => void): Promise<Claim> {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, "launcher.json");
  // What the file says decides nothing between two that start at the same instant: the lock does, until this process ends.
  const lock = lockFolder(dataDir);
  try {
    const other = readLauncherFile(path);
    if (other && other.layout > LAYOUT) throw new Error(`${dataDir} was made by a newer version of API Creator. Update this checkout, or set DATA_DIR to another folder.`);
    if (other && isOurs(other.pid)) throw new Error(wordsOf(other, dataDir));
    if (!lock) throw new Error(`API Creator is being started on ${dataDir} by another process just now. Wait for that one, or set DATA_DIR and PORT for a second one.`);
    if (other) await endLeftovers(Object.values(other.children), say);
  } catch (error) {
    lock?.release();
    throw error;
  }
  return noteClaim(path, port, lock);
}

const wordsOf = ({ pid, port }: LauncherFile, dataDir: string): string => port === 0
  ? `A backup or a restore works on ${dataDir} (process ${pid}). Wait for it.`
  : `API Creator already runs on ${dataDir} (process ${pid}, port ${port}). Stop it first, or set DATA_DIR and PORT for a second one.`;

function noteClaim(path: string, port: number, lock: FolderLock): Claim {
  const file: LauncherFile = { pid: process.pid, port, layout: LAYOUT, children: {} };
  // Never half-written: whoever reads it then would believe that nothing runs here.
  const save = () => {
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(file));
    renameSync(`${path}.${process.pid}`, path);
  };
  save();
  return {
    noteChild(name, pid) {
      if (pid !== undefined) file.children[name] = pid;
      else delete file.children[name];
      save();
    },
    noteControl(socketPath) {
      file.control = socketPath;
      save();
    },
    release() {
      rmSync(path, { force: true });
      lock.release();
    },
  };
}

/** Where the launcher that runs on this folder takes commands; null: none runs. */
export function findLauncher(dataDir: string): string | null {
  const file = readLauncherFile(join(dataDir, "launcher.json"));
  return file && isOurs(file.pid) ? (file.control ?? null) : null;
}

/** Whether a product runs on this folder, or starts. */
export function isRunning(dataDir: string): boolean {
  const file = readLauncherFile(join(dataDir, "launcher.json"));
  return file !== null && file.port !== 0 && isOurs(file.pid);
}

function readLauncherFile(path: string): LauncherFile | null {
  try {
    const read = JSON.parse(readFileSync(path, "utf8")) as Partial<LauncherFile>;
    return { pid: read.pid ?? 0, port: read.port ?? 0, layout: read.layout ?? LAYOUT, children: read.children ?? {}, ...(read.control ? { control: read.control } : {}) };
  } catch {
    return null; // absent, or half-written by a launcher that was killed: nothing to wait for
  }
}

async function endLeftovers(pids: number[], say: (text: string) => void): Promise<void> {
  let left = pids.filter(isOurs);
  if (left.length > 0) say("  an earlier start was killed: waiting for its processes to end …");
  for (const until = Date.now() + GONE_WITHIN_MS; left.length > 0 && Date.now() < until; left = left.filter(isOurs)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const pid of left) process.kill(pid, "SIGKILL");
}

/** Alive, and one of our processes: process ids are used again, so the command line must say so where it can be read. */
function isOurs(pid: number): boolean {
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (!existsSync("/proc/self/cmdline")) return true;
  try {
    return /server\/\w+\.ts/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  } catch {
    return false;
  }
}
