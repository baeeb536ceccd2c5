import { withTimeout, type Clock } from "#lib/clock.ts";
import { AppError } from "#lib/errors.ts";

/** Without a live change feed what was read from Postgres is checked again after this: a revocation holds within a second. */
const RECHECK_MS = 900;
/** With Postgres unreachable what was last verified serves this long. */
const UNREACHABLE_MS = 5 * 60_000;
/** A lookup that takes longer counts as failed. */
const LOOKUP_TIMEOUT_MS = 2_000;
/** For what is known Postgres is waited for this long: then it counts as unreachable. */
const KNOWN_TIMEOUT_MS = 500;
/** After a failed lookup, known values serve without another try for this long. */
const RETRY_MS = 500;

interface Entry<Value> {
  value: Value;
  tags: readonly string[];
  checkedAt: number;
  epoch: number;
  /** Since it was last the oldest. */
  isUsed: boolean;
}
export interface VerifiedCacheOptions<Value> {
  clock: Clock;
  /** Changes committed before this moment were delivered to `invalidate`. */
  heardUntil(): number;
  /** What the entry depends on: `invalidate(tag)` drops it. */
  tagsOf(value: Value): readonly string[];
  maxFound: number;
  maxMissing: number;
}

/**
 * Facts of Postgres, bounded; what is used stays. A fact is used while it is proved to hold (change feed alive, or read within the
 * last second); what was found missing is kept apart, so that guesses can't push out facts.
 */
export class VerifiedCache<Value extends object> {
  readonly #options: VerifiedCacheOptions<Value>;
  readonly #found = new Map<string, Entry<Value>>();
  readonly #missing = new Map<string, Entry<null>>();
  /** Names of what was found, and changed since: to look them up again is no guess. */
  readonly #changed = new Set<string>();
  readonly #keysByTag = new Map<string, Set<string>>();
  readonly #lookups = new Map<string, { result: Promise<Value | null>; heard: Set<string> }>();
  #epoch = 0;
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(options: VerifiedCacheOptions<Value>) {
    this.#options = options;
  }

  /** Whether `find` would answer from memory. */
  has(key: string): boolean {
    const entry = this.#found.get(key);
    return entry !== undefined && this.#holds(entry);
  }

  /** Whether the value is known, even if it has to be checked or read again. */
  knows(key: string): boolean {
    return this.#found.has(key) || this.#changed.has(key);
  }

