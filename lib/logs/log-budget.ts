import type { ConsoleLine } from "#lib/runtime/runtime.ts";

interface Cap {
  lines: number;
  bytes: number;
}
/** What is kept of what an API prints. The figures are the product's; tests take smaller ones. */
export const LOG_LIMITS = {
  call: { lines: 1_000, bytes: 256 * 1024 },
  minute: { lines: 3_000, bytes: 1024 * 1024 },
  day: { lines: 500_000, bytes: 50 * 1024 * 1024 },
};
export type LogLimits = typeof LOG_LIMITS;

interface Used extends Cap {
  isCut: boolean;
}
interface ApiUse {
  minute: Used & { until: number };
  day: Used & { until: number };
  calls: Map<string, Used>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Calls of one API whose use is remembered; a runtime that makes up request ids is held by its minute. */
const MAX_CALLS = 2_000;
const MAX_APIS = 20_000;

/** Holds what each API prints to its call, its minute and its day. What is cut is said once, in the place of the first line that is left out. */
export class LogBudget {
  readonly #limits: LogLimits;
  readonly #now: () => number;
  readonly #apis = new Map<string, ApiUse>();

  constructor(limits: LogLimits = LOG_LIMITS, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /** The lines to keep, with a note of the platform's after the last. */
  admit(apiId: string, requestId: string, lines: readonly ConsoleLine[]): ConsoleLine[] {
    const use = this.#useOf(apiId);
    const call = this.#callOf(use, requestId);
    const caps = [
      { used: call, cap: this.#limits.call, words: "one call" },
      { used: use.minute, cap: this.#limits.minute, words: "a minute" },
      { used: use.day, cap: this.#limits.day, words: "a day" },
    ];
    const kept: ConsoleLine[] = [];
    for (const line of lines) {
      const bytes = Buffer.byteLength(line[1]);
      const full = caps.find(({ used, cap }) => used.isCut || used.lines + 1 > cap.lines || used.bytes + bytes > cap.bytes);
      if (!full) {
        for (const { used } of caps) {
          used.lines += 1;
          used.bytes += bytes;
        }
        kept.push(line);
        continue;
      }
      if (!full.used.isCut) kept.push(["platform", `The rest is left out: of what ${full.words} prints, at most ${full.cap.lines.toLocaleString("en")} lines and ${full.cap.bytes >> 10} KB are kept.`]);
      full.used.isCut = true;
      break;
    }
    return kept;
  }

  #useOf(apiId: string): ApiUse {
    const now = this.#now();
    const use = this.#apis.get(apiId) ?? { minute: unused(0), day: unused(0), calls: new Map<string, Used>() };
    if (use.minute.until <= now) use.minute = unused(now + MINUTE_MS);
    if (use.day.until <= now) use.day = unused(now + DAY_MS);
    // Again at the end: whoever prints is not the one that is forgotten.
    this.#apis.delete(apiId);
    this.#apis.set(apiId, use);
    dropOldest(this.#apis, MAX_APIS);
    return use;
  }

  #callOf(use: ApiUse, requestId: string): Used {
    const call = use.calls.get(requestId) ?? { lines: 0, bytes: 0, isCut: false };
    use.calls.delete(requestId);
    use.calls.set(requestId, call);
    dropOldest(use.calls, MAX_CALLS);
    return call;
  }
}

const unused = (until: number) => ({ lines: 0, bytes: 0, isCut: false, until });

function dropOldest(map: Map<string, unknown>, max: number): void {
  const [oldest] = map.keys();
  if (map.size > max && oldest !== undefined) map.delete(oldest);
}
