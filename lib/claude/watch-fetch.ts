import { NetworkFailure } from "./network-failure.ts";

const CONNECT_SLOW = new Set(["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"]);
/** The fetch's own patience, where it is shorter than ours. */
const SILENT = new Set(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);
const UNREACHABLE = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "EADDRNOTAVAIL"],
  ...["CERT_HAS_EXPIRED", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "ERR_TLS_CERT_ALTNAME_INVALID"],
]);

/** A fetch that gives up when no byte comes for `stallMs` (before or within the answer) and says how a connection failed. */
export const watchFetch = (stallMs: number, inner: typeof fetch = fetch): typeof fetch => async (url, init) => {
  const stop = new AbortController();
  const signal = init?.signal ? AbortSignal.any([init.signal, stop.signal]) : stop.signal;
  let response: Response;
  try {
    response = await withinSilence(inner(url, { ...init, signal }), stallMs);
  } catch (error) {
    stop.abort();
    throw init?.signal?.aborted ? error : failureOf(error, "reset");
  }
  const { status, statusText, headers } = response;
  return new Response(response.body && watchedBody(response.body, stallMs), { status, statusText, headers });
};

function watchedBody(body: ReadableStream<Uint8Array>, stallMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await withinSilence(reader.read(), stallMs);
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        // Closes the connection: a model that nobody reads goes on costing.
        void reader.cancel(error).catch(() => {});
        controller.error(error instanceof Error && error.name === "AbortError" ? error : failureOf(error, "reset_in_stream"));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

async function withinSilence<Value>(work: Promise<Value>, stallMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NetworkFailure("stalled")), stallMs);
  });
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(error: unknown, otherwise: "reset" | "reset_in_stream"): unknown {
  if (error instanceof NetworkFailure) return error;
  for (const code of codesOf(error)) {
    if (CONNECT_SLOW.has(code)) return new NetworkFailure("connect_slow");
    if (SILENT.has(code)) return new NetworkFailure("stalled");
    if (UNREACHABLE.has(code)) return new NetworkFailure("unreachable");
  }
  return new NetworkFailure(otherwise);
}

/** The codes of an error and of what caused it; a host with several addresses fails with one error for each. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const inner: unknown[] = error instanceof AggregateError ? error.errors : [];
  return [...own, ...codesOf(error.cause, depth + 1), ...inner.flatMap((one) => codesOf(one, depth + 1))];
}
