import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { Pool } from "undici";
import { AppError } from "#lib/errors.ts";
import { requestIdFrom } from "#lib/id.ts";
import { endToEndHeaders, headerOf } from "#lib/http/raw-headers.ts";
import { corsHeaders } from "#lib/http/cors.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { reverseProxy } from "#lib/http/reverse-proxy.ts";
import { sendProblem } from "#lib/http/send-problem.ts";
import type { MetricFamily } from "#lib/metrics/metrics.ts";
import type { WebAnswer } from "./metrics-door.ts";
import { originForm } from "./origin-form.ts";
import { upgradeToWeb } from "./upgrade-to-web.ts";
import { CONTROL_HEADER } from "./web-control.ts";
import { canConnect, type WebPlace } from "./web-place.ts";

export interface WebDoor {
  serve(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  isUp(): Promise<boolean>;
  /** What web counts. */
  metrics(): Promise<MetricFamily[]>;
  /** Asks web itself as the request's caller. */
  ask(request: IncomingMessage, path: string): Promise<WebAnswer>;
  close(): Promise<void>;
}

/** What only we, or only Next itself, may say to Next. */
const FORGED = /^(x-forwarded-|x-middleware-|x-invoke-|x-matched-path$|x-now-route-matches$|x-real-ip$|forwarded$|via$|x-request-id$|x-api-creator-|x-original-|x-rewrite-|expect$)/;

const ASK_TIMEOUT_MS = 5_000;
const ALIVE_TIMEOUT_MS = 1_000;
const ANSWER_HEADERS = ["content-type", "www-authenticate", "x-request-id", "retry-after"];
const CORS = {
  allowed: "Authorization, X-API-Key, Content-Type, Accept, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID, X-Request-ID, traceparent",
  exposed: "X-Request-ID, ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset",
};
/** RFC 2046 §5.1.1; Next answers a form without one with a bare 500. */
const NO_BOUNDARY = /^\s*multipart\/(?!.*;\s*boundary\s*=\s*"?[^\s";])/i;
const isPreflight = (request: IncomingMessage): boolean => request.method === "OPTIONS" && headerOf(request.rawHeaders, "origin") !== undefined && headerOf(request.rawHeaders, "access-control-request-method") !== undefined;

/** Everything that is not an API goes to the web process: over its Unix socket, or to another machine. */
export function openWebDoor(options: { at: WebPlace; isHttps: boolean; trustedHops: number; corsOrigins: readonly string[] }): WebDoor {
  const { at } = options;
  const upstream = new Pool("socketPath" in at ? "http://web" : at.url.origin, { ...("socketPath" in at ? { socketPath: at.socketPath } : { connect: { ...at.tls } }), connections: 512, pipelining: 1, headersTimeout: 300_000, bodyTimeout: 0, keepAliveTimeout: 4_000, allowH2: false, maxHeaderSize: 64 * 1024 });
  const headersFor = (request: IncomingMessage): string[] => [
    ...endToEndHeaders(request.rawHeaders, (name) => FORGED.test(name)),
    "X-Forwarded-Host", request.headers.host ?? "",
    "X-Forwarded-Proto", options.isHttps ? "https" : "http",
    "X-Forwarded-For", clientAddress(request.socket.remoteAddress, request.rawHeaders, options.trustedHops),
    "X-Request-ID", requestIdFrom(headerOf(request.rawHeaders, "x-request-id")),
  ];
  return {
    serve(request, response) {
      const path = originForm(request.url ?? "/");
      // Next answers a TRACE with a bare 500.
      if (request.method === "TRACE") return sendProblem(request, response, new AppError("method_not_allowed", "TRACE is not served here."));
      if (path === null) return sendProblem(request, response, new AppError("malformed", "This address can't be read."));
      if (NO_BOUNDARY.test(headerOf(request.rawHeaders, "content-type") ?? "")) return sendProblem(request, response, new AppError("malformed", "A multipart body needs a boundary in its Content-Type."));
      const cors = path.startsWith("/api/") ? corsHeaders(headerOf(request.rawHeaders, "origin"), options.corsOrigins, CORS) : null;
      if (cors && isPreflight(request)) {
        response.writeHead(204, cors);
        response.end();
        return;
      }
      const isDroppedOut = (name: string): boolean => name.startsWith("access-control-");
      reverseProxy({ upstream, request, response, path, headers: headersFor(request), isDroppedOut, ...(cors ? { addHeaders: cors } : {}), onUnavailable: () => sayStarting(request, response) });
    },
    upgrade: (request, socket, head) => upgradeToWeb(request, socket, head, { at, headers: headersFor(request) }),
    // One that hangs takes connections and answers nothing.
    isUp: async () => (await canConnect(at)) && upstream.request({ method: "GET", path: "/", headers: { [CONTROL_HEADER]: "alive" }, headersTimeout: ALIVE_TIMEOUT_MS }).then(async ({ body }) => (await body.dump(), true), () => false),
    async metrics() {
      const { statusCode, body } = await upstream.request({ method: "GET", path: "/", headers: { [CONTROL_HEADER]: "metrics" }, headersTimeout: ASK_TIMEOUT_MS });
      if (statusCode === 200) return (await body.json()) as MetricFamily[];
      await body.dump();
      throw new Error(`web answered ${statusCode}`);
    },
    async ask(request, path) {
      const { statusCode, headers, body } = await upstream.request({ method: "GET", path, headers: headersFor(request), headersTimeout: ASK_TIMEOUT_MS });
      const text = await body.text();
      return { status: statusCode, headers: Object.fromEntries(ANSWER_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]))), body: text };
    },
    close: () => upstream.destroy(),
  };
}

function sayStarting(request: IncomingMessage, response: ServerResponse): void {
  const words = "API Creator is starting or restarting. This page tries again by itself in a few seconds; deployed APIs keep answering meanwhile.";
  if (!(request.headers.accept ?? "").includes("text/html")) return sendProblem(request, response, new AppError("unavailable", words, { headers: { "Retry-After": "2" } }));
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="2"><title>Starting · API Creator</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;display:grid;place-items:center;min-height:90vh;margin:1rem}main{max-width:36rem}</style><main><h1>One moment</h1><p>${words}</p></main></html>`;
  response.writeHead(503, { "Content-Type": "text/html; charset=utf-8", "Content-Length": Buffer.byteLength(page), "Retry-After": "2", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'" });
  response.end(request.method === "HEAD" ? undefined : page);
}
