export interface Trend {
  first: number;
  last: number;
  /** Of the mean of the last quarter, against that of the first. */
  changePercent: number;
  /** Of the line through all values (least squares). */
  perHour: number;
}

/** How values that were taken every `everyMs` have gone. */
export function trendOf(values: readonly number[], everyMs: number): Trend {
  const quarter = Math.max(1, Math.floor(values.length / 4));
  const first = mean(values.slice(0, quarter));
  const last = mean(values.slice(-quarter));
  const middle = (values.length - 1) / 2;
  const average = mean(values);
  const spread = values.reduce((total, _value, n) => total + (n - middle) ** 2, 0);
  const slope = spread === 0 ? 0 : values.reduce((total, value, n) => total + (n - middle) * (value - average), 0) / spread;
  return { first, last, changePercent: first === 0 ? 0 : ((last - first) / first) * 100, perHour: slope * (3_600_000 / everyMs) };
}

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
