import http from "node:http";
import type { Duplex } from "node:stream";
import { AppError } from "#lib/errors.ts";
import { headerOf } from "#lib/http/raw-headers.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { CLIENT_GONE } from "./client-gone.ts";
import type { Exchange } from "./exchange.ts";
import type { ForwardDeps } from "./forward.ts";
import { headersIn, headersOut, platformHeaders } from "./headers.ts";
import { relaySocket } from "./relay-socket.ts";
import { ConnectionLost, NotSent } from "./upstream-response.ts";

/** Hands on a WebSocket upgrade: after the runtime's 101 the two sockets are one WebSocket. Any other answer goes back as it is. `end`: it is over. */
export function forwardUpgrade(exchange: Exchange, socketPath: string, deps: ForwardDeps, end: () => void): Promise<void> {
  const { call } = exchange;
  const { upgrade } = call;
  if (!upgrade) throw new AppError("internal", "This call is no upgrade.");
  const giveBack = deps.sockets.take(call.apiId, PLAN_LIMITS[exchange.api?.plan ?? "free"].openSockets);
  return new Promise<void>((resolve, reject) => {
    // Extensions are agreed hop by hop: compression stays off, so that the bytes mean the same on both sides.
    const headers = withoutExtensions(headersIn(exchange, deps));
    headers.push("Connection", "Upgrade", "Upgrade", headerOf(call.rawHeaders, "upgrade") ?? "websocket");
    const request = http.request({ socketPath, method: call.method, path: call.target, headers, setDefaultHeaders: false, agent: false });
    const timer = setTimeout(() => request.destroy(new AppError("deadline", `The API did not answer within ${deps.wallMs / 1000} s.`)), deps.wallMs);
    let isConnected = false;
    request.once("socket", (socket) => socket.once("connect", () => { isConnected = true; }));
    call.reply.onAbort(() => request.destroy());
    request.once("error", (error) => {
      clearTimeout(timer);
      if (call.reply.isClosed) {
        exchange.status = CLIENT_GONE;
        exchange.errorCode = "client_gone";
        return resolve();
      }
      if (error instanceof AppError) return reject(error);
      reject(isConnected ? new AppError("bad_gateway", "The API closed the connection before it had answered.", { cause: new ConnectionLost(socketPath, error) }) : new NotSent(socketPath, error));
    });
    request.once("response", (answer) => {
      clearTimeout(timer);
      // Node takes any three digits for a status, and a 101 that upgrades to nothing; neither can be handed on.
      const status = answer.statusCode ?? 0;
      if (status < 200 || status > 599) return void request.destroy(unreadable());
      exchange.status = status;
      exchange.isForwarded = true;
      sendAnswer(exchange, answer, deps);
      answer.once("close", resolve);
    });
    request.once("upgrade", (answer, upstream, head) => {
      clearTimeout(timer);
      exchange.status = 101;
      exchange.isForwarded = true;
      const lines = pairs([...headersOut(answer.rawHeaders), ...platformHeaders(exchange, deps.clock), "Connection", "Upgrade", "Upgrade", headerOf(answer.rawHeaders, "upgrade") ?? "websocket"]);
      exchange.release = () => {
        if (upgrade.socket.writable) upgrade.socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines}\r\n`, "latin1");
        openRelay(exchange, { client: upgrade.socket, upstream, socketPath, heads: { client: upgrade.head, upstream: head } }, deps, () => {
          giveBack();
          end();
        });
      };
      resolve();
    });
    request.end();
  }).finally(() => {
    if (exchange.status !== 101) giveBack();
  });
}

const unreadable = (): AppError => new AppError("bad_gateway", "The API answered with something that is not an HTTP answer.");

interface Ends {
  client: Duplex;
  upstream: Duplex;
  socketPath: string;
  heads: { client: Buffer; upstream: Buffer };
}

/** The call was metered when it opened; its end is a line of the log. */
function openRelay(exchange: Exchange, { client, upstream, socketPath, heads }: Ends, deps: ForwardDeps, end: () => void): void {
  const { call } = exchange;
  let forget = (): void => {};
  let letGo = (): void => {};
  const relay = relaySocket(client, upstream, heads, {
    maxMessageBytes: PLAN_LIMITS[exchange.api?.plan ?? "free"].socketMessageBytes, idleMs: deps.socketIdleMs, lifeMs: deps.streamLifeMs,
    async explainEnd() {
      const ended = await deps.runtimes.explainLost({ apiId: exchange.target?.kind === "runtime" ? exchange.target.name : call.apiId, versionId: exchange.versionId ?? "", socketPath, requestId: exchange.requestId, method: call.method, target: call.target });
      return ended && !ended.isPlanned ? { code: 1011, reason: ended.reason } : { code: 1012, reason: "The API was restarted. Connect again" };
    },
    onClosed(summary) {
      forget();
      letGo();
      end();
      deps.log.info("socket", { requestId: exchange.requestId, apiId: call.apiId, ...summary, durationMs: Math.round(performance.now() - exchange.startedAt) });
    },
  });
  forget = deps.sockets.add(relay);
  letGo = deps.held.hold(exchange, () => relay.close(1008, "The key was revoked"));
  if (!client.destroyed) return;
  forget();
  letGo();
}

/** An API that does not take the upgrade. Its answer streams as any other, but for its last piece. */
function sendAnswer(exchange: Exchange, answer: http.IncomingMessage, deps: ForwardDeps): void {
  const { reply } = exchange.call;
  const maxBytes = PLAN_LIMITS[exchange.api?.plan ?? "free"].responseBodyBytes;
  reply.start(exchange.status, [...headersOut(answer.rawHeaders), "Connection", "close", ...platformHeaders(exchange, deps.clock)], { isStream: false });
  let last: Buffer | null = null;
  answer.setTimeout(deps.wallMs, () => answer.destroy());
  answer.on("data", (chunk: Buffer) => {
    exchange.responseBytes += chunk.length;
    if (exchange.responseBytes > maxBytes) return answer.destroy();
    if (last && !reply.write(last)) {
      answer.pause();
      reply.onDrain(() => answer.resume());
    }
    last = chunk;
  });
  reply.onAbort(() => answer.destroy());
  exchange.release = () => {
    if (!answer.complete) return reply.destroy();
    reply.end(last ?? undefined);
  };
}

function withoutExtensions(headers: string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) if (headers[i]?.toLowerCase() !== "sec-websocket-extensions") kept.push(headers[i] ?? "", headers[i + 1] ?? "");
  return kept;
}

function pairs(headers: string[]): string {
  let text = "";
  for (let i = 0; i < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return text;
}
