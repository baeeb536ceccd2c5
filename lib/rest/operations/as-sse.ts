import type { NumberedEvent } from "#lib/generation/record-events.ts";
import type { SseEvent } from "#lib/http/sse.ts";

/** Generation events in their SSE form: `id` is the sequence number, `event` the type. */
export async function* asSse(events: AsyncIterable<NumberedEvent>): AsyncGenerator<SseEvent, void> {
  for await (const { seq, event } of events) yield { id: seq, event: event.type, data: event };
}
