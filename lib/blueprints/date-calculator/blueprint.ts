import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const invalid = { expect: { error: { code: "invalid" } } };
const outside = { expect: { error: { code: "out_of_range" } } };
const get = (path: string, expect: { [key: string]: string | number | boolean | null | { [key: string]: string | number } }) => step("GET", path, 200, { expect });
/** What counting working days gives with each weekend. */
const BY_WEEKEND: Record<string, { week: number; back: number; fromFriday: string; friday: boolean; saturday: boolean; sunday: boolean; thousand: string; holiday: string; withHoliday: number }> = {
  "Saturday and Sunday": { week: 5, back: -5, fromFriday: "2024-03-04", friday: false, saturday: true, sunday: true, thousand: "2027-12-30", holiday: "2024-03-05", withHoliday: 4 },
  "Friday and Saturday": { week: 5, back: -5, fromFriday: "2024-03-03", friday: true, saturday: true, sunday: false, thousand: "2027-12-30", holiday: "2024-03-04", withHoliday: 4 },
  Sunday: { week: 6, back: -6, fromFriday: "2024-03-02", friday: false, saturday: false, sunday: true, thousand: "2027-05-11", holiday: "2024-03-04", withHoliday: 5 },
};

export const dateCalculator: Blueprint = {
  id: "date-calculator",
  name: "Date calculator",
  summary: "Differences, sums, business days, week numbers, ages and time zones of dates.",
  description: "Calculates with ISO 8601 dates: the time between two, a date plus or minus days, months or working days, week numbers, ages, leap years, the next weekday and times in other time zones.",
  about: "`GET /difference?from=2024-01-01&to=2024-12-25`, `GET /business-days/add?date=2024-03-01&days=5`, `GET /days/2024-12-30` (week number, leap year), `GET /age?bornOn=1990-05-17`, `GET /time-zones/convert?time=2030-06-01T14:00&from=Europe/Paris&to=Asia/Tokyo`.",
  category: "utilities",
  points: ["Differences in days, weeks, months and years; dates plus or minus any of them", "Business days between dates and from a date on, without weekends and the holidays you name", "Week numbers, leap years, ages, next weekdays and times in other time zones"],
  assumptions: ["Dates are those of the Gregorian calendar, written like 2030-06-01, of the years 1 to 9999", "A month later than the last of a month ends with that month: 31 January becomes 28 or 29 February", "Holidays are named in each call", "Today is today in UTC"],
  publicRoutes: [],
  examplePrompt: "A date calculator with differences, business days, week numbers and time zones",
  signals: [
    /\bdates? (?:calculat\w*|arithmetics?|maths?|difference|tool)\b|\bcalculat\w*\b.*\bdates?\b/, /\b(?:difference|days?|time|weeks?|months?)\b.*\bbetween (?:two |2 |any two |given )?dates?\b/, /\b(?:business|working|work) ?days\b/,
    /\bweek numbers?\b|\bleap years?\b|\btime ?zones? (?:conver\w*|calculat\w*)|\bconver\w* .*\btime ?zones?\b/, /\b(?:add|adding|subtract|subtracting)\b.*\bdays\b.*\bdates?\b/, /\bage (?:calculator|from|in years)\b|\bcalculat\w* (?:the |an |someone'?s )?ages?\b/,
  ],
  vocabulary: "date calculator calculate calculating calculation arithmetic math difference distance between day week month year business working work workday weekday weekend holiday add adding subtract subtracting plus minus count counting number iso 8601 leap age birthday birth born old how long time zone timezone convert conversion converting converter next previous following monday tuesday wednesday thursday friday saturday sunday from to given find out tell which check duration elapsed their his her someone birth ahead of skip skipping without excluding excluded utc quarter another calendar utility until",
  lacks: [/\b(?:exclud\w+|without|except|skip\w*|ignor\w+|not|only)\b.*\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b/],
  keeps: [
    /\b(?:without|exclud\w+|not counting|skip\w*|except|ignor\w+|minus)(?: (?:the |public |bank |and )*(?:weekends?|holidays?))+/,
    /\b(?:weekends?|holidays?) (?:are )?(?:excluded|not counted|skipped|left out|don't count)\b/,
    /\b(?:before|after|until|between|ahead)\b/,
  ],
  parameters: [
    { name: "weekend", label: "Weekend", help: "The days of the week that are no working days.", kind: "choice", default: "Saturday and Sunday", options: ["Saturday and Sunday", "Friday and Saturday", "Sunday"] },
    { name: "maximumBusinessDays", label: "Working days in one call", help: "More are not added to a date in one call.", kind: "integer", default: 10_000, min: 1000, max: 50_000 },
  ],
  picture: [
    { caption: "Days between two dates", method: "GET", path: "/difference?from=2024-01-31&to=2024-12-25", status: 200, reply: { days: 329, weeks: 47, months: 10, period: { years: 0, months: 10, days: 25 } } },
    { caption: "Ask about a day", method: "GET", path: "/days/2024-12-30", status: 200, reply: { weekday: "Monday", isoWeek: "2025-W01-1", dayOfYear: 365, isLeapYear: true } },
    { caption: "Paris time in Tokyo", method: "GET", path: "/time-zones/convert?time=2030-06-01T14:00&from=Europe/Paris&to=Asia/Tokyo", status: 200, reply: { utc: "2030-06-01T12:00:00Z", to: { time: "2030-06-01T21:00:00+09:00" } } },
  ],
  contractTests: ({ weekend, maximumBusinessDays }) => {
    const by = BY_WEEKEND[String(weekend)];
    return [
      {
        name: "The difference of two dates counts days, weeks, months and years",
        steps: [
          get("/difference?from=2020-02-29&to=2024-02-28", { days: 1460, weeks: 208, months: 47, years: 3, period: { years: 3, months: 11, days: 30 } }), get("/difference?from=2020-02-29&to=2021-02-28", { days: 365, months: 12, years: 1, period: { years: 1, months: 0, days: 0 } }),
          get("/difference?from=2024-03-15&to=2024-03-15", { days: 0, weeks: 0, months: 0, years: 0, period: { years: 0, months: 0, days: 0 } }), get("/difference?from=2024-03-15&to=2023-12-14", { from: "2024-03-15", to: "2023-12-14", days: -92, weeks: -13, months: -3, years: 0, period: { years: 0, months: 3, days: 1 } }),
          get("/difference?from=2000-01-01&to=2010-12-31", { days: 4017, weeks: 573, months: 131, years: 10 }), get("/difference?from=0001-01-01&to=9999-12-31", { days: 3652058, years: 9998 }), get("/difference?from=1900-02-28&to=1900-03-01", { days: 1 }), get("/difference?from=2000-02-28&to=2000-03-01", { days: 2 }),
        ],
      },
      {
        name: "Years, months, weeks and days are added to a date and taken from it",
        steps: [
          get("/add?date=2024-01-31&months=1", { date: "2024-02-29", weekday: "Thursday" }), get("/add?date=2023-01-31&months=1", { date: "2023-02-28" }), get("/add?date=2024-02-29&years=1", { date: "2025-02-28" }), get("/add?date=2024-03-31&months=-1", { date: "2024-02-29" }), get("/add?date=2024-10-31&months=1", { date: "2024-11-30" }), get("/add?date=2024-01-15&months=-13", { date: "2022-12-15" }),
          get("/add?date=2024-12-31&days=1", { date: "2025-01-01", weekday: "Wednesday" }), get("/add?date=2024-01-01&weeks=2&days=-1", { date: "2024-01-14" }), get("/add?date=2024-01-31&years=1&months=1&weeks=1&days=1", { date: "2025-03-08" }), get("/add?date=2024-05-05", { date: "2024-05-05", weekday: "Sunday" }),
          step("GET", "/add?date=9999-12-31&days=1", 422, outside), step("GET", "/add?date=0001-01-01&days=-1", 422, outside), step("GET", "/add?date=9999-12-01&months=1", 422, outside), get("/add?date=0001-01-01&years=9998", { date: "9999-01-01" }), step("GET", "/add?date=2024-01-01&days=1.5", 422, invalid), step("GET", "/add?date=2024-01-01&days=9999999", 422, invalid), step("GET", "/add?date=2024-01-01&hours=1", 422, invalid),
        ],
      },
      {
        name: "Working days leave out weekends and holidays",
        steps: [
          get("/business-days/between?from=2024-03-01&to=2024-03-08", { businessDays: by?.week ?? 0 }), get("/business-days/between?from=2024-03-08&to=2024-03-01", { businessDays: by?.back ?? 0 }), get("/business-days/between?from=2024-03-01&to=2024-03-01", { businessDays: 0 }),
          get(`/business-days/between?from=2024-03-01&to=2024-03-08&holidays=${by?.holiday ?? ""},2024-03-02,2024-03-03,2024-04-01`, { businessDays: (by?.withHoliday ?? 0) - (String(weekend) === "Saturday and Sunday" ? 0 : 1) }),
          get("/business-days/between?from=2024-01-01&to=2025-01-01", { businessDays: String(weekend) === "Sunday" ? 314 : 262 }),
          get("/business-days/add?date=2024-03-01&days=1", { date: by?.fromFriday ?? "" }), get("/business-days/add?date=2024-03-02&days=0", { date: "2024-03-02", weekday: "Saturday" }), get("/business-days/add?date=2024-02-29&days=1000", { date: by?.thousand ?? "" }),
          get(`/business-days/add?date=2024-03-01&days=1&holidays=${by?.fromFriday ?? ""}`, { date: String(weekend) === "Saturday and Sunday" ? "2024-03-05" : "2024-03-04" }), get("/business-days/add?date=2024-03-07&days=-5", { date: String(weekend) === "Sunday" ? "2024-03-01" : "2024-02-29" }),
          step("GET", `/business-days/add?date=2024-03-01&days=${Number(maximumBusinessDays) + 1}`, 422, invalid), step("GET", `/business-days/add?date=2024-03-01&days=${Number(maximumBusinessDays)}`, 200), step("GET", "/business-days/add?date=9999-12-30&days=9", 422, outside), step("GET", "/business-days/add?date=2024-03-01", 422, invalid), step("GET", "/business-days/between?from=2024-03-01&to=2024-03-08&holidays=xmas", 422, invalid),
          get("/days/2024-03-01", { isWeekend: by?.friday ?? false }), get("/days/2024-03-02", { isWeekend: by?.saturday ?? false }), get("/days/2024-03-03", { isWeekend: by?.sunday ?? false }), get("/days/2024-03-04", { isWeekend: false }),
        ],
      },
      {
        name: "A day tells its weekday and ISO week, a year its leap day",
        steps: [
          get("/days/2021-01-03", { weekday: "Sunday", weekdayNumber: 7, week: { year: 2020, week: 53 }, isoWeek: "2020-W53-7", dayOfYear: 3, quarter: 1, isLeapYear: false, daysInMonth: 31, lastDayOfMonth: "2021-01-31" }), get("/days/2024-02-29", { weekday: "Thursday", weekdayNumber: 4, week: { year: 2024, week: 9 }, isoWeek: "2024-W09-4", dayOfYear: 60, isLeapYear: true, daysInMonth: 29, lastDayOfMonth: "2024-02-29" }),
          get("/days/2019-12-31", { isoWeek: "2020-W01-2", dayOfYear: 365, quarter: 4 }), get("/days/1969-07-20", { weekday: "Sunday", quarter: 3 }), get("/days/0001-01-01", { weekday: "Monday", isoWeek: "0001-W01-1" }), get("/days/9999-12-31", { weekday: "Friday" }), get("/days/2024-06-30", { quarter: 2, daysInMonth: 30 }), get("/days/2023-02-01", { daysInMonth: 28 }),
          get("/years/1900", { isLeapYear: false, days: 365, nextLeapYear: 1904 }), get("/years/2000", { isLeapYear: true, days: 366, weeks: 52, nextLeapYear: 2004 }), get("/years/2020", { weeks: 53 }), get("/years/2026", { isLeapYear: false, weeks: 53, nextLeapYear: 2028 }), get("/years/9997", { nextLeapYear: null }),
          ...["/days/2023-02-29", "/days/2024-13-01", "/days/2024-1-1", "/days/0000-12-31", "/days/today", "/days/20240101", "/years/0", "/years/10000", "/years/-4", "/years/abcd"].map((path) => step("GET", path, 422, invalid)),
        ],
      },
      {
        name: "An age is whole years, months and days, with the next birthday",
        steps: [
          get("/age?bornOn=1990-05-17&on=2024-05-16", { years: 33, months: 11, days: 29, totalDays: 12418, nextBirthday: "2024-05-17", daysToBirthday: 1 }), get("/age?bornOn=1990-05-17&on=2024-05-17", { years: 34, months: 0, days: 0, nextBirthday: "2024-05-17", daysToBirthday: 0 }), get("/age?bornOn=1990-05-17&on=2024-05-18", { years: 34, days: 1, nextBirthday: "2025-05-17", daysToBirthday: 364 }),
          get("/age?bornOn=2020-02-29&on=2023-02-28", { years: 3, months: 0, days: 0, daysToBirthday: 0 }), get("/age?bornOn=2020-02-29&on=2023-03-01", { years: 3, nextBirthday: "2024-02-29" }), get("/age?bornOn=2024-05-17&on=2024-05-17", { years: 0, totalDays: 0, nextBirthday: "2025-05-17", daysToBirthday: 365 }), get("/age?bornOn=9999-01-01&on=9999-12-31", { nextBirthday: null, daysToBirthday: null }),
          step("GET", "/age?bornOn=1990-05-17", 200, { expect: { on: { $regex: "^\\d{4}-\\d{2}-\\d{2}$" }, years: { $gte: 30 } } }), step("GET", "/age?bornOn=2024-05-17&on=2024-05-16", 422, invalid), step("GET", "/age", 422, invalid),
        ],
      },
      {
        name: "The next weekday is later than the given date",
        steps: [
          get("/next?date=2024-03-01&weekday=friday", { date: "2024-03-08", weekday: "Friday" }), get("/next?date=2024-03-01&weekday=Saturday", { date: "2024-03-02" }), get("/next?date=2024-03-01&weekday=thursday", { date: "2024-03-07" }), get("/next?date=2024-03-03&weekday=monday", { date: "2024-03-04" }), get("/next?date=2024-03-01&weekday=monday&count=3", { date: "2024-03-18" }), get("/next?date=2024-02-28&weekday=thursday", { date: "2024-02-29" }),
          step("GET", "/next?date=9999-12-31&weekday=monday", 422, outside), ...["weekday=someday", "weekday=monday&count=0", "weekday=monday&count=1001", ""].map((query) => step("GET", `/next?date=2024-03-01&${query}`, 422, invalid)),
        ],
      },
      {
        name: "A time is told in another time zone, summer time included",
        steps: [
          get("/time-zones/convert?time=2024-01-15T12:00&from=UTC&to=America/New_York", { utc: "2024-01-15T12:00:00Z", to: { time: "2024-01-15T07:00:00-05:00", offset: "-05:00", weekday: "Monday" }, differenceMinutes: -300 }), get("/time-zones/convert?time=2024-07-15T12:00:30&from=Europe/London&to=Asia/Kolkata", { utc: "2024-07-15T11:00:30Z", from: { time: "2024-07-15T12:00:30+01:00" }, to: { time: "2024-07-15T16:30:30+05:30" }, differenceMinutes: 270 }),
          get("/time-zones/convert?time=2024-12-31T20:00&from=America/Los_Angeles&to=Pacific/Auckland", { to: { time: "2025-01-01T17:00:00+13:00", weekday: "Wednesday" }, differenceMinutes: 1260 }),
          // Clocks go from 02:00 to 03:00 on 2024-03-31, and from 03:00 back to 02:00 on 2024-10-27.
          get("/time-zones/convert?time=2024-03-31T02:30&from=Europe/Paris&to=UTC", { utc: "2024-03-31T01:30:00Z", from: { time: "2024-03-31T03:30:00+02:00" } }), get("/time-zones/convert?time=2024-03-31T03:30&from=Europe/Paris&to=UTC", { utc: "2024-03-31T01:30:00Z" }), get("/time-zones/convert?time=2024-10-27T02:30&from=Europe/Paris&to=UTC", { utc: "2024-10-27T00:30:00Z" }), get("/time-zones/convert?time=2024-10-27T03:30&from=Europe/Paris&to=UTC", { utc: "2024-10-27T02:30:00Z" }),
          ...["time=2024-01-15T12:00&from=UTC&to=Mars/Base", "time=2024-01-15T12:00&from=&to=UTC", "time=2024-01-15T12:00Z&from=UTC&to=UTC", "time=2024-02-30T12:00&from=UTC&to=UTC", "time=2024-01-15T24:00&from=UTC&to=UTC", "time=2024-01-15T12:60&from=UTC&to=UTC", "time=1899-12-31T12:00&from=UTC&to=UTC", "time=2200-01-01T00:00&from=UTC&to=UTC", "from=UTC&to=UTC"].map((query) => step("GET", `/time-zones/convert?${query}`, 422, invalid)),
        ],
      },
      { name: "What isn't a date is refused", steps: ["/difference", "/difference?from=2024-01-01", "/difference?from=2024-02-30&to=2024-03-01", "/difference?from=2024-01-01T00:00:00Z&to=2024-03-01", "/difference?from=01.02.2024&to=2024-03-01", "/difference?from=0000-01-01&to=2024-03-01", "/difference?from=2024-01-01&to=2024-03-01&unit=days", "/business-days/between?from=2024-01-01", "/add?date=tomorrow&days=1"].map((path) => step("GET", path, 422, invalid)) },
    ];
  },
};
