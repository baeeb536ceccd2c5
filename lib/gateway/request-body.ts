import { Readable } from "node:stream";
import { AppError } from "#lib/errors.ts";
import { headerOf } from "#lib/http/raw-headers.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { ClientGone } from "./client-gone.ts";
import type { Exchange } from "./exchange.ts";

/** Bodies up to this size are read before the call is handed on: one write, and a slow sender holds no runtime. */
const BUFFERED_BYTES = 64 * 1024;
const buffered = new WeakMap<Exchange, Buffer>();

/** The body to send. A stream is not touched before its connection stands, so that a call that was not sent can be sent again. */
export async function readRequestBody(exchange: Exchange): Promise<Buffer | Readable | null> {
  const { body, rawHeaders } = exchange.call;
  if (!body) return null;
  const maxBytes = PLAN_LIMITS[exchange.api?.plan ?? "free"].requestBodyBytes;
  const length = headerOf(rawHeaders, "content-length");
  if (length !== undefined && Number(length) > maxBytes) throw tooLarge(maxBytes);
  exchange.call.askForBody?.();
  if (length === undefined || Number(length) > BUFFERED_BYTES) return Readable.from(metered(exchange, body, maxBytes), { objectMode: false });
  const known = buffered.get(exchange);
  if (known) return known;
  const whole = await readWhole(exchange, metered(exchange, body, maxBytes));
  buffered.set(exchange, whole);
  return whole;
}

async function readWhole(exchange: Exchange, body: AsyncIterable<Buffer>): Promise<Buffer> {
  const startedAt = performance.now();
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of body) chunks.push(chunk);
  } catch (error) {
    throw exchange.call.reply.isClosed ? new ClientGone(error) : error;
  } finally {
    exchange.bodyMs = performance.now() - startedAt;
  }
  return Buffer.concat(chunks);
}

/** The body of a call, if it was read whole. */
export const readBodyOf = (exchange: Exchange): Buffer | null => buffered.get(exchange) ?? null;

async function* metered(exchange: Exchange, body: Readable, maxBytes: number): AsyncGenerator<Buffer> {
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    exchange.requestBytes += (chunk as Buffer).length;
    if (exchange.requestBytes > maxBytes) throw tooLarge(maxBytes);
    yield chunk as Buffer;
  }
}

const tooLarge = (maxBytes: number): AppError =>
  new AppError("too_large", `The body is larger than ${maxBytes} bytes, the limit of this plan. Send less, or in several calls.`, { extensions: { limit: "request body bytes", cap: maxBytes } });
