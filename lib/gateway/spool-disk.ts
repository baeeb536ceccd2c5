import type nodeFs from "node:fs";
import path from "node:path";
import { claimNewFolder, removeFolder, type SpoolFolder } from "./spool-folders.ts";

/** What may fail because the disk is full, over its quota, read-only or broken. */
export type DiskCalls = Pick<typeof nodeFs, "openSync" | "closeSync" | "writeSync" | "ftruncateSync" | "statfsSync" | "mkdirSync" | "rmSync">;

export interface SpoolDiskOptions {
  directory: string;
  processName: string;
  minFreeBytes: number;
  disk: DiskCalls;
}

/** Written to find out whether a disk that failed takes data again. */
const PROBE = Buffer.alloc(64 * 1024);

/** This gateway's own folder of the spool, and whether the disk takes records. A disk that failed is tried again at each `look`. */
export class SpoolDisk {
  readonly #options: SpoolDiskOptions;
  #folder: SpoolFolder | null = null;
  #failure: string | null = null;
  #isLow = false;

  constructor(options: SpoolDiskOptions) {
    this.#options = options;
  }

  /** Why it takes nothing; null: it does. */
  get fault(): string | null {
    return this.#failure ?? (this.#isLow ? `the disk has less than ${this.#options.minFreeBytes} bytes left` : null);
  }

  look(): void {
    const { disk, directory, minFreeBytes } = this.#options;
    try {
      disk.mkdirSync(directory, { recursive: true, mode: 0o700 });
      const { bavail, bsize, blocks } = disk.statfsSync(directory);
      // Some file systems don't know their size.
      this.#isLow = blocks > 0 && bavail * bsize < minFreeBytes;
      if (this.#folder && this.#failure === null) return;
      this.folder();
      this.#probe();
      this.#failure = null;
    } catch (error) {
      this.#fail(error);
    }
  }

  folder(): SpoolFolder {
    return (this.#folder ??= claimNewFolder(this.#options.directory, this.#options.processName));
  }

  owns(folder: SpoolFolder): boolean {
    return folder === this.#folder;
  }

  open(file: string): number {
    try {
      return this.#options.disk.openSync(file, "ax", 0o600);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }

  /** What a disk says at the end changes nothing: each write was heard. */
  closeFile(fd: number): void {
    try {
      this.#options.disk.closeSync(fd);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** All of it, or nothing: what was written in part is cut off again, because its calls are refused. */
  write(fd: number, bytes: Buffer, size: number): void {
    const { disk } = this.#options;
    try {
      for (let written = 0; written < bytes.length; ) written += disk.writeSync(fd, bytes, written);
    } catch (error) {
      this.#fail(error);
      disk.ftruncateSync(fd, size);
      throw error;
    }
  }

  close(isEmpty: boolean): void {
    if (!this.#folder) return;
    if (isEmpty) removeFolder(this.#folder);
    else this.#folder.lock.release();
    this.#folder = null;
  }

  #fail(error: unknown): void {
    this.#failure = `the disk refuses: ${error instanceof Error && "code" in error ? String(error.code) : String(error)}`;
  }

  #probe(): void {
    const { disk } = this.#options;
    const file = path.join(this.folder().path, "probe");
    const fd = disk.openSync(file, "w", 0o600);
    try {
      for (let written = 0; written < PROBE.length; ) written += disk.writeSync(fd, PROBE, written);
    } finally {
      disk.closeSync(fd);
      disk.rmSync(file, { force: true });
    }
  }
}
