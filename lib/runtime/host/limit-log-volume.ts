import type { ConsoleLine } from "../runtime.ts";

export const LOG_LIMITS = { callLines: 1000, callBytes: 256 << 10, runtimeBytesPerMinute: 4 << 20, callsKept: 2000 };

type Write = (requestId: string, lines: ConsoleLine[]) => void;

/**
 * Holds what one runtime prints to its limits, per call and per minute, whatever request ids it names. What is cut is said once per call; what
 * is over the minute's limit is said once per minute.
 */
export function limitLogVolume(write: Write, now: () => number = Date.now, limits: typeof LOG_LIMITS = LOG_LIMITS): Write {
  /** Oldest first. */
  const calls = new Map<string, { lines: number; bytes: number; isCut: boolean }>();
  let minute = { startedAt: now(), bytes: 0, isSaid: false };
  const callOf = (requestId: string) => {
    const call = calls.get(requestId) ?? { lines: 0, bytes: 0, isCut: false };
    calls.set(requestId, call);
    const [oldest] = calls.keys();
    if (calls.size > limits.callsKept && oldest !== undefined) calls.delete(oldest);
    return call;
  };
  return (requestId, lines) => {
    if (now() - minute.startedAt >= 60_000) minute = { startedAt: now(), bytes: 0, isSaid: false };
    const call = callOf(requestId);
    const kept: ConsoleLine[] = [];
    for (const [level, text] of lines) {
      const bytes = Buffer.byteLength(text);
      const isOverMinute = minute.bytes + bytes > limits.runtimeBytesPerMinute;
      if (isOverMinute && !minute.isSaid) kept.push(["platform", "This API prints more than is kept of it in a minute: the rest of this minute is left out."]);
      minute.isSaid ||= isOverMinute;
      if (isOverMinute || call.isCut) continue;
      call.isCut = call.lines >= limits.callLines || call.bytes + bytes > limits.callBytes;
      if (call.isCut) kept.push(["platform", `This call printed more than is kept: ${limits.callLines.toLocaleString("en")} lines or ${limits.callBytes >> 10} KB. The rest is left out.`]);
      else kept.push([level, text]);
      call.lines += 1;
      call.bytes += bytes;
      minute.bytes += bytes;
    }
    if (kept.length > 0) write(requestId, kept);
  };
}
