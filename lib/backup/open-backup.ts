import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { backupHeaderSchema, FORMAT_VERSION, type BackupHeader } from "./schema.ts";

export interface Backup {
  header: BackupHeader;
  /** The rows of the next table, as COPY takes them. */
  rowsOf(name: string): AsyncGenerator<Buffer>;
  /** After the last table. Throws when the file is not what was written. */
  verifyEnd(): Promise<void>;
  close(): void;
}

const MAX_LINE_BYTES = 64 * 1024 * 1024;
const END_OF_ROWS = Buffer.from("\\.\n");

/** Opens a backup and reads what it says of itself. Throws with words when it is none, damaged, or of a newer product. */
export async function openBackup(file: string): Promise<Backup> {
  const reader = new BackupReader(file);
  const header = await reader.readLine().then((line) => readHeader(line, file)).catch((error: unknown) => {
    reader.close();
    throw error;
  });
  return {
    header,
    rowsOf: (name) => reader.rowsOf(name),
    async verifyEnd() {
      const expected = JSON.stringify({ sha256: reader.hash.copy().digest("hex") });
      if ((await reader.readLine()) !== expected || !(await reader.isAtEnd())) throw damaged(file);
    },
    close: () => reader.close(),
  };
}

const damaged = (file: string, cause?: unknown): Error => new Error(`${file} is damaged or incomplete: its checksum does not fit. Take another backup; nothing was restored.`, { cause });

function readHeader(line: string, file: string): BackupHeader {
  const form = z.object({ format: z.literal("api-creator-backup"), formatVersion: z.number() });
  try {
    const { formatVersion } = form.parse(JSON.parse(line));
    if (formatVersion <= FORMAT_VERSION) return backupHeaderSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`${file} is not a backup of this product, or it is damaged.`, { cause });
  }
  throw new Error(`${file} was written by a newer version of the product. Update this checkout, then restore it.`);
}

/** Lines and tables of a compressed stream, hashed as they are read. */
class BackupReader {
  readonly hash = createHash("sha256");
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly file: string;
  private readonly source: NodeJS.ReadableStream & { destroy(): void };
  private waiting: Buffer = Buffer.alloc(0);

  constructor(file: string) {
    this.file = file;
    const gunzip = createGunzip();
    this.source = gunzip;
    pipeline(createReadStream(file), gunzip, () => {}); // its error comes to whoever reads
    this.chunks = gunzip[Symbol.asyncIterator]();
  }

  close(): void {
    this.source.destroy();
  }

  async readLine(): Promise<string> {
    for (let end = -1; ; ) {
      end = this.waiting.indexOf(10);
      if (end >= 0) return this.take(end + 1).toString("utf8", 0, end);
      if (this.waiting.length > MAX_LINE_BYTES || !(await this.more())) throw damaged(this.file);
    }
  }

  async isAtEnd(): Promise<boolean> {
    return this.waiting.length === 0 && !(await this.more());
  }

  async *rowsOf(name: string): AsyncGenerator<Buffer> {
    if ((await this.readLine()) !== `-- ${name}`) throw damaged(this.file);
    for (;;) {
      const end = endOfRows(this.waiting);
      if (end >= 0) {
        if (end > 0) yield this.take(end);
        this.take(END_OF_ROWS.length);
        return;
      }
      // Whole lines only: the end is a line of its own, and may not be torn apart.
      const whole = this.waiting.lastIndexOf(10) + 1;
      if (whole > 0) yield this.take(whole);
      if (!(await this.more())) throw damaged(this.file);
    }
  }

  private take(length: number): Buffer {
    const taken = this.waiting.subarray(0, length);
    this.waiting = this.waiting.subarray(length);
    this.hash.update(taken);
    return taken;
  }

  private async more(): Promise<boolean> {
    try {
      const next = await this.chunks.next();
      if (next.done) return false;
      this.waiting = this.waiting.length === 0 ? next.value : Buffer.concat([this.waiting, next.value]);
      return true;
    } catch (cause) {
      throw (cause as NodeJS.ErrnoException).code === "ENOENT" ? new Error(`There is no file ${this.file}.`) : damaged(this.file, cause);
    }
  }
}

/** COPY writes a backslash as two, so this line is never data. */
function endOfRows(text: Buffer): number {
  for (let at = text.indexOf(END_OF_ROWS); at >= 0; at = text.indexOf(END_OF_ROWS, at + 1)) if (at === 0 || text[at - 1] === 10) return at;
  return -1;
}
