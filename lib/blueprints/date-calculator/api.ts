// Date calculator: differences, sums, business days, weeks, ages and time zones of ISO 8601 dates. It keeps nothing.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import type { Env } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });
const invalid = { 422: json(Problem, "Not valid") };
/** The first day of the working week's break: Saturday and Sunday, or Friday and Saturday. */
const WEEKEND: string = /* weekend */ "Saturday and Sunday";
const FREE_DAYS = WEEKEND === "Friday and Saturday" ? [5, 6] : WEEKEND === "Sunday" ? [7] : [6, 7];
const MAX_BUSINESS_DAYS = /* maximumBusinessDays */ 10000;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const DAY_MS = 86_400_000;
const FIRST = "0001-01-01";
const LAST = "9999-12-31";

/** Days since 1970-01-01. Dates are of the Gregorian calendar, also before it was used. */
const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** 1 is Monday, 7 is Sunday. */
const weekdayOf = (date: string) => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
const weekdayName = (date: string) => WEEKDAYS[weekdayOf(date) - 1] ?? "Monday";
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysInMonth = (year: number, month: number) => (month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
const pad = (value: number, length: number) => String(value).padStart(length, "0");
const partsOf = (date: string) => ({ year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) });
const isInRange = (day: number) => day >= dayNumber(FIRST) && day <= dayNumber(LAST);

/** Null when the result lies outside the years 1 to 9999. A day that the month lacks becomes the month's last one. */
function addMonths(date: string, months: number) {
  const { year, month, day } = partsOf(date);
  const index = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1];
  if (newYear < 1 || newYear > 9999) return null;
  return `${pad(newYear, 4)}-${pad(newMonth, 2)}-${pad(Math.min(day, daysInMonth(newYear, newMonth)), 2)}`;
}

