import { chmodSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Log } from "#lib/log.ts";
import { createPlaces, type Places } from "../places.ts";
import type { DataOperation, DataReply } from "../host-ports.ts";
import type { ConsoleLine } from "../runtime.ts";
import type { Egress } from "./egress.ts";
import { handleOutbound, isOutbound, refuseAtDoor, refuseTunnel } from "./outbound-door.ts";
import { parseConsoleLines } from "./parse-console-lines.ts";

/** Whom this socket belongs to: the host's knowledge, never the code's claim. */
export interface HostTenant {
  /** For the log. */
  name: string;
  runData(requestId: string, operations: readonly DataOperation[]): Promise<DataReply[]>;
  egress: Egress;
  /** What is refused at the door, before the egress sees it. */
  onOutboundRefused?(call: { method: string; host: string; requestId: string }, words: string): void;
  onConsole(requestId: string, lines: ConsoleLine[]): void;
}
export interface HostServer {
  /** Before this, every request is refused. */
  assign(tenant: HostTenant): void;
  close(): void;
}

export const HOST_LIMITS = { bodyBytes: 1 << 20, operationsPerTurn: 100, turnsInFlight: 256, outboundInFlight: 40 };
/** Of the 16 connections that all APIs share: who floods waits for itself, and leaves others their half. */
const TURNS_AT_ONCE = 8;
const TURN_WAIT_MS = 20_000;
const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** The host services of one runtime, on the socket in its private directory. Everything that arrives is hostile. */
export async function openHostServer(socketPath: string, log: Log): Promise<HostServer> {
  let tenant: HostTenant | null = null;
  // Apart: slow services don't keep the code from its data.
  const inFlight = { data: 0, outbound: 0 };
  const turns = createPlaces(TURNS_AT_ONCE, TURN_WAIT_MS, "Too many data operations are waiting.");
  // What the code fetches comes without a Host header: its URL is whole.
  const server = createServer({ keepAliveTimeout: 120_000, maxHeaderSize: 32_768, requireHostHeader: false }, (request, response) => {
    const [kind, most] = isOutbound(request) ? (["outbound", HOST_LIMITS.outboundInFlight] as const) : (["data", HOST_LIMITS.turnsInFlight] as const);
    if (!tenant || inFlight[kind] >= most) return refuseBusy(request, response, tenant);
    inFlight[kind]++;
    handle(request, response, tenant, turns)
      .catch((error: unknown) => {
        log.warn("host.failed", { tenant: tenant?.name, error });
        if (!response.headersSent) answer(response, 503, "The data service is not available right now. Try again.");
      })
      .finally(() => inFlight[kind]--);
  });
  // Nothing that is not HTTP: such a connection ends here.
  server.on("clientError", (_error, socket) => socket.destroy());
  for (const event of ["connect", "upgrade"]) server.on(event, (request: IncomingMessage, socket: Duplex) => refuseTunnel(request, socket, tenant));
  server.maxConnections = 320;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(socketPath, resolve));
  // The directory is 0700 and belongs to the runtime's uid: nobody else gets this far.
  chmodSync(socketPath, 0o666);
  return {
    assign: (next) => void (tenant = next),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, tenant: HostTenant, turns: Places): Promise<void> {
  if (isOutbound(request)) return handleOutbound(request, response, await readBody(request), HOST_LIMITS.bodyBytes, tenant);
  // Before the body is read: those that wait hold no memory.
  const end = request.url === "/data" ? await turns.take() : () => {};
  await handleService(request, response, tenant).finally(end);
}

async function handleService(request: IncomingMessage, response: ServerResponse, tenant: HostTenant): Promise<void> {
  const body = await readBody(request);
  if (body === null) return answer(response, 413, `One turn's operations hold at most ${HOST_LIMITS.bodyBytes >> 10} KB.`);
  const parsed = parseJson(body.toString("utf8"));
  const requestId = String(request.headers["x-request-id"] ?? "");
  if (request.method === "POST" && request.url === "/data") {
    if (!Array.isArray(parsed) || !parsed.every((operation) => Array.isArray(operation))) return answer(response, 400, "Operations come as an array of arrays.");
    if (parsed.length > HOST_LIMITS.operationsPerTurn) return answer(response, 413, `At most ${HOST_LIMITS.operationsPerTurn} data operations can start at once.`);
    const replies = await tenant.runData(requestId, parsed);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(replies));
    return;
  }
  if (request.method === "POST" && request.url === "/logs") {
    const lines = parseConsoleLines(parsed);
    if (lines.length > 0 && REQUEST_ID.test(requestId)) tenant.onConsole(requestId, lines);
    return answer(response, 204, "");
  }
  answer(response, 404, "No such host service.");
}

function refuseBusy(request: IncomingMessage, response: ServerResponse, tenant: HostTenant | null): void {
  request.resume();
  if (isOutbound(request)) return refuseAtDoor(request, response, tenant, "Too many calls to other services are running at once. Await them before starting more.");
  answer(response, 503, "Too many data operations are running at once. Await them before starting more.");
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain" }).end(text);
}

/** Null when it is too large; the rest is then thrown away. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= HOST_LIMITS.bodyBytes) chunks.push(chunk);
      else resolve(null);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
    // What was given up while it waited has told so already, and is read to no end.
    const giveUp = () => reject(new Error("The request was given up before it was read."));
    if (request.destroyed) giveUp();
    else request.on("close", giveUp);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
