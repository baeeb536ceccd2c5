import fs from "node:fs";
import path from "node:path";
import { withTimeout } from "#lib/clock.ts";
import type { UsageEvent } from "#lib/db/gateway-db.ts";
import type { Log } from "#lib/log.ts";
import { createOutage, type Outage } from "#lib/outage.ts";

export interface UsageSpoolOptions {
  /** Belongs to this process alone. */
  folder: string;
  recordUsage(events: readonly UsageEvent[]): Promise<number>;
  log: Log;
  flushEveryMs?: number;
  batchSize?: number;
  /** A segment is closed at this size. */
  segmentBytes?: number;
  maxBytes?: number;
}

interface Waiting {
  line: string;
  event: UsageEvent;
  resolve(): void;
  reject(error: unknown): void;
}
/** One file. `events` are the lines that the database has not got yet; null: only on disk, to be read back. */
interface Segment {
  file: string;
  bytes: number;
  events: UsageEvent[] | null;
  isOpen: boolean;
}

/**
 * Usage records on their way to Postgres. `append` resolves when the record was handed to the operating system with write(2): it survives
 * any death of this process, but not of the machine (no fsync). Records are stored in batches, at least once; their ids make it exactly once.
 */
export class UsageSpool {
  readonly #options: Required<UsageSpoolOptions>;
  #segments: Segment[] = [];
  #current: { segment: Segment; fd: number } | null = null;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #sequence = 0;
  /** For the log alone: what is billed is tried as often as ever. */
  readonly #outage: Outage;

  constructor(options: UsageSpoolOptions) {
    this.#options = { flushEveryMs: 400, batchSize: 500, segmentBytes: 4 * 1024 * 1024, maxBytes: 256 * 1024 * 1024, ...options };
    this.#outage = createOutage(this.#options.flushEveryMs);
    fs.mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 });
    for (const name of fs.readdirSync(this.#options.folder).sort()) {
      const file = path.join(this.#options.folder, name);
      if (name.endsWith(".ndjson")) this.#segments.push({ file, bytes: fs.statSync(file).size, events: null, isOpen: false });
    }
    this.#timer = setInterval(() => void this.flush(), this.#options.flushEveryMs);
  }

  /** Bytes on disk. */
  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  append(event: UsageEvent): Promise<void> {
    if (this.bytes > this.#options.maxBytes) return Promise.reject(new Error("the usage spool is full"));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ line: `${JSON.stringify(event)}\n`, event, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.#write());
    });
  }

  /** Stores what is spooled, oldest first. Never throws: what could not be stored stays. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flush()
      .then(() => this.#outage.ends(), (error: unknown) => {
        if (this.#outage.fails()) this.#options.log.warn("gateway.usage_waits", { error, bytes: this.bytes });
      })
      .finally(() => { this.#flushing = null; });
    return this.#flushing;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    if (this.#waiting.length > 0) this.#write();
    await this.#flushing;
    await this.flush();
    if (this.#current) fs.closeSync(this.#current.fd);
    this.#current = null;
  }

  /**
   * What came within one turn of the event loop goes together. Synchronous on purpose: a write to the page cache takes microseconds, a
   * round trip to the thread pool milliseconds when the machine is busy.
   */
  #write(): void {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    try {
      const { segment, fd } = this.#open();
      const bytes = Buffer.from(batch.map((one) => one.line).join(""));
      for (let written = 0; written < bytes.length; ) written += fs.writeSync(fd, bytes, written);
      segment.bytes += bytes.length;
      for (const one of batch) {
        segment.events?.push(one.event);
        one.resolve();
      }
    } catch (error) {
      // A torn line ends this segment: the next record starts a new file.
      this.#closeCurrent();
      for (const one of batch) one.reject(error);
    }
  }

  #open(): { segment: Segment; fd: number } {
    if (this.#current && this.#current.segment.bytes >= this.#options.segmentBytes) this.#closeCurrent();
    if (this.#current) return this.#current;
    this.#sequence += 1;
    const file = path.join(this.#options.folder, `${String(Date.now()).padStart(15, "0")}-${process.pid}-${String(this.#sequence).padStart(6, "0")}.ndjson`);
    const segment: Segment = { file, bytes: 0, events: [], isOpen: true };
    this.#current = { segment, fd: fs.openSync(file, "ax", 0o600) };
    this.#segments.push(segment);
    return this.#current;
  }

  #closeCurrent(): void {
    if (!this.#current) return;
    const { segment, fd } = this.#current;
    this.#current = null;
    segment.isOpen = false;
    // Memory holds one segment: with Postgres away, older ones are read back from disk.
    if (segment.events && segment.events.length > this.#options.batchSize) segment.events = null;
    fs.closeSync(fd);
  }

  async #flush(): Promise<void> {
    for (const segment of [...this.#segments]) {
      const events = segment.events ?? readSegment(segment.file);
      const isFromDisk = segment.events === null;
      for (let start = 0; start < events.length; start += isFromDisk ? this.#options.batchSize : 0) {
        const batch = events.slice(start, start + this.#options.batchSize);
        await this.#store(batch);
        if (!isFromDisk) events.splice(0, batch.length);
        // Closed meanwhile: the rest of it is on disk, and storing a record twice changes nothing.
        if (!isFromDisk && segment.events === null) break;
      }
      if (this.#current?.segment === segment && segment.bytes > 0 && segment.events?.length === 0) this.#closeCurrent();
      if (!segment.isOpen && (isFromDisk || segment.events?.length === 0)) this.#remove(segment);
    }
  }

  /** A record that Postgres calls invalid must not hold up the others: the batch is halved until it stands alone. */
  async #store(batch: UsageEvent[]): Promise<void> {
    try {
      await withTimeout(this.#options.recordUsage(batch), 10_000);
    } catch (error) {
      if (!isInvalidData(error)) throw error;
      if (batch.length === 1) return this.#options.log.error("gateway.usage_invalid", { error, usage: batch[0] });
      const middle = Math.ceil(batch.length / 2);
      await this.#store(batch.slice(0, middle));
      await this.#store(batch.slice(middle));
    }
  }

  #remove(segment: Segment): void {
    fs.rmSync(segment.file, { force: true });
    this.#segments = this.#segments.filter((other) => other !== segment);
  }
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation). */
const isInvalidData = (error: unknown): boolean => error instanceof Error && "code" in error && /^2[23]/.test(String(error.code));

/** Every whole line; the last one may be torn by a kill, and then its response was not completed. */
function readSegment(file: string): UsageEvent[] {
  return fs.readFileSync(file, "utf8").split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as UsageEvent];
    } catch {
      return [];
    }
  });
}
