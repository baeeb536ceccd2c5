import net from "node:net";

export interface LoadTarget {
  /** Instead of the URL's host. */
  socketPath?: string | undefined;
  url: string;
  headers: Readonly<Record<string, string>>;
}
/** Called with the answer's status; 0: the connection broke. */
export type Answered = (status: number) => void;

/** One keep-alive connection that sends the same GET. Reads just enough of an answer to see its end: what the load costs is not measured. */
export class LoadConnection {
  readonly #target: LoadTarget;
  readonly #request: Buffer;
  #socket: net.Socket | null = null;
  #answered: Answered | null = null;
  #held: Buffer | null = null;

  constructor(target: LoadTarget) {
    const { host, pathname, search } = new URL(target.url);
    const lines = Object.entries(target.headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#target = target;
    this.#request = Buffer.from(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n${lines.join("")}\r\n`);
  }

  get isBusy(): boolean {
    return this.#answered !== null;
  }

  call(answered: Answered): void {
    this.#answered = answered;
    this.#socket ??= this.#connect();
    this.#socket.write(this.#request);
  }

  close(): void {
    this.#socket?.destroy();
  }

  #connect(): net.Socket {
    const { hostname, port } = new URL(this.#target.url);
    const socket = this.#target.socketPath ? net.connect(this.#target.socketPath) : net.connect(Number(port), hostname);
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#socket = null;
      this.#held = null;
      this.#end(0);
    });
    return socket;
  }

  #read(chunk: Buffer): void {
    const all = this.#held ? Buffer.concat([this.#held, chunk]) : chunk;
    this.#held = isWhole(all) ? null : all;
    if (!this.#held) this.#end(Number(all.toString("latin1", 9, 12)));
  }

  #end(status: number): void {
    const answered = this.#answered;
    this.#answered = null;
    answered?.(status);
  }
}

/** Whether this is a whole answer. There is never a second one behind it: nothing is pipelined. */
function isWhole(answer: Buffer): boolean {
  const end = answer.indexOf("\r\n\r\n");
  if (end === -1) return false;
  const head = answer.toString("latin1", 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return answer.length >= end + 4 + Number(length);
  return /\r\ntransfer-encoding: *chunked/i.test(head) ? answer.subarray(-5).equals(LAST_CHUNK) : true;
}

const LAST_CHUNK = Buffer.from("0\r\n\r\n");
