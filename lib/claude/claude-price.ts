/** US dollars for a million tokens, which is micro-dollars for one. */
export interface ClaudePrices {
  input: number;
  output: number;
  cacheRead: number;
}
/** Tokens of one call; `inputTokens` are those that the cache neither held nor took. */
export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  /** Those of `cacheWriteTokens` that are kept for an hour. */
  cacheWriteHourTokens: number;
}

/** About, of English and code. */
export const CHARACTERS_PER_TOKEN = 3.5;

/** Writing to the cache costs more than plain input: a quarter more for five minutes, twice as much for an hour. */
const WRITE = 1.25;
const WRITE_HOUR = 2;

/** What a call cost, in micro-dollars, rounded up. */
export function costMicros(usage: TokenUsage, prices: ClaudePrices): number {
  const shortWrites = usage.cacheWriteTokens - usage.cacheWriteHourTokens;
  return Math.ceil(usage.inputTokens * prices.input + usage.outputTokens * prices.output + usage.cacheReadTokens * prices.cacheRead
    + (shortWrites * WRITE + usage.cacheWriteHourTokens * WRITE_HOUR) * prices.input);
}
