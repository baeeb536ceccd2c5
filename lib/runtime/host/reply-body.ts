import type { IncomingMessage } from "node:http";
import { type Duplex, pipeline, type Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";
import { EgressRefused } from "./egress.ts";
import { redactStream } from "./redact-secrets.ts";

const DECODERS: Record<string, () => Duplex> = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress, zstd: createZstdDecompress };

export interface ReplyBodyOptions {
  maxBytes: number;
  redacted: readonly Buffer[];
  /** Called once, at the end: with what was passed on, and why when it broke off. */
  onEnd(bytes: number, error: Error | null): void;
}

/** The body of a host's reply, unpacked, counted and without secrets, as it comes. Throws EgressRefused when it can't be passed on at all. */
export function replyBody(response: IncomingMessage, { maxBytes, redacted, onEnd }: ReplyBodyOptions): Readable {
  const encoding = String(response.headers["content-encoding"] ?? "identity").toLowerCase().trim();
  const makeDecoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  const tooLarge = () => new EgressRefused(`The reply is larger than ${maxBytes >> 20} MB.`);
  if (encoding !== "identity" && !makeDecoder) throw new EgressRefused("The reply is packed in a way that the platform doesn't know.");
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) throw tooLarge();
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(tooLarge());
      else done(null, chunk);
    },
  });
  const last = redacted.length > 0 ? redactStream(redacted) : counted;
  const streams = [response, ...(makeDecoder ? [makeDecoder()] : []), counted, ...(last === counted ? [] : [last])];
  pipeline(streams, (error) => onEnd(bytes, error ?? null));
  return last;
}
