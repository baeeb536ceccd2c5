import { AppError } from "#lib/errors.ts";
import { USAGE_DAYS } from "./retention.ts";
import type { AnalyticsPeriod, ApiAnalytics } from "./schema.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNIT_MS = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS } as const;
const LENGTH: Record<AnalyticsPeriod, { interval: ApiAnalytics["interval"]; points: number }> = {
  "1h": { interval: "minute", points: 60 }, "24h": { interval: "hour", points: 24 }, "7d": { interval: "hour", points: 168 }, "30d": { interval: "day", points: 30 },
};
const MAX_MINUTES_MS = 3 * HOUR_MS;
const MAX_HOURS_MS = 8 * DAY_MS;

export interface PeriodInput {
  period?: AnalyticsPeriod | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}
/** Milliseconds since the epoch; both ends lie on the interval. */
export interface Period {
  name: ApiAnalytics["period"];
  from: number;
  to: number;
  interval: ApiAnalytics["interval"];
  unitMs: number;
}

/** The period that is meant, rounded outwards to its interval: minutes up to 3 hours, hours up to 8 days, else days; longer ago only what is still kept. */
export function analyticsPeriod(input: PeriodInput, now: number): Period {
  if (input.from || input.to) return customPeriod(input, now);
  const name = input.period ?? "24h";
  const { interval, points } = LENGTH[name];
  const unitMs = UNIT_MS[interval];
  const to = Math.floor(now / unitMs) * unitMs + unitMs;
  return { name, from: to - points * unitMs, to, interval, unitMs };
}

function customPeriod({ period, from: fromDate, to: toDate }: PeriodInput, now: number): Period {
  if (period) throw invalid("period", "Give a period or from and to, not both.");
  if (!fromDate) throw invalid("from", "A period that ends somewhere begins somewhere: give from.");
  const [from, to] = [fromDate.getTime(), (toDate ?? new Date(now)).getTime()];
  if (from >= to) throw invalid("from", "The period is empty: from must be before to.");
  if (to - from > USAGE_DAYS.days * DAY_MS) throw invalid("from", `A period has at most ${USAGE_DAYS.days} days.`);
  const isKept = (days: number) => from >= now - (days - 1) * DAY_MS;
  const interval = to - from <= MAX_MINUTES_MS && isKept(USAGE_DAYS.minutes) ? "minute" : to - from <= MAX_HOURS_MS && isKept(USAGE_DAYS.hours) ? "hour" : "day";
  const unitMs = UNIT_MS[interval];
  return { name: "custom", from: Math.floor(from / unitMs) * unitMs, to: Math.ceil(to / unitMs) * unitMs, interval, unitMs };
}

const invalid = (path: string, message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path, message }] } });
