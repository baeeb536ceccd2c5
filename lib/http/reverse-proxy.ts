import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { endToEndHeaders } from "./raw-headers.ts";

export interface ReverseProxyRequest {
  upstream: Dispatcher;
  request: IncomingMessage;
  response: ServerResponse;
  /** Path and query. */
  path: string;
  /** Flat name, value list, complete. */
  headers: string[];
  /** Instead of the request's own body. */
  body?: Buffer;
  isDroppedOut(name: string): boolean;
  addHeaders?: string[];
  /** Nothing was sent to the client yet. */
  onUnavailable(error: Error): void;
}

/** Streams a request to one of our own servers and its answer back, with backpressure; a client that leaves stops the upstream. */
export function reverseProxy(options: ReverseProxyRequest): void {
  const { request, response } = options;
  let controller: Dispatcher.DispatchController | undefined;
  let isDone = false;
  response.once("close", () => {
    if (!isDone) controller?.abort(new Error("the client is gone"));
  });
  options.upstream.dispatch({ path: options.path, method: request.method ?? "GET", headers: options.headers, body: options.body ?? bodyOf(request) }, {
    onRequestStart(started) {
      controller = started;
      if (response.destroyed) started.abort(new Error("the client is gone"));
    },
    onResponseStart(started, status) {
      if (status < 200 || response.destroyed) return;
      const raw = (started.rawHeaders as (Buffer | string)[]).map((part) => (typeof part === "string" ? part : part.toString("latin1")));
      response.writeHead(status, [...endToEndHeaders(raw, (name) => options.isDroppedOut(name)), ...(options.addHeaders ?? [])]);
      response.flushHeaders();
    },
    onResponseData(started, chunk) {
      if (response.destroyed || response.write(chunk)) return;
      started.pause();
      response.once("drain", () => started.resume());
    },
    onResponseEnd() {
      isDone = true;
      response.end();
    },
    onResponseError(_controller, error) {
      isDone = true;
      if (response.headersSent || response.destroyed) response.destroy();
      else options.onUnavailable(error);
    },
  });
}

/** The body, when the message has one. */
export function bodyOf(request: IncomingMessage): Readable | null {
  const length = request.headers["content-length"];
  return request.headers["transfer-encoding"] !== undefined || (length !== undefined && length !== "0") ? request : null;
}
