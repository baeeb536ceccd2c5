/** How many calls of one API are kept: what is asked of it above that is only counted, in analytics. */
export const CALL_LIMITS = { minute: { calls: 1_200, bytes: 2 * 1024 * 1024 }, day: { calls: 200_000, bytes: 50 * 1024 * 1024 } };

interface Used {
  calls: number;
  bytes: number;
  until: number;
}
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const MAX_APIS = 20_000;

/** Holds the calls that are kept of each API to its minute and its day, and counts those that aren't. */
export class CallBudget {
  readonly #limits: typeof CALL_LIMITS;
  readonly #now: () => number;
  readonly #apis = new Map<string, { minute: Used; day: Used; skipped: number }>();

  constructor(limits: typeof CALL_LIMITS = CALL_LIMITS, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Whether one more is kept; then with how many there were before it that weren't. */
  admit(apiId: string): { skipped: number } | null {
    const now = this.#now();
    const use = this.#apis.get(apiId) ?? this.#begin(apiId);
    if (use.minute.until <= now) use.minute = { calls: 0, bytes: 0, until: now + MINUTE_MS };
    if (use.day.until <= now) use.day = { calls: 0, bytes: 0, until: now + DAY_MS };
    const isFull = (["minute", "day"] as const).some((span) => use[span].calls >= this.#limits[span].calls || use[span].bytes >= this.#limits[span].bytes);
    if (isFull) {
      use.skipped += 1;
      return null;
    }
    use.minute.calls += 1;
    use.day.calls += 1;
    const { skipped } = use;
    use.skipped = 0;
    return { skipped };
  }

  /** What the one that was admitted takes. */
  spend(apiId: string, bytes: number): void {
    const use = this.#apis.get(apiId);
    if (!use) return;
    use.minute.bytes += bytes;
    use.day.bytes += bytes;
  }

  /** The one that began longest ago makes room. */
  #begin(apiId: string) {
    const oldest = this.#apis.size >= MAX_APIS ? this.#apis.keys().next().value : undefined;
    if (oldest !== undefined) this.#apis.delete(oldest);
    const use = { minute: { calls: 0, bytes: 0, until: 0 }, day: { calls: 0, bytes: 0, until: 0 }, skipped: 0 };
    this.#apis.set(apiId, use);
    return use;
  }
}
