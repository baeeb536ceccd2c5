import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { Server, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { AppError } from "#lib/errors.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { endSocket } from "#lib/http/end-socket.ts";
import { bodyOf } from "#lib/http/reverse-proxy.ts";
import { sendProblem } from "#lib/http/send-problem.ts";
import { answerUnreadable } from "./answer-unreadable.ts";
import { type CallPath, MAX_HEADER_BYTES, MAX_URL_BYTES } from "./call-path.ts";
import { checkMessage } from "./check-message.ts";
import type { ClientConnection } from "./client-connection.ts";
import { ClientConnections } from "./client-connections.ts";
import type { Gateway } from "./create-gateway.ts";
import { findCall } from "./find-call.ts";
import { NodeReply } from "./node-reply.ts";
import { PATIENCE, type Patience } from "./patience.ts";

export interface FrontDoorOptions {
  gateway: Pick<Gateway, "handle" | "origin">;
  /** Everything that is no call to an API. */
  serveOther(request: IncomingMessage, response: ServerResponse): void;
  upgradeOther(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  trustedHops: number;
  patience?: Patience;
}
export interface FrontDoor {
  server: http.Server;
  /** Stops accepting and waits for the calls in flight. */
  drain(graceMs: number): Promise<void>;
  /** A successor accepts: serves on until each client has gone, as its next answer tells it to, or its idle connection has timed out. `isOver`: at most until then. */
  retire(isOver: Promise<void>): Promise<void>;
}

/** The one address: calls to APIs are told from everything else by the path, before any I/O. */
export function createFrontDoor(options: FrontDoorOptions): FrontDoor {
  const { patience = PATIENCE, trustedHops } = options;
  const connections = new ClientConnections(patience, () => server.closeIdleConnections());
  let isDraining = false;
  const server = http.createServer({
    maxHeaderSize: MAX_HEADER_BYTES + MAX_URL_BYTES, headersTimeout: patience.headersMs, requestTimeout: 120_000, keepAliveTimeout: patience.keepAliveMs, connectionsCheckingInterval: patience.sweepMs,
    insecureHTTPParser: false, requireHostHeader: false, shouldUpgradeCallback: isWebSocket,
  });
  server.maxHeadersCount = 0;
  server.maxConnections = patience.connections;
  const accept = (request: IncomingMessage, response: ServerResponse, holdsBody: boolean): void => {
    const connection = connections.of(request.socket);
    connection.take(request, response, () => {
      if (isDraining) response.shouldKeepAlive = false;
      const askForBody = holdsBody ? holdBody(response, connection) : undefined;
      const address = clientAddress(request.socket.remoteAddress, request.rawHeaders, trustedHops);
      const giveBack = trustedHops > 0 ? connections.takeCall(address) : undefined;
      if (giveBack === null) return sendProblem(request, response, tooManyCalls(patience.connectionsPerAddress));
      if (giveBack) response.once("close", giveBack);
      serve(request, response, { address, askForBody, upgrade: null }, options);
    });
  };
  server.on("connection", (socket) => connections.open(socket, trustedHops > 0 ? null : (socket.remoteAddress ?? null)));
  server.on("request", (request, response) => accept(request, response, false));
  server.on("checkContinue", (request, response) => accept(request, response, bodyOf(request) !== null));
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => connections.of(request.socket).take(request, response, () => refuseMessage(request, response, new AppError("malformed", "The only expectation accepted is 100-continue."))));
  server.on("connect", (_request, socket) => answerUnreadable(new AppError("method_not_allowed", "CONNECT is not served here."), socket));
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    // An earlier answer of this connection would get mixed up with the new protocol.
    if (connections.of(socket).active) return void socket.destroy();
    const address = clientAddress(request.socket.remoteAddress, request.rawHeaders, trustedHops);
    const giveBack = trustedHops > 0 ? connections.takeCall(address) : undefined;
    if (giveBack === null) return answerUnreadable(tooManyCalls(patience.connectionsPerAddress), socket);
    if (giveBack) socket.once("close", giveBack);
    upgrade(request, { socket, head }, address, isDraining, options);
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => connections.of(socket).giveUp(error));
  let closed: Promise<void> | undefined;
  const stopAccepting = (): Promise<void> => {
    isDraining = true;
    connections.announceClose();
    // Not HTTP's own close: it ends idle connections at once, with the requests that are on their way on them.
    closed ??= new Promise((resolve) => Server.prototype.close.call(server, () => resolve()));
    return closed;
  };
  return {
    server,
    retire: (isOver) => Promise.race([stopAccepting(), isOver]),
    async drain(graceMs) {
      const closed = stopAccepting();
      const idle = setInterval(() => server.closeIdleConnections(), 100);
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
      clearInterval(idle);
      connections.close();
      server.closeAllConnections();
    },
  };
}

