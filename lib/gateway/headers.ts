import type { ApiOrigin } from "#lib/http/api-origin.ts";
import { consumerId } from "#lib/keys/consumer-id.ts";
import { looksLikeKey } from "#lib/keys/key-format.ts";
import { endToEndHeaders, headerOf, headersOf } from "#lib/http/raw-headers.ts";
import { isTraceparent } from "#lib/http/trace-context.ts";
import type { Clock } from "#lib/clock.ts";
import { limitHeaders } from "#lib/rate-limit/limit-headers.ts";
import type { Exchange } from "./exchange.ts";
import { addressOf } from "./route.ts";

/** Never reach an API, whoever sent them. `expect` was answered by the HTTP server; content-length is set again for a body that has one. */
const DROPPED_IN = new Set(["cookie", "cookie2", "host", "expect", "forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "x-consumer-id", "x-request-id", "traceparent", "api-version"]);
const DROPPED_IN_PREFIX = /^(x-forwarded-|x-api-creator-|x-original-|x-rewrite-|x-middleware-)/;

/** Never come back from an API: they would act on the platform's origin, or are ours to say. */
const DROPPED_OUT = new Set([
  "set-cookie", "set-cookie2", "clear-site-data", "service-worker-allowed", "strict-transport-security", "refresh", "nel", "report-to", "reporting-endpoints", "alt-svc", "server",
  "x-powered-by", "accept-ch", "critical-ch", "set-login", "use-as-dictionary", "activate-storage-access", "observe-browsing-topics", "x-permitted-cross-domain-policies", "public-key-pins", "expect-ct", "origin-agent-cluster", "content-security-policy", "content-security-policy-report-only", "x-content-type-options", "x-frame-options",
  "cross-origin-resource-policy", "cross-origin-opener-policy", "cross-origin-embedder-policy", "access-control-allow-origin", "access-control-allow-credentials", "access-control-expose-headers",
  "x-request-id", "x-process-time", "x-cold-start", "server-timing", "x-consumer-id", "ratelimit", "ratelimit-policy", "traceparent", "api-version",
]);
const DROPPED_OUT_PREFIX = /^(x-ratelimit-|x-api-creator-|x-forwarded-|x-accel-|attribution-reporting-|shared-storage-|ad-auction-|secure-session-|sec-(?!websocket-))/;

const EXPOSED = "X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, RateLimit-Policy, RateLimit, Retry-After, X-Request-ID, X-Process-Time, X-Cold-Start, Server-Timing, ETag, Link, Location, API-Version, Deprecation, Sunset";

/** What the API receives. The Host is the address that we give the API: the caller's is not trusted. */
export function headersIn(exchange: Exchange, options: { origin: ApiOrigin; consumerSecret: string }): string[] {
  const { call, principal } = exchange;
  const credential = principal?.kind === "key" ? principal.credentialHeader : null;
  const hasValidTrace = isTraceparent(headerOf(call.rawHeaders, "traceparent"));
  const headers = endToEndHeaders(call.rawHeaders, (name, value) =>
    DROPPED_IN.has(name) || DROPPED_IN_PREFIX.test(name) || name === credential
    || (name === "tracestate" && !hasValidTrace)
    || ((name === "authorization" || name === "x-api-key") && isOurCredential(value)));
  headers.push(...options.origin.headersFor(addressOf(exchange)), "X-Request-ID", exchange.requestId, "traceparent", exchange.traceparent);
  if (principal?.kind === "key") headers.push("X-Consumer-Id", consumerId(principal.workspaceId, call.apiId, options.consumerSecret));
  return headers;
}

/** Our keys, and the sessions that our Supabase Auth signs: neither belongs into an API. */
export function isOurCredential(value: string): boolean {
  const token = value.replace(/^\s*bearer\s+/i, "").trim();
  if (looksLikeKey(token)) return true;
  const payload = /^eyJ[\w-]*\.([\w-]+)\.[\w-]*$/.exec(token)?.[1];
  // The embedded auth server writes no issuer: its audience tells.
  return payload !== undefined && /"iss"\s*:\s*"[^"]*\/auth\/v1"|"aud"\s*:\s*"authenticated"/.test(Buffer.from(payload, "base64url").toString("latin1"));
}

/** What the client receives of an API's own answer, before `platformHeaders`. */
export const headersOut = (rawHeaders: readonly string[]): string[] => endToEndHeaders(rawHeaders, (name) => DROPPED_OUT.has(name) || DROPPED_OUT_PREFIX.test(name));

/** Ours, on every response of `/{apiId}`: nothing that an API sends may run in the platform's origin. */
export function platformHeaders(exchange: Exchange, clock: Clock): string[] {
  const elapsed = (performance.now() - exchange.startedAt).toFixed(1);
  const headers = [
    "X-Content-Type-Options", "nosniff",
    "Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy", "cross-origin",
    "Access-Control-Allow-Origin", "*",
    "Access-Control-Expose-Headers", EXPOSED,
    "Vary", "API-Version",
    "X-Request-ID", exchange.requestId,
    "X-Process-Time", elapsed,
    "Server-Timing", `${exchange.wakeMs > 0 ? `wake;dur=${exchange.wakeMs.toFixed(1)}, ` : ""}total;dur=${elapsed}`,
  ];
  if (exchange.isCold) headers.push("X-Cold-Start", "1");
  if (exchange.version) headers.push(...exchange.version.headers);
  if (exchange.limit) headers.push(...limitHeaders(exchange.limit, clock));
  return headers;
}

/** Whether a browser asks what it may send. */
export const isPreflight = (exchange: Exchange): boolean =>
  exchange.call.method === "OPTIONS" && headerOf(exchange.call.rawHeaders, "origin") !== undefined && headerOf(exchange.call.rawHeaders, "access-control-request-method") !== undefined;

/** Answers a preflight without looking at the API: no credentials, so nothing to protect, and nothing told. */
export function preflightHeaders(exchange: Exchange): string[] {
  const asked = headersOf(exchange.call.rawHeaders, "access-control-request-headers").join(", ");
  const names = asked.split(",").map((name) => name.trim()).filter((name) => /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/.test(name)).slice(0, 50);
  const allowed = ["Authorization", "X-API-Key", "Content-Type", ...names.filter((name) => !["authorization", "x-api-key", "content-type"].includes(name.toLowerCase()))];
  return [
    "Access-Control-Allow-Origin", "*",
    "Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "Access-Control-Allow-Headers", allowed.join(", "),
    "Access-Control-Expose-Headers", EXPOSED,
    "Access-Control-Max-Age", "600",
    "Cross-Origin-Resource-Policy", "cross-origin",
    "X-Request-ID", exchange.requestId,
    "Vary", "Access-Control-Request-Headers",
  ];
}
