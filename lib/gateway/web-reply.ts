import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import { parseHost } from "#lib/http/host.ts";
import type { IncomingCall, Reply } from "./exchange.ts";
import { findCall } from "./find-call.ts";

/** The call of a web Request, and the Response it will have; null: not the address of an API. Hosts that run Next alone use this. */
export function callOfRequest(request: Request, origin: ApiOrigin, address: string): { call: IncomingCall; response: Promise<Response> } | null {
  const url = new URL(request.url);
  const path = findCall(parseHost(request.headers.get("x-forwarded-host") ?? request.headers.get("host") ?? ""), url.pathname + url.search, origin);
  if (!path) return null;
  const { reply, response } = webReply(request.signal);
  const rawHeaders = [...request.headers].flat();
  const body = request.body ? Readable.fromWeb(request.body as unknown as NodeReadableStream) : null;
  return { call: { method: request.method, apiId: path.apiId, version: path.version, target: path.target, rawHeaders, address, body, upgrade: null, reply }, response };
}

function webReply(signal: AbortSignal): { reply: Reply; response: Promise<Response> } {
  const { promise, resolve } = Promise.withResolvers<Response>();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isStarted = false;
  let isClosed = false;
  let onDrain: (() => void) | undefined;
  const onAbort: (() => void)[] = [];
  const abort = () => {
    if (isClosed) return;
    isClosed = true;
    for (const listener of onAbort) listener();
  };
  signal.addEventListener("abort", abort, { once: true });
  const stream = new ReadableStream<Uint8Array>({
    start: (own) => { controller = own; },
    pull() {
      const listener = onDrain;
      onDrain = undefined;
      listener?.();
    },
    cancel: abort,
  });
  const reply: Reply = {
    get isStarted() { return isStarted; },
    get isClosed() { return isClosed; },
    start(status, flat) {
      isStarted = true;
      const headers = new Headers();
      for (let i = 0; i < flat.length; i += 2) headers.append(flat[i] ?? "", flat[i + 1] ?? "");
      resolve(new Response(status === 204 || status === 205 || status === 304 ? null : stream, { status, headers }));
    },
    write(chunk) {
      if (isClosed) return true;
      controller?.enqueue(chunk);
      return (controller?.desiredSize ?? 0) > 0;
    },
    end(last) {
      if (isClosed) return;
      if (last) controller?.enqueue(last);
      isClosed = true;
      controller?.close();
    },
    destroy() {
      if (isClosed) return;
      isClosed = true;
      controller?.error(new Error("the answer broke off"));
    },
    onDrain: (listener) => { onDrain = listener; },
    onAbort: (listener) => void onAbort.push(listener),
  };
  return { reply, response: promise };
}
