import { z } from "zod";

/** The patterns that zod itself writes into documents. */
const KNOWN = new Set(Object.values(z.regexes).flatMap((value) => (value instanceof RegExp ? [value.source] : [])));

/**
 * Whether a pattern of untrusted origin needs no more than quadratic time: no repeated group, no backward reference, at most two open
 * repetitions behind a `^`. All others may take years on a short text.
 */
export function isQuickPattern(pattern: string): boolean {
  if (KNOWN.has(pattern)) return true;
  const bare = pattern.replace(/\\[^1-9k]/g, "_").replace(/\[[^\]]*\]/g, "_");
  const open = bare.match(/[*+]|\{\d+,\}/g)?.length ?? 0;
  return !/\\[1-9k]/.test(bare) && !/\)\s*(?:[*+]|\{\d+,?\d*\})/.test(bare) && open <= (bare.startsWith("^") ? 2 : 1);
}
