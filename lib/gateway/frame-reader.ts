export type FrameProblem = "too_large" | "malformed";

const HEADER_BYTES = 14;
const PONG = 0xa;
const CLOSE = 0x8;
const MAX_CONTROL_BYTES = 125;

/**
 * Follows the frames of one direction of a WebSocket (RFC 6455 §5.2) while they pass: no payload is held or changed. A frame that makes its
 * message too large is stopped before its first byte, so that what was let through ends between two frames.
 */
export class FrameReader {
  readonly #maxMessageBytes: number;
  /** The beginning of a header whose rest has not come. */
  #held: Buffer = Buffer.alloc(0);
  #left = 0;
  #messageBytes = 0;
  #problem: FrameProblem | null = null;
  /** A close frame passed: nothing may follow it. */
  hasClosed = false;
  /** Messages that passed, or whose last frame began to. */
  messages = 0;
  bytes = 0;
  /** Frames but for pongs, which only tell that a machine is there. */
  activity = 0;

  constructor(maxMessageBytes: number) {
    this.#maxMessageBytes = maxMessageBytes;
  }

  /** Whether what was let through ends between two frames: only there another frame may be put in. */
  get isBetweenFrames(): boolean {
    return this.#left === 0;
  }

  /** What of this chunk, and of what was held before it, may go on. After a problem: nothing more. */
  read(chunk: Buffer): { pass: Buffer; problem: FrameProblem | null } {
    const all = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    let at = 0;
    while (at < all.length && this.#problem === null) {
      if (this.#left > 0) {
        const step = Math.min(this.#left, all.length - at);
        this.#left -= step;
        at += step;
        continue;
      }
      const header = all.subarray(at, at + HEADER_BYTES);
      const size = headerSize(header);
      if (header.length < size) break;
      this.#problem = this.#enter(header);
      if (this.#problem === null) at += size;
    }
    this.#held = this.#problem === null ? Buffer.from(all.subarray(at)) : Buffer.alloc(0);
    this.bytes += at;
    return { pass: all.subarray(0, at), problem: this.#problem };
  }

  #enter(header: Buffer): FrameProblem | null {
    const first = header.readUInt8(0);
    const opcode = first & 0x0f;
    const length = payloadLength(header);
    if (this.hasClosed || (opcode >= CLOSE && length > MAX_CONTROL_BYTES)) return "malformed";
    if (opcode < CLOSE) {
      this.#messageBytes = (opcode === 0 ? this.#messageBytes : 0) + length;
      if (this.#messageBytes > this.#maxMessageBytes) return "too_large";
      if (first >= 0x80) this.messages += 1;
    }
    if (opcode !== PONG) this.activity += 1;
    this.hasClosed = opcode === CLOSE;
    this.#left = length;
    return null;
  }
}

/** Of the whole header, as far as its first two bytes tell. */
function headerSize(header: Buffer): number {
  if (header.length < 2) return 2;
  const second = header.readUInt8(1);
  const short = second & 0x7f;
  return 2 + (short === 127 ? 8 : short === 126 ? 2 : 0) + (second >= 0x80 ? 4 : 0);
}

function payloadLength(header: Buffer): number {
  const short = header.readUInt8(1) & 0x7f;
  if (short === 127) return Number(header.readBigUInt64BE(2));
  return short === 126 ? header.readUInt16BE(2) : short;
}

/** A close frame (RFC 6455 §5.5.1). What goes to a server is masked, here with zeros. */
export function closeFrame(code: number, reason: string, isMasked: boolean): Buffer {
  const words = Buffer.from(reason).subarray(0, MAX_CONTROL_BYTES - 2);
  const head = Buffer.from([0x80 | CLOSE, (isMasked ? 0x80 : 0) | (words.length + 2), ...(isMasked ? [0, 0, 0, 0] : []), code >> 8, code & 0xff]);
  return Buffer.concat([head, words]);
}
