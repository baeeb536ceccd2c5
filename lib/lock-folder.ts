import path from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface FolderLock {
  /** More than once changes nothing. */
  release(): void;
}

/**
 * Takes a folder for this process alone; null while another one has it. The kernel lets go when the process dies, however it dies: that is
 * why the lock is SQLite's on an empty file (fcntl), Node having none of its own. Throws when the disk refuses; the disk must be local.
 */
export function lockFolder(folder: string): FolderLock | null {
  const file = new DatabaseSync(path.join(folder, LOCK_FILE), { timeout: 0 });
  try {
    file.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return { release: () => void (file.isOpen && file.close()) };
  } catch (error) {
    file.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
}

export const LOCK_FILE = "lock";
const SQLITE_BUSY = 5;