  /**
   * The value, or null when Postgres has none: at once when it is known to hold. Concurrent calls share one lookup. Throws or rejects with
   * `unavailable` when Postgres can't be asked and nothing is known.
   */
  find(key: string, lookup: () => Promise<Value | null>): Value | null | Promise<Value | null> {
    const entry = this.#found.get(key) ?? this.#missing.get(key);
    if (!entry || !this.#holds(entry)) return this.#check(key, entry, lookup);
    entry.isUsed = true;
    return entry.value;
  }

  async #check(key: string, entry: Entry<Value> | Entry<null> | undefined, lookup: () => Promise<Value | null>): Promise<Value | null> {
    const now = this.#options.clock.now();
    const mayServe = entry !== undefined && entry.value !== null && now - this.#verifiedAt(entry) < UNREACHABLE_MS;
    if (mayServe && now - this.#failedAt < RETRY_MS) return entry.value;
    const asked = this.#shared(key, lookup);
    try {
      if (!mayServe) return await asked;
      // While Postgres is unreachable nobody waits to hear that it still is.
      return await (this.#failedAt === Number.NEGATIVE_INFINITY ? withTimeout(asked, KNOWN_TIMEOUT_MS) : Promise.race([asked, entry.value]));
    } catch (error) {
      this.#failedAt = this.#options.clock.now();
      if (mayServe) return entry.value;
      throw new AppError("unavailable", "The database can't be reached, and this call isn't known from before. Try again in a few seconds.", { headers: { "Retry-After": "3" }, cause: error });
    }
  }

  /** Drops what depends on `tag`, and everything found missing: it may exist now. */
  invalidate(tag: string): void {
    for (const running of this.#lookups.values()) running.heard.add(tag);
    this.#missing.clear();
    for (const key of this.#keysByTag.get(tag) ?? []) {
      this.#forget(key);
      this.#changed.add(key);
      if (this.#changed.size > this.#options.maxFound) this.#changed.clear();
    }
  }

  /** Changes may have been missed: every entry has to be checked again before it is used. */
  distrust(): void {
    this.#missing.clear();
    for (const entry of this.#found.values()) entry.checkedAt = this.#verifiedAt(entry);
    this.#epoch += 1;
  }

  #verifiedAt(entry: Entry<Value | null>): number {
    return entry.epoch === this.#epoch ? Math.max(entry.checkedAt, this.#options.heardUntil()) : entry.checkedAt;
  }

  #holds(entry: Entry<Value | null>): boolean {
    return this.#options.clock.now() - this.#verifiedAt(entry) < RECHECK_MS;
  }

  #shared(key: string, lookup: () => Promise<Value | null>): Promise<Value | null> {
    const running = this.#lookups.get(key);
    if (running) return running.result;
    const heard = new Set<string>();
    const epoch = this.#epoch;
    const startedAt = this.#options.clock.now();
    const result = withTimeout(lookup(), LOOKUP_TIMEOUT_MS).then((value) => {
      this.#failedAt = Number.NEGATIVE_INFINITY;
      this.#forget(key);
      // A change of this very thing, heard while we read, may be newer than what we read: use it once, keep nothing.
      const isOvertaken = value === null ? heard.size > 0 : this.#options.tagsOf(value).some((tag) => heard.has(tag));
      if (!isOvertaken) this.#keep(key, value, startedAt, epoch);
      return value;
    }).catch((error: unknown) => {
      this.#failedAt = this.#options.clock.now();
      throw error;
    }).finally(() => this.#lookups.delete(key));
    this.#lookups.set(key, { result, heard });
    return result;
  }

  #keep(key: string, value: Value | null, checkedAt: number, epoch: number): void {
    this.#changed.delete(key);
    if (value === null) {
      this.#missing.set(key, { value, tags: [], checkedAt, epoch, isUsed: false });
      dropUnused(this.#missing, this.#options.maxMissing, (oldest) => this.#missing.delete(oldest));
      return;
    }
    const tags = this.#options.tagsOf(value);
    this.#found.set(key, { value, tags, checkedAt, epoch, isUsed: false });
    for (const tag of tags) {
      const keys = this.#keysByTag.get(tag) ?? new Set();
      keys.add(key);
      this.#keysByTag.set(tag, keys);
    }
    dropUnused(this.#found, this.#options.maxFound, (oldest) => this.#forget(oldest));
  }

  #forget(key: string): void {
    this.#missing.delete(key);
    const entry = this.#found.get(key);
    if (!entry) return;
    this.#found.delete(key);
    for (const tag of entry.tags) {
      const keys = this.#keysByTag.get(tag);
      keys?.delete(key);
      if (keys?.size === 0) this.#keysByTag.delete(tag);
    }
  }
}

/** How many that were used are passed over for one that was not: a full turn would take milliseconds. */
const MAX_PASSED_OVER = 16;

/** Drops the oldest that was not used since it was last looked at. Unlike an order by last use it costs a hit nothing but a flag. */
function dropUnused<Kept extends { isUsed: boolean }>(map: Map<string, Kept>, max: number, drop: (key: string) => void): void {
  for (let passed = 0; map.size > max; passed += 1) {
    const [oldest] = map;
    if (!oldest) return;
    const [key, entry] = oldest;
    if (!entry.isUsed || passed === MAX_PASSED_OVER) return drop(key);
    entry.isUsed = false;
    map.delete(key);
    map.set(key, entry);
  }
}
