import { maskCrashReport } from "./mask-crash-report.ts";
import { maskReplay } from "./mask-replay.ts";

/** What a Sentry client sends: headers, then items, each with headers of its own and what it carries. */
type Item = readonly [about: { type?: unknown; length?: number }, payload: unknown];

/** The last door of a page, in place: crashes and times came masked, replays are masked here, anything else stays in the browser. False: nothing is left to send. */
export function maskEnvelope(envelope: readonly unknown[]): boolean {
  const items = envelope[1];
  if (!Array.isArray(items)) return false;
  const masked = items.filter(isItem).flatMap(([about, payload]): Item[] => {
    if (about.type === "event" || about.type === "transaction") return [[about, payload]];
    if (about.type === "replay_event" && typeof payload === "object" && payload !== null) return [[about, { ...maskCrashReport(payload), urls: [], tags: undefined }]];
    if (about.type !== "replay_recording" || typeof payload !== "string") return [];
    const picture = maskReplay(payload);
    return [[{ ...about, length: new TextEncoder().encode(picture).length }, picture]];
  });
  items.splice(0, items.length, ...masked);
  return masked.length > 0;
}

const isItem = (value: unknown): value is Item => Array.isArray(value) && typeof value[0] === "object" && value[0] !== null;
