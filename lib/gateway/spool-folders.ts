import fs from "node:fs";
import path from "node:path";
import { newUuid } from "#lib/id.ts";
import { LOCK_FILE, lockFolder, type FolderLock } from "#lib/lock-folder.ts";

const SUFFIX = ".ndjson";
const CLAIM_TRIES = 5;

/** A folder of segments that this process has locked. */
export interface SpoolFolder {
  path: string;
  lock: FolderLock;
}
export interface StoredSegment {
  file: string;
  bytes: number;
  folder: SpoolFolder;
}

/** A new folder of this process's own in the spool's directory, which gateways share. */
export function claimNewFolder(directory: string, processName: string): SpoolFolder {
  for (let tries = 0; tries < CLAIM_TRIES; tries += 1) {
    const folder = path.join(directory, `${processName}-${newUuid()}`);
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Before it is locked another gateway may take it for an orphan, and remove it as empty.
    const lock = tryLock(folder);
    if (lock && fs.existsSync(path.join(folder, LOCK_FILE))) return { path: folder, lock };
    lock?.release();
  }
  throw new Error(`No folder in ${directory} could be locked. It has to be on a local disk.`);
}

/** Takes the folders that dead gateways left in the directory, with what they had not stored. Oldest segments first. */
export function adoptOrphans(directory: string): StoredSegment[] {
  const folders = fs.readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) => adopt(path.join(directory, name))).toSorted((a, b) => (path.basename(a.file) < path.basename(b.file) ? -1 : 1));
}

function adopt(folder: string): StoredSegment[] {
  const lock = tryLock(folder);
  if (!lock) return [];
  const orphan = { path: folder, lock };
  try {
    const files = fs.readdirSync(folder).filter((name) => name.endsWith(SUFFIX)).map((name) => path.join(folder, name));
    if (files.length === 0) removeFolder(orphan);
    return files.map((file) => ({ file, bytes: fs.statSync(file).size, folder: orphan }));
  } catch {
    lock.release(); // Whoever had it removed it between our two looks, or the disk refuses: the next round tries again.
    return [];
  }
}

/** Null when somebody has it, also ourselves, or it was removed meanwhile. */
function tryLock(folder: string): FolderLock | null {
  try {
    return lockFolder(folder);
  } catch {
    return null;
  }
}

/** When all of it is stored: while the lock is held nobody else looks inside. */
export function removeFolder({ path: folder, lock }: SpoolFolder): void {
  fs.rmSync(folder, { recursive: true, force: true });
  lock.release();
}

/** Sorts by when it was begun; `sequence` counts within the process, whatever the clock does. */
export const segmentFile = ({ path: folder }: SpoolFolder, sequence: number): string =>
  path.join(folder, `${String(Date.now()).padStart(15, "0")}-${String(sequence).padStart(8, "0")}${SUFFIX}`);

/** Every whole line. The last may be torn by a kill, and then its response was not completed; after a power cut there may be zeros. */
export const readSegment = (file: string): string[] => fs.readFileSync(file, "utf8").split("\n").filter((line) => line.startsWith("{") && line.endsWith("}"));
