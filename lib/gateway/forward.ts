import type { Dispatcher } from "undici";
import { AppError } from "#lib/errors.ts";
import type { Clock } from "#lib/clock.ts";
import type { Log } from "#lib/log.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import { headerOf } from "#lib/http/raw-headers.ts";
import type { RuntimeEnd } from "#lib/runtime/runtime.ts";
import type { Exchange, Target } from "./exchange.ts";
import { forwardUpgrade } from "./forward-upgrade.ts";
import type { HeldCalls } from "./held-calls.ts";
import { headersIn, platformHeaders } from "./headers.ts";
import type { OpenSockets } from "./open-sockets.ts";
import { readRequestBody } from "./request-body.ts";
import { route, type RouteDeps } from "./route.ts";
import { ConnectionLost, NotSent, UpstreamResponse } from "./upstream-response.ts";

export interface ForwardDeps extends RouteDeps {
  clock: Clock;
  origin: ApiOrigin;
  /** Makes consumer ids; the same in gateway and web. */
  consumerSecret: string;
  /** To the first byte. */
  wallMs: number;
  /** Of a stream, without a byte: from the API, or taken by the client. */
  idleMs: number;
  /** Of a stream or a WebSocket, in all. */
  streamLifeMs: number;
  socketIdleMs: number;
  sockets: OpenSockets;
  held: Pick<HeldCalls, "hold">;
  log: Log;
}

/** Hands the call to its target and the answer back, byte for byte, held back before its last byte. */
export async function forward(exchange: Exchange, deps: ForwardDeps): Promise<void> {
  if (!exchange.target || !exchange.api) throw new AppError("internal", "The call has no target.");
  if (exchange.target.kind === "document") return sendDocument(exchange, exchange.target.body, deps);
  const end = deps.runtimes.begin(exchange.target.name);
  try {
    await send(exchange, exchange.target, deps, end);
  } finally {
    if (!exchange.call.upgrade || exchange.status !== 101) end();
  }
}

/** A runtime may sleep or end after its address was learnt, while its successor wakes. */
const MAX_TRIES = 3;

async function send(exchange: Exchange, target: Target, deps: ForwardDeps, end: () => void): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await sendOnce(exchange, target, deps, end);
      // The answer had begun: its caller sees it break off, the owner finds the reason.
      if (exchange.isForwarded && exchange.errorCode === "bad_gateway") void explain(exchange, target, deps);
      return;
    } catch (error) {
      if (!(error instanceof NotSent)) await requireRepeatable(error, exchange, target, deps, tries);
      else if (tries === MAX_TRIES) throw new AppError("bad_gateway", "The API's runtime could not be reached. Try again; if it stays, look at its logs.");
      // Nothing of this call was sent, or it may be sent twice: wake it again.
      if (target.kind === "runtime") deps.runtimes.lose(target.name, target.socketPath);
      target = await route(exchange, deps);
      exchange.target = target;
    }
  }
}

/**
 * What only reads may be sent again (RFC 9110 §9.2.2) when we took its runtime away under it: on a busy machine a call can arrive there too late.
 * Throws the error of anything else. A runtime that was killed or crashed is told as such: 504 when a call used up its time, 502 else.
 */
async function requireRepeatable(error: unknown, exchange: Exchange, target: Target, deps: ForwardDeps, tries: number): Promise<void> {
  if (target.kind !== "runtime" || !(error instanceof AppError && error.cause instanceof ConnectionLost)) throw error;
  const ended = await explain(exchange, target, deps);
  const { method, body, upgrade } = exchange.call;
  // Nobody knows of one whose runner is gone; then its socket's name is gone too.
  const isOurDoing = ended ? ended.isPlanned === true : !deps.runtimes.look(target.socketPath);
  if (isOurDoing && tries < MAX_TRIES && (method === "GET" || method === "HEAD") && !body && !upgrade) return;
  throw ended ? new AppError(ended.code, `The API was stopped before it had answered. ${ended.reason}`, { extensions: { reason: ended.reason }, cause: error.cause }) : error;
}

async function explain(exchange: Exchange, target: Target, deps: ForwardDeps): Promise<RuntimeEnd | null> {
  if (target.kind !== "runtime") return null;
  return deps.runtimes.explainLost({ apiId: target.name, versionId: target.versionId, socketPath: target.socketPath, requestId: exchange.requestId, method: exchange.call.method, target: exchange.call.target });
}

async function sendOnce(exchange: Exchange, target: Target, deps: ForwardDeps, end: () => void): Promise<void> {
  if (target.kind !== "runtime") throw new AppError("internal", "The call has no target.");
  const body = exchange.call.upgrade ? null : await readRequestBody(exchange);
  // `route` has just looked, unless the body or an upgrade took its time.
  if ((body || exchange.call.upgrade) && !deps.runtimes.isListening(target.socketPath)) throw new NotSent(target.socketPath, new Error("it takes no new calls"));
  if (exchange.call.upgrade) return forwardUpgrade(exchange, target.socketPath, deps, end);
  const request: Dispatcher.DispatchOptions = { path: exchange.call.target, method: exchange.call.method, headers: headersIn(exchange, deps), body };
  return new Promise((resolve, reject) => {
    const response = new UpstreamResponse(exchange, { clock: deps.clock, socketPath: target.socketPath, wallMs: deps.wallMs, idleMs: deps.idleMs, lifeMs: deps.streamLifeMs, hold: (end) => deps.held.hold(exchange, end), resolve, reject });
    deps.runtimes.pool(target.socketPath).dispatch(request, response);
  });
}

function sendDocument(exchange: Exchange, body: Buffer, deps: ForwardDeps): void {
  const { reply, method, rawHeaders } = exchange.call;
  const type = headerOf(rawHeaders, "accept")?.includes("application/openapi+json") ? "application/openapi+json" : "application/json";
  exchange.status = 200;
  exchange.responseBytes = method === "HEAD" ? 0 : body.length;
  exchange.release = () => {
    reply.start(200, ["Content-Type", type, "Content-Length", String(body.length), "Cache-Control", "no-cache", ...platformHeaders(exchange, deps.clock)], { isStream: false });
    reply.end(method === "HEAD" ? undefined : body);
  };
}