/** Whole months from the earlier date to the later one. */
function wholeMonths(from: string, to: string) {
  const [a, b] = [partsOf(from), partsOf(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month;
  return (addMonths(from, months) ?? LAST) > to ? months - 1 : months;
}

/** Years, months and days from the earlier date to the later one. */
function period(from: string, to: string) {
  const months = wholeMonths(from, to);
  return { years: Math.floor(months / 12), months: months % 12, days: dayNumber(to) - dayNumber(addMonths(from, months) ?? to) };
}

/** The ISO 8601 week: the one with the year's first Thursday is week 1. */
function isoWeek(date: string) {
  const thursday = dayNumber(date) - weekdayOf(date) + 4;
  const year = new Date(thursday * DAY_MS).getUTCFullYear();
  const week = Math.floor((thursday - dayNumber(`${pad(year, 4)}-01-01`)) / 7) + 1;
  return { year, week };
}
const weeksIn = (year: number) => isoWeek(`${pad(year, 4)}-12-28`).week;

/** Working days after `from`, up to and including `to`; holidays that fall on a working day are left out. */
function businessDaysBetween(from: string, to: string, holidays: ReadonlySet<string>) {
  const days = dayNumber(to) - dayNumber(from);
  const perWeek = 7 - FREE_DAYS.length;
  let count = Math.floor(days / 7) * perWeek;
  for (let rest = 1; rest <= days % 7; rest += 1) if (!FREE_DAYS.includes(weekdayOf(dateOf(dayNumber(from) + rest)))) count += 1;
  for (const holiday of holidays) if (holiday > from && holiday <= to && !FREE_DAYS.includes(weekdayOf(holiday))) count -= 1;
  return count;
}

/** Steps from working day to working day; null when it leaves the years 1 to 9999. */
function addBusinessDays(from: string, count: number, holidays: ReadonlySet<string>) {
  let day = dayNumber(from);
  for (let left = Math.abs(count); left > 0; ) {
    day += Math.sign(count);
    if (!isInRange(day)) return null;
    const date = dateOf(day);
    if (!FREE_DAYS.includes(weekdayOf(date)) && !holidays.has(date)) left -= 1;
  }
  return dateOf(day);
}

/** Minutes ahead of UTC at a moment. */
function offsetMinutes(at: number, zone: string) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", era: "short", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second"));
  return Math.round((local - Math.floor(at / 1000) * 1000) / 60_000);
}
const offsetText = (minutes: number) => `${minutes < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(minutes) / 60), 2)}:${pad(Math.abs(minutes) % 60, 2)}`;
function localTime(at: number, zone: string) {
  const offset = offsetMinutes(at, zone);
  const local = new Date(at + offset * 60_000).toISOString();
  return { timeZone: zone, time: `${local.slice(0, 19)}${offsetText(offset)}`, weekday: weekdayName(local.slice(0, 10)), offset: offsetText(offset) };
}
function isZone(zone: string) {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const Day = z.iso.date("a date is written like 2030-06-01 and exists").refine((date) => date >= FIRST, "a date lies between 0001-01-01 and 9999-12-31").openapi({ example: "2030-06-01" });
const Whole = (least: number, most: number) => z.string().regex(/^-?\d{1,9}$/, "is a whole number").transform(Number).pipe(z.number().int().min(least).max(most)).openapi({ type: "integer", minimum: least, maximum: most });
const Holidays = z.string().max(1200).default("").transform((text) => text.split(",").filter(Boolean)).pipe(z.array(Day).max(100)).openapi({ type: "string", description: "Dates that are no working days, separated by commas; at most 100", example: "2030-12-25,2030-12-26" });
const Zone = z.string().max(60).refine(isZone, "is not a time zone: use a name like Europe/Paris").openapi({ example: "Europe/Paris" });
const Weekday = z.string().toLowerCase().pipe(z.enum(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])).openapi({ type: "string", enum: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], example: "friday" });
const integer = z.number().int();
const DateOut = z.object({ date: z.string().openapi({ example: "2030-06-01" }), weekday: z.enum(WEEKDAYS) }).openapi("DateResult");
const Difference = z.object({
  from: z.string(), to: z.string(),
  days: integer.openapi({ description: "Negative when `to` is before `from`" }),
  weeks: integer.openapi({ description: "Whole weeks" }), months: integer.openapi({ description: "Whole months" }), years: integer.openapi({ description: "Whole years" }),
  period: z.object({ years: integer, months: integer, days: integer }).openapi({ description: "The distance in years, months and days, without sign" }),
}).openapi("Difference");
const BusinessDays = z.object({ from: z.string(), to: z.string(), businessDays: integer.openapi({ description: "Working days after `from`, up to and including `to`" }) }).openapi("BusinessDays");
const DayFacts = z.object({
  date: z.string(), weekday: z.enum(WEEKDAYS), weekdayNumber: integer.openapi({ description: "1 is Monday, 7 is Sunday" }), isWeekend: z.boolean(),
  week: z.object({ year: integer, week: integer }).openapi({ description: "ISO 8601 week; its year may differ from the date's" }),
  isoWeek: z.string().openapi({ example: "2030-W22-6" }), dayOfYear: integer, quarter: integer, isLeapYear: z.boolean(), daysInMonth: integer, lastDayOfMonth: z.string(),
}).openapi("DayFacts");
const YearFacts = z.object({ year: integer, isLeapYear: z.boolean(), days: integer, weeks: integer.openapi({ description: "ISO 8601 weeks: 52 or 53" }), nextLeapYear: integer.nullable() }).openapi("YearFacts");
const Age = z.object({ bornOn: z.string(), on: z.string(), years: integer, months: integer, days: integer, totalDays: integer, nextBirthday: z.string().nullable(), daysToBirthday: integer.nullable() }).openapi("Age");
const LocalTime = z.object({ timeZone: z.string(), time: z.string().openapi({ example: "2030-06-01T14:00:00+02:00" }), weekday: z.enum(WEEKDAYS), offset: z.string().openapi({ example: "+02:00" }) }).openapi("LocalTime");
const ZoneOut = z.object({ utc: z.string(), from: LocalTime, to: LocalTime, differenceMinutes: integer.openapi({ description: "How far `to` is ahead of `from`" }) }).openapi("ZoneConversion");
const outOfRange = problem("out_of_range", "The result lies outside the years 1 to 9999");
const result = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ 200: json(schema, description), ...invalid });
const showDate = (date: string) => ({ date, weekday: weekdayName(date) });

