import { randomHex } from "#lib/id.ts";

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Whether a `traceparent` is valid (W3C Trace Context, version 00). */
export function isTraceparent(value: string | undefined): boolean {
  if (value === undefined) return false;
  const match = TRACEPARENT.exec(value);
  return match !== null && !/^0+$/.test(match[1] ?? "") && !/^0+$/.test(match[2] ?? "");
}

/** The `traceparent` to hand on: the caller's trace with a span of ours when valid, else a new trace. */
export function continueTrace(incoming: string | undefined): string {
  const match = isTraceparent(incoming) ? TRACEPARENT.exec(incoming ?? "") : null;
  return match ? `00-${match[1]}-${randomHex(8)}-${match[3]}` : `00-${randomHex(16)}-${randomHex(8)}-00`;
}
