import type { Clock } from "#lib/clock.ts";

/** One limit as it stands after a decision. */
export interface LimitState {
  /** Token of RateLimit-Policy: a plan's name, `address`, … */
  name: string;
  limit: number;
  used: number;
  windowSeconds: number;
  resetSeconds: number;
  retrySeconds: number;
}

/** `X-RateLimit-*`, and `RateLimit-Policy` / `RateLimit` of draft-ietf-httpapi-ratelimit-headers-11, as name, value pairs. */
export function limitHeaders(state: LimitState, clock: Clock): string[] {
  const remaining = Math.max(0, state.limit - state.used);
  const waitSeconds = state.retrySeconds > 0 ? state.retrySeconds : state.resetSeconds;
  const headers = [
    "X-RateLimit-Limit", String(state.limit),
    "X-RateLimit-Remaining", String(remaining),
    "X-RateLimit-Reset", String(Math.ceil(clock.now() / 1000) + waitSeconds),
    "RateLimit-Policy", `"${state.name}";q=${state.limit};w=${state.windowSeconds}`,
    "RateLimit", `"${state.name}";r=${remaining};t=${waitSeconds}`,
  ];
  if (state.retrySeconds > 0) headers.push("Retry-After", String(state.retrySeconds));
  return headers;
}
