import nodeFs from "node:fs";
import path from "node:path";
import { withTimeout } from "#lib/clock.ts";
import type { UsageEvent } from "#lib/db/gateway-db.ts";
import type { Log } from "#lib/log.ts";
import { createOutage, type Outage } from "#lib/outage.ts";
import { adoptOrphans, readSegment, removeFolder, segmentFile, type SpoolFolder } from "./spool-folders.ts";
import { SpoolDisk, type DiskCalls } from "./spool-disk.ts";

export interface UsageSpoolOptions {
  /** Shared by the gateways of this machine: each has a folder of its own in it, and takes those of dead ones. */
  directory: string;
  /** Begins the name of that folder. */
  processName: string;
  /** Stores records, each a JSON text. */
  recordUsage(records: readonly string[]): Promise<unknown>;
  log: Log;
  flushEveryMs?: number;
  batchSize?: number;
  /** A segment is closed at this size. */
  segmentBytes?: number;
  maxBytes?: number;
  /** Left on the disk for others: the database may need it to take what is spooled. */
  minFreeBytes?: number;
  /** How often the disk is looked at. */
  lookEveryMs?: number;
  disk?: DiskCalls;
}

/** The records of one turn of the event loop, written together. */
interface Batch {
  records: string[];
  written: Promise<void>;
  resolve(): void;
  reject(error: unknown): void;
}
/** One file. `records` are those that the database has not got yet; null: only on disk, to be read back. */
interface Segment {
  file: string;
  bytes: number;
  records: string[] | null;
  isOpen: boolean;
  folder: SpoolFolder;
}

const ADOPT_EVERY_MS = 10_000;
const STORE_TIMEOUT_MS = 10_000;

/**
 * Usage records on their way to Postgres. `append` resolves when the record was handed to the operating system with write(2): it survives
 * any death of this process, but not of the machine (no fsync). Records are stored in batches, at least once; their ids make it exactly once.
 */
export class UsageSpool {
  readonly #options: Required<UsageSpoolOptions>;
  readonly #disk: SpoolDisk;
  #segments: Segment[] = [];
  /** Of all segments. */
  #bytes = 0;
  #current: { segment: Segment; fd: number } | null = null;
  #batch: Batch | null = null;
  #flushing: Promise<void> | null = null;
  #flushTimer: NodeJS.Timeout | undefined;
  readonly #lookTimer: NodeJS.Timeout;
  #lookedForOrphansAt = Number.NEGATIVE_INFINITY;
  #sequence = 0;
  #isClosed = false;
  /** What was last told to the log. */
  #toldRefusal: string | null = null;
  readonly #outage: Outage;

  constructor(options: UsageSpoolOptions) {
    this.#options = { flushEveryMs: 400, batchSize: 500, segmentBytes: 1024 * 1024, maxBytes: 256 * 1024 * 1024, minFreeBytes: 32 * 1024 * 1024, lookEveryMs: 500, disk: nodeFs, ...options };
    this.#disk = new SpoolDisk(this.#options);
    this.#outage = createOutage(this.#options.flushEveryMs);
    this.#look();
    this.#lookTimer = setInterval(() => this.#look(), this.#options.lookEveryMs);
    this.#schedule();
  }

  /** On disk. */
  get bytes(): number {
    return this.#bytes;
  }

  /** When the oldest file was begun that holds what Postgres has not got yet, in milliseconds since 1970; null: nothing waits. */
  get waitingSince(): number | null {
    const oldest = this.#segments.find(({ records }) => records === null || records.length > 0);
    return oldest ? Number.parseInt(path.basename(oldest.file), 10) : null;
  }

  /** Why no record can be kept now; null: it can. To be asked before an API is called. */
  get refusal(): string | null {
    return this.#disk.fault ?? (this.#bytes > this.#options.maxBytes ? `the spool is full: ${this.#bytes} bytes wait for the database` : null);
  }

  /** So much waits for Postgres that the rest of the room is kept for calls that an API answers. */
  get isCrowded(): boolean {
    return this.#bytes > this.#options.maxBytes / 2;
  }

