/** A number as its shortest text says it: `digits × 10^-scale`, exactly. */
export interface Decimal {
  digits: bigint;
  scale: number;
}

export function decimal(text: string): Decimal {
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const [digits, scale] = [BigInt(`${sign}${whole}${fraction}`), fraction.length - Number(exponent)];
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { digits: atScale(a, scale) + atScale(b, scale), scale };
}

export const toNumber = ({ digits, scale }: Decimal): number => Number(`${digits}e${-scale}`);

const atScale = ({ digits, scale }: Decimal, wanted: number): bigint => digits * 10n ** BigInt(wanted - scale);

/** The mean with the digits that the platform's database gives it: 16 or more significant ones, halves away from zero. */
export function average(sum: Decimal, count: number): number {
  const [dividend, divisor] = [base10000(sum), base10000({ digits: BigInt(count), scale: 0 })];
  const weight = dividend.weight - divisor.weight - (dividend.first <= divisor.first ? 1 : 0);
  const scale = Math.min(1000, Math.max(16 - weight * 4, sum.scale, 0));
  const scaled = sum.digits * 10n ** BigInt(scale + 1 - sum.scale);
  const tenths = scaled / BigInt(count);
  const half = tenths < 0n ? -5n : 5n;
  return toNumber({ digits: (tenths + half) / 10n, scale });
}

/** The first digit in base 10,000 and its place: 0 for the digits before the point. */
function base10000({ digits, scale }: Decimal): { first: number; weight: number } {
  const text = (digits < 0n ? -digits : digits).toString();
  if (text === "0") return { first: 0, weight: 0 };
  const magnitude = text.length - 1 - scale;
  const weight = Math.floor(magnitude / 4);
  return { first: Number(text.slice(0, magnitude - weight * 4 + 1).padEnd(magnitude - weight * 4 + 1, "0")), weight };
}
