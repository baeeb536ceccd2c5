import http from "node:http";
import type { Duplex } from "node:stream";
import { AppError } from "#lib/errors.ts";
import { headerOf } from "#lib/http/raw-headers.ts";
import type { Exchange } from "./exchange.ts";
import type { ForwardDeps } from "./forward.ts";
import { headersIn, headersOut, platformHeaders } from "./headers.ts";
import { CLIENT_GONE, NotSent } from "./upstream-response.ts";

const SOCKET_IDLE_MS = 5 * 60_000;

/** Hands on a WebSocket upgrade: after the runtime's 101 the two sockets are one pipe. Any other answer goes back as it is. */
export function forwardUpgrade(exchange: Exchange, socketPath: string, deps: ForwardDeps, end: () => void): Promise<void> {
  const { call } = exchange;
  const { upgrade } = call;
  if (!upgrade) throw new AppError("internal", "This call is no upgrade.");
  return new Promise((resolve, reject) => {
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
      reject(isConnected ? new AppError("bad_gateway", "The API closed the connection before it had answered.", { cause: error }) : new NotSent(socketPath, error));
    });
    request.once("response", (answer) => {
      clearTimeout(timer);
      exchange.status = answer.statusCode ?? 502;
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
        upgrade.socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines}\r\n`, "latin1");
        join(upgrade.socket, upstream, upgrade.head, head, end);
      };
      resolve();
    });
    request.end();
  });
}

function sendAnswer(exchange: Exchange, answer: http.IncomingMessage, deps: ForwardDeps): void {
  const { reply } = exchange.call;
  reply.start(exchange.status, [...headersOut(answer.rawHeaders), "Connection", "close", ...platformHeaders(exchange, deps.clock)], { isStream: false });
  let last: Buffer | null = null;
  answer.on("data", (chunk: Buffer) => {
    exchange.responseBytes += chunk.length;
    if (last) reply.write(last);
    last = chunk;
  });
  answer.once("error", () => { exchange.release = () => reply.destroy(); });
  exchange.release = () => {
    if (last) reply.write(last);
    reply.end();
  };
}

function join(client: Duplex, upstream: Duplex, clientHead: Buffer, upstreamHead: Buffer, end: () => void): void {
  if (upstreamHead.length > 0) client.write(upstreamHead);
  if (clientHead.length > 0) upstream.write(clientHead);
  const close = () => {
    end();
    client.destroy();
    upstream.destroy();
  };
  for (const side of [client, upstream]) {
    side.on("error", close);
    side.once("close", close);
    if ("setTimeout" in side && typeof side.setTimeout === "function") side.setTimeout(SOCKET_IDLE_MS, close);
  }
  client.pipe(upstream).pipe(client);
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
