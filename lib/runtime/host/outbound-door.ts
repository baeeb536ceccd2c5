import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { EgressRefused, MARK_HEADER, REQUEST_ID_HEADER } from "./egress.ts";
import type { HostTenant } from "./host-server.ts";

/** The runtime writes a whole URL for what the code fetches, and a path for its own services. */
export const isOutbound = (request: IncomingMessage): boolean => !request.url?.startsWith("/");

const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;
const ONLY_FETCH = "An API reaches other services with fetch only: WebSocket connections and sockets of its own are refused.";

/** What the code fetches, from the socket to the tenant's egress and back. `body` is null when it was too large. */
export async function handleOutbound(request: IncomingMessage, response: ServerResponse, body: Buffer | null, maxBodyBytes: number, tenant: HostTenant): Promise<void> {
  const { method = "GET", headers, url: target = "" } = request;
  if (body === null) return refuseAtDoor(request, response, tenant, `A fetch of an API sends at most ${maxBodyBytes >> 10} KB.`);
  const url = URL.canParse(target) ? new URL(target) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return refuseAtDoor(request, response, tenant, "fetch takes http and https addresses.");
  const gone = new AbortController();
  response.once("close", () => void (response.writableFinished || gone.abort()));
  try {
    const reply = await tenant.egress({ method, target, url, headers, body, requestId: requestIdOf(request), mark: single(headers[MARK_HEADER]), signal: gone.signal });
    response.writeHead(reply.status, reply.headers);
    if (reply.status === 204 || reply.status === 304 || method === "HEAD") response.end();
    else if (typeof reply.body === "string") response.end(reply.body);
    // A body that breaks off breaks the connection: the code's reading of it fails, and the egress has recorded why.
    else await pipeline(reply.body, response).catch(() => response.destroy());
  } catch (error) {
    if (!(error instanceof EgressRefused)) throw error;
    refuseOutbound(response, error.message);
  }
}

/** The harness throws these words out of `fetch` (workerd/harness/outbound.ts). */
function refuseOutbound(response: ServerResponse, words: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(403, { "content-type": "text/plain; charset=utf-8", "x-platform-refusal": "1" }).end(words);
}

/** What wants a connection of its own: `connect()` of cloudflare:sockets asks for a tunnel, a WebSocket for an upgrade. */
export function refuseTunnel(request: IncomingMessage, socket: Duplex, tenant: HostTenant | null): void {
  record(request, tenant, ONLY_FETCH);
  socket.on("error", () => {});
  request.resume();
  socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nX-Platform-Refusal: 1\r\nContent-Length: ${ONLY_FETCH.length}\r\nConnection: close\r\n\r\n${ONLY_FETCH}`);
}

/** Refused before the egress sees it. */
export function refuseAtDoor(request: IncomingMessage, response: ServerResponse, tenant: HostTenant | null, words: string): void {
  record(request, tenant, words);
  refuseOutbound(response, words);
}

function record(request: IncomingMessage, tenant: HostTenant | null, words: string): void {
  const { method = "GET", url = "" } = request;
  // A tunnel names its goal as `host:port`.
  const target = URL.canParse(url) && url.includes("://") ? url : `https://${url}`;
  tenant?.onOutboundRefused?.({ method, host: URL.canParse(target) ? new URL(target).host : "unknown", requestId: requestIdOf(request) }, words);
}

function requestIdOf({ headers }: IncomingMessage): string {
  const requestId = single(headers[REQUEST_ID_HEADER]);
  return REQUEST_ID.test(requestId) ? requestId : "unknown";
}

const single = (value: string | string[] | undefined): string => (Array.isArray(value) ? value.join() : (value ?? ""));
