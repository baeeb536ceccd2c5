/** Millionths of a US dollar in words: `$0.31`, `less than $0.01`. */
export function showCost(micros: number): string {
  if (micros <= 0) return "$0.00";
  return micros < 10_000 ? "less than $0.01" : `$${(micros / 1_000_000).toFixed(2)}`;
}
