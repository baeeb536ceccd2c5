import { APIError } from "@anthropic-ai/sdk";

/** Longer is not waited for: the person who waits is told to come back instead. */
const MAX_PAUSE_MS = 30_000;

/** How long to wait before the request is sent again: what the API says, else `otherwiseMs`. Null: longer than anyone should wait. */
export function pauseMs(cause: unknown, otherwiseMs: number): number | null {
  const asked = askedPauseMs(cause);
  if (asked === null) return Math.min(otherwiseMs, MAX_PAUSE_MS);
  return asked <= MAX_PAUSE_MS ? asked : null;
}

/** The pause that the API asks for; null when it names none. */
export function askedPauseMs(cause: unknown): number | null {
  const headers = cause instanceof APIError ? cause.headers : undefined;
  const milliseconds = Number(headers?.get("retry-after-ms") ?? "");
  if (milliseconds > 0) return milliseconds;
  const after = headers?.get("retry-after");
  if (!after) return null;
  const seconds = Number(after);
  const ms = Number.isNaN(seconds) ? Date.parse(after) - Date.now() : seconds * 1000;
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

export function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
