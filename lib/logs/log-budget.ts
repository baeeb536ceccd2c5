import type { ConsoleLine } from "#lib/runtime/runtime.ts";

interface Cap {
  lines: number;
  bytes: number;
}
/** What is kept of what an API prints, however many runtimes it wears out; a single call is held to its limit beside the runtime. Tests take smaller figures. */
export const LOG_LIMITS = {
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
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MAX_APIS = 20_000;

/** Holds what each API prints to its minute and its day. What is cut is said once, in the place of the first line that is left out. */
export class LogBudget {
  readonly #limits: LogLimits;
  readonly #now: () => number;
  readonly #apis = new Map<string, ApiUse>();

  constructor(limits: LogLimits = LOG_LIMITS, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /** The lines to keep, with a note of the platform's after the last. */
  admit(apiId: string, lines: readonly ConsoleLine[]): ConsoleLine[] {
    const use = this.#useOf(apiId);
    const caps = [
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
      if (!full.used.isCut) kept.push(["platform", `The rest is left out: of what an API prints in ${full.words}, at most ${full.cap.lines.toLocaleString("en")} lines and ${full.cap.bytes >> 10} KB are kept.`]);
      full.used.isCut = true;
      break;
    }
    return kept;
  }

  #useOf(apiId: string): ApiUse {
    const now = this.#now();
    const use = this.#apis.get(apiId) ?? { minute: unused(0), day: unused(0) };
    if (use.minute.until <= now) use.minute = unused(now + MINUTE_MS);
    if (use.day.until <= now) use.day = unused(now + DAY_MS);
    // Again at the end: whoever prints is not the one that is forgotten.
    this.#apis.delete(apiId);
    this.#apis.set(apiId, use);
    const [oldest] = this.#apis.keys();
    if (this.#apis.size > MAX_APIS && oldest !== undefined) this.#apis.delete(oldest);
    return use;
  }
}

const unused = (until: number) => ({ lines: 0, bytes: 0, isCut: false, until });
