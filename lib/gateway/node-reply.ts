import type { IncomingMessage, ServerResponse } from "node:http";
import type { Reply } from "./exchange.ts";

/** After an early answer the rest of a request is read and dropped for this long, so that the client gets to read the answer. */
const LINGER_MS = 3_000;
const LINGER_BYTES = 8 * 1024 * 1024;

/** A reply over node's HTTP server. */
export function nodeReply(request: IncomingMessage, response: ServerResponse): Reply {
  let isStarted = false;
  return {
    get isStarted() {
      return isStarted;
    },
    get isClosed() {
      return response.destroyed || (response.socket?.destroyed ?? false);
    },
    start(status, headers, { isStream }) {
      isStarted = true;
      if (response.destroyed) return;
      response.writeHead(status, headers);
      if (isStream) response.flushHeaders();
    },
    write: (chunk) => response.destroyed || response.write(chunk),
    end() {
      if (response.destroyed) return;
      if (!request.readableEnded) linger(request, response);
      response.end();
    },
    destroy: () => void response.destroy(),
    onDrain: (listener) => void response.once("drain", listener),
    onAbort(listener) {
      response.once("close", () => {
        if (!response.writableEnded) listener();
      });
    },
  };
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
