/** Why an action of the server gave no answer of its own, fit to show. What Next throws for itself, like a redirect, goes on its way. `limitMs`: what it was given. */
export function whyUnanswered(error: unknown, limitMs = ANSWER_LIMIT_MS): string {
  const digest = typeof error === "object" && error !== null && "digest" in error && typeof error.digest === "string" ? error.digest : "";
  if (digest.startsWith("NEXT_")) throw error;
  if (digest) return `Something failed on our side. Look whether it happened, then try again; if it fails again, send us this id: ${digest}.`;
  const name = error instanceof Error ? error.name : "";
  if (error instanceof Error && name === REFUSED) return error.message;
  if (name === "TimeoutError") return `No answer came within ${limitMs / 1000} s. It may still happen: reload the page and look before you try again.`;
  if (name === "UnrecognizedActionError") return "This page is older than the server. Keep what you typed, reload the page and try again.";
  return "The connection failed before the server answered. Look whether it happened, then try again.";
}

/** A page or an action that has not answered after this long is given up: see instrumentation-client.ts. */
export const ANSWER_LIMIT_MS = 30_000;
/** The name of an error whose message says what the server said. */
export const REFUSED = "RefusedError";
