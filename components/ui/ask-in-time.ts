import { ANSWER_LIMIT_MS } from "./why-unanswered.ts";

/** A request whose whole answer has to be there in time; else it fails like a lost connection. */
export function askInTime(address: string, init: RequestInit = {}, limitMs = ANSWER_LIMIT_MS): Promise<Response> {
  return fetch(address, { ...init, signal: firstOf(AbortSignal.timeout(limitMs), init.signal) });
}

/** The same of a stream: it has to begin in time, and may then go on. */
export async function openInTime(address: string, init: RequestInit & { signal: AbortSignal }): Promise<Response> {
  const late = new AbortController();
  const limit = AbortSignal.timeout(ANSWER_LIMIT_MS);
  const giveUp = () => late.abort(limit.reason);
  limit.addEventListener("abort", giveUp);
  try {
    return await fetch(address, { ...init, signal: firstOf(late.signal, init.signal) });
  } finally {
    limit.removeEventListener("abort", giveUp);
  }
}

/** Aborts with whichever does first. Browsers from before 2024 can't join two: there the caller's own counts. */
export function firstOf(limit: AbortSignal, own: AbortSignal | null | undefined): AbortSignal {
  if (!own) return limit;
  return "any" in AbortSignal ? AbortSignal.any([own, limit]) : own;
}