interface Incoming {
  address: string;
  askForBody: (() => void) | undefined;
  upgrade: { socket: Duplex; head: Buffer } | null;
}

function serve(request: IncomingMessage, response: ServerResponse, { address, askForBody, upgrade: asUpgrade }: Incoming, options: FrontDoorOptions): void {
  let path: CallPath | null;
  try {
    path = findCall(checkMessage(request), request.url ?? "/", options.gateway.origin);
  } catch (error) {
    return refuseMessage(request, response, error);
  }
  if (!path) {
    askForBody?.();
    return options.serveOther(request, response);
  }
  // RFC 9110 §9.3.8: it would tell scripts what their browser sends.
  if (request.method === "TRACE") return sendProblem(request, response, new AppError("method_not_allowed", "TRACE is not served here."));
  void options.gateway.handle({
    method: request.method ?? "GET", apiId: path.apiId, version: path.version, target: path.target, rawHeaders: request.rawHeaders, address,
    body: bodyOf(request), ...(askForBody ? { askForBody } : {}), upgrade: asUpgrade, reply: new NodeReply(request, response),
  });
}

function upgrade(request: IncomingMessage, { socket, head }: { socket: Duplex; head: Buffer }, address: string, isDraining: boolean, options: FrontDoorOptions): void {
  if (isDraining) return answerUnreadable(new AppError("unavailable", "The gateway restarts. Connect again.", { headers: { "Retry-After": "1" } }), socket);
  try {
    if (!findCall(checkMessage(request), request.url ?? "/", options.gateway.origin)) return options.upgradeOther(request, socket, head);
  } catch (error) {
    return answerUnreadable(error instanceof AppError ? error : new AppError("malformed", "This is not a well-formed HTTP request."), socket);
  }
  const response = new http.ServerResponse(request);
  response.assignSocket(socket as Socket);
  response.shouldKeepAlive = false;
  response.once("finish", () => endSocket(socket));
  serve(request, response, { address, askForBody: undefined, upgrade: { socket, head } }, options);
}

/** Any other upgrade is not taken (RFC 9110 §7.8): the request is served as it is. */
function isWebSocket(request: IncomingMessage): boolean {
  return request.method === "GET" && request.headers.upgrade?.toLowerCase() === "websocket" && bodyOf(request) === null;
}

/** Node closes the connection after an answer that comes before the 100: what the client sends next may be the body or not (RFC 9110 §10.1.1). */
function holdBody(response: ServerResponse, connection: ClientConnection): () => void {
  connection.isBodyHeld = true;
  return () => {
    if (connection.isBodyHeld) response.writeContinue();
    connection.isBodyHeld = false;
  };
}

function refuseMessage(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  // What can be read, but not at this host, leaves the connection as it is.
  if (!(error instanceof AppError && error.code === "not_found")) response.shouldKeepAlive = false;
  sendProblem(request, response, error);
}

const tooManyCalls = (cap: number): AppError => new AppError("rate_limited", `More than ${cap} calls of this address are in flight. Wait until some are answered.`, {
  headers: { "Retry-After": "1" }, extensions: { limit: "calls in flight of an address", used: cap, cap, retry_after_seconds: 1 },
});
