import type { IncomingMessage, ServerResponse } from "node:http";
import type { Reply } from "./exchange.ts";

/** After an early answer the rest of a request is read and dropped for this long, so that the client gets to read the answer. */
const LINGER_MS = 3_000;
const LINGER_BYTES = 8 * 1024 * 1024;
/** Up to this size the last chunk goes out as text of bytes: node then joins it to the headers, one plain write instead of a gathered one. */
const JOINED_BYTES = 16 * 1024;

/** A reply over node's HTTP server. */
export class NodeReply implements Reply {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  isStarted = false;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.#response = response;
  }

  get isClosed(): boolean {
    return this.#response.destroyed || (this.#response.socket?.destroyed ?? false);
  }

  start(status: number, headers: string[], { isStream }: { isStream: boolean }): void {
    this.isStarted = true;
    if (this.#response.destroyed) return;
    this.#response.writeHead(status, headers);
    if (isStream) this.#response.flushHeaders();
  }

  write(chunk: Buffer): boolean {
    return this.#response.destroyed || this.#response.write(chunk);
  }

  end(last?: Buffer): void {
    const response = this.#response;
    if (response.destroyed) return;
    if (!this.#request.complete) linger(this.#request, response);
    if (!last) response.end();
    else if (last.length > JOINED_BYTES) response.end(last);
    else response.end(last.toString("latin1"), "latin1");
  }

  destroy(): void {
    this.#response.destroy();
  }

  onDrain(listener: () => void): void {
    this.#response.once("drain", listener);
  }

  onAbort(listener: () => void): void {
    this.#response.once("close", () => {
      if (!this.#response.writableEnded) listener();
    });
  }
}

function linger(request: IncomingMessage, response: ServerResponse): void {
  response.once("finish", () => setImmediate(() => {
    if (request.readableEnded || request.destroyed) return;
    let bytes = 0;
    const timer = setTimeout(() => request.socket.destroy(), LINGER_MS);
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LINGER_BYTES) request.socket.destroy();
    });
    request.once("close", () => clearTimeout(timer));
    request.once("end", () => clearTimeout(timer));
    request.on("error", () => {});
    request.resume();
  }));
}