const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which input is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", `${issue?.path.join(".") || result.target}: ${why(issue?.message)}`), 422);
  },
});
// A body of another type would be read as an empty one.
app.use(async (c, next) => {
  const type = c.req.header("content-type");
  if (type !== undefined && c.req.method !== "GET" && !/^application\/json\b/i.test(type)) return c.json(problem("unsupported_type", "Send the body as application/json"), 415);
  await next();
});
app.openapi(
  createRoute({ method: "get", path: "/difference", tags: ["dates"], summary: "How far apart two dates are", request: { query: z.strictObject({ from: Day, to: Day }) }, responses: result(Difference, "The difference") }),
  (c) => {
    const { from, to } = c.req.valid("query");
    const sign = to < from ? -1 : 1;
    const [early, late] = sign === 1 ? [from, to] : [to, from];
    const [days, months] = [dayNumber(late) - dayNumber(early), wholeMonths(early, late)];
    // Adding 0 makes -0 a plain 0.
    const signed = (value: number) => sign * value + 0;
    return c.json({ from, to, days: signed(days), weeks: signed(Math.floor(days / 7)), months: signed(months), years: signed(Math.floor(months / 12)), period: period(early, late) }, 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/add", tags: ["dates"], summary: "A date plus or minus years, months, weeks and days",
    request: { query: z.strictObject({ date: Day, years: Whole(-9999, 9999).optional(), months: Whole(-119_988, 119_988).optional(), weeks: Whole(-521_722, 521_722).optional(), days: Whole(-3_652_058, 3_652_058).optional() }) },
    responses: result(DateOut, "Years and months are added first, then weeks and days"),
  }),
  (c) => {
    const { date, years = 0, months = 0, weeks = 0, days = 0 } = c.req.valid("query");
    const moved = addMonths(date, years * 12 + months);
    const day = moved === null ? Number.NaN : dayNumber(moved) + weeks * 7 + days;
    return isInRange(day) ? c.json(showDate(dateOf(day)), 200) : c.json(outOfRange, 422);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/business-days/between", tags: ["business days"], summary: "Count the working days between two dates", request: { query: z.strictObject({ from: Day, to: Day, holidays: Holidays }) },
    responses: result(BusinessDays, "The number of working days"),
  }),
  (c) => {
    const { from, to, holidays } = c.req.valid("query");
    const isBack = to < from;
    const count = isBack ? businessDaysBetween(to, from, new Set(holidays)) : businessDaysBetween(from, to, new Set(holidays));
    return c.json({ from, to, businessDays: (isBack ? -count : count) + 0 }, 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/business-days/add", tags: ["business days"], summary: "A date plus or minus working days",
    request: { query: z.strictObject({ date: Day, days: Whole(-MAX_BUSINESS_DAYS, MAX_BUSINESS_DAYS), holidays: Holidays }) }, responses: result(DateOut, "The date; with 0 the date itself"),
  }),
  (c) => {
    const { date, days, holidays } = c.req.valid("query");
    const found = addBusinessDays(date, days, new Set(holidays));
    return found === null ? c.json(outOfRange, 422) : c.json(showDate(found), 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/next", tags: ["dates"], summary: "The next of a weekday after a date", request: { query: z.strictObject({ date: Day, weekday: Weekday, count: Whole(1, 1000).optional().openapi({ type: "integer", minimum: 1, maximum: 1000, description: "2: the one after the next" }) }) },
    responses: result(DateOut, "The date, later than the given one"),
  }),
  (c) => {
    const { date, weekday, count = 1 } = c.req.valid("query");
    const wanted = WEEKDAYS.findIndex((name) => name.toLowerCase() === weekday) + 1;
    const ahead = ((wanted - weekdayOf(date) + 6) % 7) + 1;
    const day = dayNumber(date) + ahead + 7 * (count - 1);
    return isInRange(day) ? c.json(showDate(dateOf(day)), 200) : c.json(outOfRange, 422);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/days/{date}", tags: ["dates"], summary: "Weekday, week number and more of a date", request: { params: z.object({ date: Day.openapi({ param: { name: "date", in: "path" } }) }) }, responses: result(DayFacts, "What the calendar says") }),
  (c) => {
    const { date } = c.req.valid("param");
    const { year, month } = partsOf(date);
    const week = isoWeek(date);
    const weekdayNumber = weekdayOf(date);
    const days = daysInMonth(year, month);
    return c.json({
      date, weekday: weekdayName(date), weekdayNumber, isWeekend: FREE_DAYS.includes(weekdayNumber), week, isoWeek: `${pad(week.year, 4)}-W${pad(week.week, 2)}-${weekdayNumber}`,
      dayOfYear: dayNumber(date) - dayNumber(`${pad(year, 4)}-01-01`) + 1, quarter: Math.ceil(month / 3), isLeapYear: isLeap(year), daysInMonth: days, lastDayOfMonth: `${date.slice(0, 8)}${days}`,
    }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/years/{year}", tags: ["dates"], summary: "Whether a year is a leap year, its days and weeks", request: { params: z.object({ year: Whole(1, 9999).openapi({ param: { name: "year", in: "path" }, type: "integer", minimum: 1, maximum: 9999, example: 2032 }) }) }, responses: result(YearFacts, "What the calendar says") }),
  (c) => {
    const { year } = c.req.valid("param");
    let next = year + 1;
    while (!isLeap(next)) next += 1;
    return c.json({ year, isLeapYear: isLeap(year), days: isLeap(year) ? 366 : 365, weeks: weeksIn(year), nextLeapYear: next > 9999 ? null : next }, 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/age", tags: ["dates"], summary: "How old somebody is, and the next birthday", request: { query: z.strictObject({ bornOn: Day, on: Day.optional().openapi({ description: "Left out: today in UTC" }) }) },
    responses: result(Age, "The age; who is born on 29 February has a birthday on 28 February of other years"),
  }),
  (c) => {
    const { bornOn, on = new Date().toISOString().slice(0, 10) } = c.req.valid("query");
    if (on < bornOn) return c.json(problem("invalid", "bornOn: must not be after the day of the question"), 422);
    const age = period(bornOn, on);
    const isToday = age.years > 0 && age.months === 0 && age.days === 0;
    const nextBirthday = addMonths(bornOn, (age.years + (isToday ? 0 : 1)) * 12);
    return c.json({ bornOn, on, ...age, totalDays: dayNumber(on) - dayNumber(bornOn), nextBirthday, daysToBirthday: nextBirthday === null ? null : dayNumber(nextBirthday) - dayNumber(on) }, 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/time-zones/convert", tags: ["time zones"], summary: "A moment in another time zone",
    request: { query: z.strictObject({ time: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/, "a local time is written like 2030-06-01T14:00, without an offset").openapi({ description: "Local time in the zone `from`", example: "2030-06-01T14:00" }), from: Zone, to: Zone }) },
    responses: result(ZoneOut, "A time that the clocks skip moves an hour ahead; of a time that comes twice the first is meant"),
  }),
  (c) => {
    const { time, from, to } = c.req.valid("query");
    const asUtc = Date.parse(`${time.length === 16 ? `${time}:00` : time}Z`);
    const isReal = !Number.isNaN(asUtc) && new Date(asUtc).toISOString().startsWith(time) && time >= "1900" && time < "2200";
    if (!isReal) return c.json(problem("invalid", "time: is no time of the years 1900 to 2199"), 422);
    // The offset before a change of clocks and the one after it: the first that leads back to the given local time counts.
    const offsets = [offsetMinutes(asUtc - DAY_MS, from), offsetMinutes(asUtc + DAY_MS, from)];
    const offset = offsets.find((minutes) => offsetMinutes(asUtc - minutes * 60_000, from) === minutes) ?? offsets[0] ?? 0;
    const at = asUtc - offset * 60_000;
    return c.json({ utc: new Date(at).toISOString().replace(".000Z", "Z"), from: localTime(at, from), to: localTime(at, to), differenceMinutes: offsetMinutes(at, to) - offsetMinutes(at, from) }, 200);
  },
);

app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Date calculator", version: "1.0.0", description: "Differences, sums, business days, weeks, ages and time zones of dates." } });

export default app;
