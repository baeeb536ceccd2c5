import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { sseResponse, type SseEvent } from "#lib/http/sse.ts";

/** A tail ends after so long; its reader connects again, and is looked at again. */
const TAIL_LIFE_MS = 30 * 60_000;
/** Of one API in this process: each reads for itself what its reader may see. */
const MAX_TAILS = 20;
const tails = new Map<string, number>();

interface TailSource<Row extends { id: number }> {
  apiId: string;
  /** The name of each event. */
  event: string;
  afterId: number;
  open: (signal: AbortSignal) => AsyncIterable<Row>;
}

/** Streams what an API's logs get, each row with its number as the event's id. Throws `rate_limited` when too many read along. */
export function openTail<Row extends { id: number }>(source: TailSource<Row>, request: Request): Response {
  const { apiId } = source;
  if ((tails.get(apiId) ?? 0) >= MAX_TAILS) throw new AppError("rate_limited", `The logs of this API are followed ${MAX_TAILS} times already. Close one of the pages, or read them without following.`, { headers: { "Retry-After": "60" } });
  return sseResponse((gone) => counted(apiId, asSse(source, gone)), request);
}

/** Like Last-Event-ID, for clients that can't set it. */
export const afterQuery = { after: z.string().optional().meta({ description: "Like Last-Event-ID, for clients that can't set it." }) };

export function afterOf(request: Request, query: URLSearchParams): { afterId?: number } {
  const after = Number(request.headers.get("last-event-id") ?? query.get("after") ?? Number.NaN);
  return Number.isSafeInteger(after) && after >= 0 ? { afterId: after } : {};
}

async function* asSse<Row extends { id: number }>({ event, afterId, open }: TailSource<Row>, gone: AbortSignal): AsyncGenerator<SseEvent, void> {
  let last = afterId;
  for await (const row of open(AbortSignal.any([gone, AbortSignal.timeout(TAIL_LIFE_MS)]))) {
    last = row.id;
    yield { id: row.id, event, data: row };
  }
  if (!gone.aborted) yield { id: last, event: "end", data: { reason: "The tail was open for its longest time. Connect again." } };
}

async function* counted<Event>(apiId: string, events: AsyncIterable<Event>): AsyncGenerator<Event, void> {
  tails.set(apiId, (tails.get(apiId) ?? 0) + 1);
  try {
    yield* events;
  } finally {
    const left = (tails.get(apiId) ?? 1) - 1;
    if (left > 0) tails.set(apiId, left);
    else tails.delete(apiId);
  }
}