  /** Rejects when the record can't be kept. Records of one turn share the promise. */
  append(event: UsageEvent): Promise<void> {
    const { refusal } = this;
    if (refusal !== null) return Promise.reject(new Error(refusal));
    const batch = (this.#batch ??= this.#newBatch());
    batch.records.push(JSON.stringify(event));
    return batch.written;
  }

  /** Stores what is spooled, oldest first. Never throws: what could not be stored stays. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flush()
      .then(() => this.#outage.ends(), (error: unknown) => {
        if (this.#outage.fails()) this.#options.log.warn("gateway.usage_waits", { error, bytes: this.#bytes });
      })
      .finally(() => { this.#flushing = null; });
    return this.#flushing;
  }

  /** Stores what it can. What is left is for the next gateway. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#flushTimer);
    clearInterval(this.#lookTimer);
    this.#write();
    await this.#flushing;
    await this.flush();
    this.#closeCurrent();
    for (const { folder } of this.#segments) folder.lock.release();
    this.#disk.close(this.#segments.length === 0);
  }

  #schedule(): void {
    if (this.#isClosed) return;
    this.#flushTimer = setTimeout(() => void this.flush().then(() => this.#schedule()), this.#outage.pauseMs());
  }

  /** Whether the disk takes records, and whether a gateway has died. */
  #look(): void {
    this.#disk.look();
    this.#tell();
    if (this.#disk.fault !== null || performance.now() - this.#lookedForOrphansAt < ADOPT_EVERY_MS) return;
    this.#lookedForOrphansAt = performance.now();
    for (const stored of adoptOrphans(this.#options.directory)) {
      this.#segments.push({ ...stored, records: null, isOpen: false });
      this.#bytes += stored.bytes;
    }
  }

  #tell(): void {
    const { refusal } = this;
    if ((refusal === null) === (this.#toldRefusal === null)) return;
    this.#toldRefusal = refusal;
    if (refusal === null) this.#options.log.info("gateway.spool_takes_again", {});
    else this.#options.log.error("gateway.spool_refuses", { reason: refusal, bytes: this.#bytes });
  }

  #newBatch(): Batch {
    setImmediate(() => this.#write());
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    return { records: [], written: promise, resolve, reject };
  }

  /**
   * What came within one turn of the event loop goes together. Synchronous on purpose: a write to the page cache takes microseconds, a
   * round trip to the thread pool milliseconds when the machine is busy.
   */
  #write(): void {
    const batch = this.#batch;
    if (!batch) return;
    this.#batch = null;
    try {
      const { segment, fd } = this.#open();
      const bytes = Buffer.from(`${batch.records.join("\n")}\n`);
      this.#disk.write(fd, bytes, segment.bytes);
      segment.bytes += bytes.length;
      this.#bytes += bytes.length;
      segment.records?.push(...batch.records);
      batch.resolve();
    } catch (error) {
      this.#closeCurrent();
      batch.reject(error);
      this.#tell();
    }
  }

  #open(): { segment: Segment; fd: number } {
    if (this.#current && this.#current.segment.bytes >= this.#options.segmentBytes) this.#closeCurrent();
    if (this.#current) return this.#current;
    const folder = this.#disk.folder();
    const file = segmentFile(folder, (this.#sequence += 1));
    const segment: Segment = { file, bytes: 0, records: [], isOpen: true, folder };
    this.#current = { segment, fd: this.#disk.open(file) };
    this.#segments.push(segment);
    return this.#current;
  }

  #closeCurrent(): void {
    if (!this.#current) return;
    const { segment, fd } = this.#current;
    this.#current = null;
    segment.isOpen = false;
    // Memory holds one segment: with Postgres away, older ones are read back from disk.
    if (segment.records && segment.records.length > this.#options.batchSize) segment.records = null;
    this.#disk.closeFile(fd);
  }

  async #flush(): Promise<void> {
    let unreadable: unknown = null;
    for (const segment of [...this.#segments]) {
      const records = segment.records ?? tryRead(segment.file, (error) => (unreadable = error));
      if (!records) continue;
      const isFromDisk = segment.records === null;
      for (let start = 0; start < records.length; start += isFromDisk ? this.#options.batchSize : 0) {
        const batch = records.slice(start, start + this.#options.batchSize);
        await this.#store(batch);
        if (!isFromDisk) records.splice(0, batch.length);
        // Closed meanwhile: the rest of it is on disk, and storing a record twice changes nothing.
        if (!isFromDisk && segment.records === null) break;
      }
      if (this.#current?.segment === segment && segment.bytes > 0 && segment.records?.length === 0) this.#closeCurrent();
      if (!segment.isOpen && (isFromDisk || segment.records?.length === 0)) this.#remove(segment);
    }
    if (unreadable !== null) throw unreadable;
  }

  /** A record that Postgres calls invalid must not hold up the others: the batch is halved until it stands alone. */
  async #store(batch: string[]): Promise<void> {
    try {
      await withTimeout(this.#options.recordUsage(batch), STORE_TIMEOUT_MS);
    } catch (error) {
      if (!isInvalidData(error)) throw error;
      if (batch.length === 1) return this.#options.log.error("gateway.usage_invalid", { error, usage: batch[0] });
      const middle = Math.ceil(batch.length / 2);
      await this.#store(batch.slice(0, middle));
      await this.#store(batch.slice(middle));
    }
  }

  #remove(segment: Segment): void {
    nodeFs.rmSync(segment.file, { force: true });
    this.#segments = this.#segments.filter((other) => other !== segment);
    this.#bytes -= segment.bytes;
    const isOrphan = !this.#disk.owns(segment.folder);
    if (isOrphan && !this.#segments.some(({ folder }) => folder === segment.folder)) removeFolder(segment.folder);
  }
}

/** A damaged file must not hold up the others. */
function tryRead(file: string, onError: (error: unknown) => void): string[] | null {
  try {
    return readSegment(file);
  } catch (error) {
    onError(error);
    return null;
  }
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation). */
const isInvalidData = (error: unknown): boolean => error instanceof Error && "code" in error && /^2[23]/.test(String(error.code));
