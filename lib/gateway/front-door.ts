import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { AppError } from "#lib/errors.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { problemReply } from "#lib/http/problem.ts";
import { bodyOf } from "#lib/http/reverse-proxy.ts";
import { sendProblem } from "#lib/http/send-problem.ts";
import { newUuid } from "#lib/id.ts";
import { MAX_URL_BYTES, splitCallPath } from "./call-path.ts";
import type { Gateway } from "./create-gateway.ts";
import { NodeReply } from "./node-reply.ts";

export interface FrontDoorOptions {
  gateway: Pick<Gateway, "handle">;
  /** Everything that is no call to an API. */
  serveOther(request: IncomingMessage, response: ServerResponse): void;
  upgradeOther(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  trustedHops: number;
}
export interface FrontDoor {
  server: http.Server;
  /** Stops accepting and waits for the calls in flight. */
  drain(graceMs: number): Promise<void>;
}

const MAX_HEADER_BYTES = 32 * 1024;

/** The one address: calls to APIs are told from everything else by the path, before any I/O. */
export function createFrontDoor(options: FrontDoorOptions): FrontDoor {
  const busy = new Set<Duplex>();
  let isDraining = false;
  const server = http.createServer({
    maxHeaderSize: MAX_HEADER_BYTES + MAX_URL_BYTES, headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 2_000, insecureHTTPParser: false,
  });
  server.maxHeadersCount = 0;
  server.maxConnections = 10_000;
  server.on("request", (request, response) => {
    busy.add(request.socket);
    response.once("close", () => busy.delete(request.socket));
    if (isDraining) response.setHeader("Connection", "close");
    serve(request, response, null, options);
  });
  server.on("upgrade", (request, socket, head) => {
    if (splitCallPath(request.url ?? "") === null) return options.upgradeOther(request, socket, head);
    const response = new http.ServerResponse(request);
    response.assignSocket(socket as Socket);
    response.shouldKeepAlive = false;
    response.once("finish", () => socket.end());
    socket.on("error", () => socket.destroy());
    serve(request, response, { socket, head }, options);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => answerUnreadable(error, socket, busy));
  return {
    server,
    async drain(graceMs) {
      isDraining = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const idle = setInterval(() => server.closeIdleConnections(), 100);
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
      clearInterval(idle);
      server.closeAllConnections();
    },
  };
}

function serve(request: IncomingMessage, response: ServerResponse, upgrade: { socket: Duplex; head: Buffer } | null, options: FrontDoorOptions): void {
  const target = request.url ?? "/";
  const path = splitCallPath(target);
  if (path) {
    void options.gateway.handle({
      method: request.method ?? "GET", apiId: path.apiId, target: path.target, rawHeaders: request.rawHeaders,
      address: clientAddress(request.socket.remoteAddress, request.rawHeaders, options.trustedHops),
      body: bodyOf(request), upgrade, reply: new NodeReply(request, response),
    });
    return;
  }
  if (target.length > MAX_URL_BYTES) return sendProblem(request, response, new AppError("too_large", `The address has ${target.length} bytes; the limit is ${MAX_URL_BYTES}.`));
  options.serveOther(request, response);
}

/** What the strict parser refused (RFC 9112 §6.3, §5.2): answered when nothing else is under way on the connection, then closed. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex, busy: Set<Duplex>): void {
  if (error.code === "ECONNRESET" || !socket.writable || busy.has(socket)) {
    socket.destroy();
    return;
  }
  const isTooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const refusal = isTooLarge
    ? new AppError("too_large", `The address or the headers are too long: at most ${MAX_URL_BYTES} and ${MAX_HEADER_BYTES} bytes.`)
    : new AppError("malformed", error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? "The request did not arrive in time." : "This is not a well-formed HTTP request.");
  const problem = problemReply(refusal, newUuid(), "/");
  let head = `HTTP/1.1 ${problem.status} ${http.STATUS_CODES[problem.status]}\r\nConnection: close\r\n`;
  for (let i = 0; i < problem.headers.length; i += 2) head += `${problem.headers[i]}: ${problem.headers[i + 1]}\r\n`;
  socket.end(`${head}\r\n${problem.body.toString("utf8")}`);
  setTimeout(() => socket.destroy(), 1_000).unref();
}
