/** 1,234 · 12.3K · 4.56M: three digits are enough to read. */
export const showCount = (count: number): string => (count < 10_000 ? count.toLocaleString("en") : new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 }).format(count));

const UNITS = ["B", "KB", "MB", "GB", "TB"];
/** In steps of 1,024, as the limits of the plans are meant. */
export function showBytes(bytes: number): string {
  const step = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** step).toPrecision(step === 0 ? 4 : 3)).toLocaleString("en")} ${UNITS[step]}`;
}

/** Never 100 % while something failed. */
export function showRate(rate: number | null): string {
  if (rate === null) return "–";
  const percent = rate * 100;
  if (percent > 99.99 && percent < 100) return "99.99 %";
  if (percent > 0 && percent < 0.01) return "<0.01 %";
  return `${Number(percent.toFixed(percent > 99 || percent < 1 ? 2 : 1))} %`;
}

const time = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
const CLOCK = time({ hour: "2-digit", minute: "2-digit" });
const DAY = time({ day: "numeric", month: "short" });
/** A point of a series, in UTC: `14:05`, `21 Nov 14:00`, `21 Nov`. */
export function showPoint(iso: string, interval: "minute" | "hour" | "day"): string {
  const at = new Date(iso);
  if (interval === "minute") return CLOCK.format(at);
  return interval === "day" ? DAY.format(at) : `${DAY.format(at)} ${CLOCK.format(at)}`;
}
