const HEARTBEAT_MS = 10_000;

/** One server-sent event (WHATWG HTML §9.2). */
export interface SseEvent {
  id: number;
  event: string;
  data: unknown;
}

/**
 * Streams events as SSE, with a comment as heartbeat every 10 s. `open` is given a signal that aborts when the client goes away;
 * an error ends the stream with an `error` event that holds its message, so it must be fit to show.
 */
export function sseResponse(open: (signal: AbortSignal) => AsyncIterable<SseEvent>, request: { signal: AbortSignal }, headers: Record<string, string> = {}): Response {
  const encoder = new TextEncoder();
  const gone = new AbortController();
  const iterator = open(AbortSignal.any([gone.signal, request.signal]))[Symbol.asyncIterator]();
  let heartbeat: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      // A client that reads nothing is not sent heartbeats on top.
      heartbeat = setInterval(() => (controller.desiredSize ?? 0) > 0 && controller.enqueue(encoder.encode(": heartbeat\n\n")), HEARTBEAT_MS);
      controller.enqueue(encoder.encode(": open\n\n"));
    },
    async pull(controller) {
      try {
        const next = await iterator.next();
        if (gone.signal.aborted) return;
        if (!next.done) return controller.enqueue(encoder.encode(formatSse(next.value)));
      } catch (error) {
        if (gone.signal.aborted) return;
        controller.enqueue(encoder.encode(`event: error\ndata: ${JSON.stringify({ message: error instanceof Error ? error.message : "The stream broke" })}\n\n`));
      }
      clearInterval(heartbeat);
      controller.close();
    },
    async cancel() {
      clearInterval(heartbeat);
      gone.abort(); // wakes a generator that waits, so that its `finally` runs
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: { ...headers, "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no" } });
}

/** JSON has no raw line breaks, so one `data:` line is enough. */
export const formatSse = (event: SseEvent): string => `id: ${event.id}\nevent: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`;
