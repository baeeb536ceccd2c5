import type { IncomingMessage, ServerResponse } from "node:http";
import { Pool } from "undici";
import { ATTEMPT_WINDOW_S, attemptBuckets } from "#lib/auth/attempt-buckets.ts";
import { systemClock, withTimeout } from "#lib/clock.ts";
import { AppError } from "#lib/errors.ts";
import { checkTarget, pathOf } from "#lib/gateway/call-path.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { corsHeaders } from "#lib/http/cors.ts";
import { endToEndHeaders, headerOf } from "#lib/http/raw-headers.ts";
import { bodyOf, reverseProxy } from "#lib/http/reverse-proxy.ts";
import { sendProblem } from "#lib/http/send-problem.ts";
import { createAddressLimit } from "#lib/rate-limit/address-limit.ts";

export interface SupabaseDoorOptions {
  url: string;
  publicUrl: string;
  corsOrigins: readonly string[];
  trustedHops: number;
  attemptsPer15Min: number;
  takeAttempt(bucket: string, limit: number, windowSeconds: number): Promise<boolean>;
}
export interface SupabaseDoor {
  serve(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

/**
 * What clients of Supabase Auth use. Not its administration: behind an address it does not know, the embedded server answers anybody who is
 * signed in with a web page of its own, which would run in the platform's origin.
 */
const AUTH_PATHS = new RegExp("^/auth/v1/(token|signup|otp|magiclink|recover|resend|verify|logout|user|reauthenticate|authorize|callback|sso|settings|health"
  + "|\\.well-known/jwks\\.json|user/identities/(authorize|[0-9a-f-]{36})|factors(/[0-9a-f-]{36}(/(challenge|verify))?)?)$");
const REST_PATHS = /^\/rest\/v1(\/|$)/;

export const isSupabasePath = (target: string): boolean => /^\/(auth|rest)\/v1(\/|\?|$)/.test(target);

const REQUESTS_PER_MINUTE = 600;
const MAX_ATTEMPT_BODY_BYTES = 16 * 1024;
const MAX_BODY_BYTES = 1024 * 1024;
/** Sign-in, sign-up, and what sends e-mail. A refresh of a session is no attempt. */
const ATTEMPT = /^\/auth\/v1\/(token|signup|otp|recover|resend|magiclink|verify)$/;
const DROPPED_IN = /^(cookie$|host$|expect$|forwarded$|via$|x-forwarded-|x-real-ip$|x-supabase-api-version-internal$)/;
const DROPPED_OUT = /^(set-cookie$|clear-site-data$|strict-transport-security$|server$|alt-svc$|report-to$|nel$|access-control-|content-security-policy$|x-powered-by$|sb-gateway-)/;

/** The part of `/auth/v1` that clients use, and `/rest/v1`, so that one address serves everything. Nothing else of Supabase is reachable. */
export function openSupabaseDoor(options: SupabaseDoorOptions): SupabaseDoor {
  const base = new URL(options.url);
  const upstream = new Pool(base.origin, { connections: 128, headersTimeout: 30_000, bodyTimeout: 30_000, keepAliveTimeout: 4_000, allowH2: false });
  const addressLimit = createAddressLimit(systemClock, REQUESTS_PER_MINUTE);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = request.url ?? "/";
    checkTarget(target);
    if (/%2f|%5c/i.test(pathOf(target)) || pathOf(target).includes("//") || /\/\.(\/|$)/.test(pathOf(target))) throw new AppError("malformed", "The path can't be read.");
    if (!AUTH_PATHS.test(pathOf(target)) && !REST_PATHS.test(pathOf(target))) throw new AppError("not_found", "There is no such address in Supabase Auth's API for clients.");
    const cors = corsHeaders(headerOf(request.rawHeaders, "origin"), options.corsOrigins, CORS);
    if (request.method === "OPTIONS") {
      response.writeHead(204, cors);
      response.end();
      return;
    }
    const address = clientAddress(request.socket.remoteAddress, request.rawHeaders, options.trustedHops);
    const verdict = addressLimit.take(address);
    if (!verdict.isAllowed) throw tooMany(`More than ${REQUESTS_PER_MINUTE} requests came from this address within a minute.`, verdict.retrySeconds);
    if (Number(request.headers["content-length"] ?? 0) > MAX_BODY_BYTES || request.headers["transfer-encoding"] !== undefined) throw new AppError("too_large", "Send a body of at most 1 MB, with its Content-Length.");
    const isAttempt = request.method === "POST" && ATTEMPT.test(pathOf(target)) && new URLSearchParams(target.split("?")[1]).get("grant_type") !== "refresh_token";
    const body = isAttempt ? await takeAttempts(request, address, options) : undefined;
    const headers = endToEndHeaders(request.rawHeaders, (name) => DROPPED_IN.test(name));
    headers.push("Host", base.host, "X-Forwarded-For", address, "X-Forwarded-Host", new URL(options.publicUrl).host, "X-Forwarded-Proto", new URL(options.publicUrl).protocol.slice(0, -1));
    reverseProxy({
      upstream, request, response, headers, ...(body ? { body } : {}), addHeaders: cors,
      path: `${base.pathname.replace(/\/$/, "")}${target}`,
      isDroppedOut: (name) => DROPPED_OUT.test(name),
      onUnavailable: () => sendProblem(request, response, new AppError("unavailable", "Accounts can't be reached right now. Try again in a few seconds.", { headers: { "Retry-After": "3" } })),
    });
  };
  return {
    serve: (request, response) => void serve(request, response).catch((error: unknown) => sendProblem(request, response, error)),
    close: () => upstream.destroy(),
  };
}

/** Counts one attempt; what is counted is in lib/auth/attempt-buckets.ts. */
async function takeAttempts(request: IncomingMessage, address: string, options: SupabaseDoorOptions): Promise<Buffer | undefined> {
  if (!bodyOf(request)) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_ATTEMPT_BODY_BYTES) throw new AppError("too_large", "This request is larger than any sign-in.");
    chunks.push(chunk as Buffer);
  }
  const body = Buffer.concat(chunks);
  for (const { bucket, limit } of attemptBuckets({ email: emailOf(body), address }, options.attemptsPer15Min)) {
    const isAllowed = await withTimeout(options.takeAttempt(bucket, limit, ATTEMPT_WINDOW_S), 3_000).catch((cause: unknown) => {
      throw new AppError("unavailable", "Signing in is not possible right now. Try again in a few seconds.", { headers: { "Retry-After": "3" }, cause });
    });
    if (!isAllowed) throw tooMany("There were too many attempts to sign in. Wait 15 minutes, or reset your password.", ATTEMPT_WINDOW_S);
  }
  return body;
}

function emailOf(body: Buffer): string | null {
  try {
    const parsed: unknown = JSON.parse(body.toString("utf8"));
    return typeof parsed === "object" && parsed !== null && "email" in parsed && typeof parsed.email === "string" ? parsed.email.trim().toLowerCase() : null;
  } catch {
    return null;
  }
}

const tooMany = (message: string, seconds: number): AppError =>
  new AppError("rate_limited", message, { headers: { "Retry-After": String(seconds) }, extensions: { retry_after_seconds: seconds } });

const CORS = {
  allowed: "Authorization, apikey, Content-Type, Content-Profile, Accept-Profile, Prefer, Range, X-Client-Info, X-Supabase-Api-Version",
  exposed: "Content-Range, X-Request-ID",
};
