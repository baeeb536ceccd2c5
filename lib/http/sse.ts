const HEARTBEAT_MS = 10_000;

/** One server-sent event (WHATWG HTML §9.2). */
export interface SseEvent {
  id: number;
  event: string;
  data: unknown;
}

/**
 * Streams events as SSE, with a comment as heartbeat every 10 s. When the client goes away `events` is returned (its `finally` runs);
 * an error ends the stream with an `error` event that holds its message, so it must be fit to show.
 */
export function sseResponse(events: AsyncIterable<SseEvent>, headers: Record<string, string> = {}): Response {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let heartbeat: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      heartbeat = setInterval(() => controller.enqueue(encoder.encode(": heartbeat\n\n")), HEARTBEAT_MS);
      controller.enqueue(encoder.encode(": open\n\n"));
    },
    async pull(controller) {
      try {
        const next = await iterator.next();
        if (next.done) {
          clearInterval(heartbeat);
          controller.close();
        } else controller.enqueue(encoder.encode(formatSse(next.value)));
      } catch (error) {
        clearInterval(heartbeat);
        controller.enqueue(encoder.encode(`event: error\ndata: ${JSON.stringify({ message: error instanceof Error ? error.message : "The stream broke" })}\n\n`));
        controller.close();
      }
    },
    async cancel() {
      clearInterval(heartbeat);
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: { ...headers, "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no" } });
}

/** JSON has no raw line breaks, so one `data:` line is enough. */
export const formatSse = (event: SseEvent): string => `id: ${event.id}\nevent: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`;
