/** Of the buckets of `private.usage_sums`: edges grow by this from 0.01 ms, so that a quantile is at most 2 % off. */
const GROWTH = 1.02 / 0.98;
const FIRST_MS = 0.01;
const COUNT = 2 ** 40;

/** The values of a list of counts of the database (`value × 2^40 + how often`), in the order of the list. */
export const readCounts = (counts: readonly number[]): [value: number, times: number][] => counts.map((count) => [Math.floor(count / COUNT), count % COUNT]);

/** Adds lists of counts up. */
export function sumCounts(lists: Iterable<readonly number[]>): Map<number, number> {
  const sums = new Map<number, number>();
  for (const list of lists) for (const [value, times] of readCounts(list)) sums.set(value, (sums.get(value) ?? 0) + times);
  return sums;
}

/** The milliseconds within which each of these shares of the calls was answered, the shares ascending; none without calls. */
export function latencyQuantiles(latencies: ReadonlyMap<number, number>, shares: readonly number[]): number[] {
  const total = [...latencies.values()].reduce((sum, times) => sum + times, 0);
  const found: number[] = [];
  let seen = 0;
  for (const [bucket, times] of [...latencies].toSorted(([a], [b]) => a - b)) {
    seen += times;
    // Nearest rank: the smallest value that at least this share of the calls does not exceed.
    while (found.length < shares.length && seen >= total * (shares[found.length] ?? 1)) found.push(Number(((FIRST_MS * 2 * GROWTH ** bucket) / (GROWTH + 1)).toPrecision(3)));
  }
  return found;
}
