// Habit tracker: each caller's habits, checked in once a day, with streaks and a view of the month.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { DataError, type Env, type Stored } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ body: { content: { "application/json": { schema } }, required: true } });
const invalid = { 422: json(Problem, "Not valid") };
const badBody = { 400: json(Problem, "Not JSON"), 415: json(Problem, "Not sent as application/json"), ...invalid };
const perConsumer = { "x-per-consumer": true };

const MAX_HABITS = /* maximumHabits */ 50;
const DAY_MS = 86_400_000;
/** Days that are looked at for streaks: ten years. */
const MAX_DAYS = 3660;

/** `place` is `owner:number` with a number from 1 to MAX_HABITS, and no two habits share one: a caller never has more. An archived one has none. */
type Habit = { owner: string; name: string; note: string; isArchived: boolean; place: string | null };
/** Stored under `habit:day`, so that a day counts once. */
type CheckIn = { habitId: string; day: string; note: string };

const Day = z.iso.date("a day is written like 2030-06-01 and exists").refine((day) => day >= "2000-01-01" && day <= "2999-12-31", "a day lies between 2000-01-01 and 2999-12-31").openapi({ example: "2026-06-01" });
const fields = { name: z.string().trim().min(1).max(100).openapi({ example: "Read" }), note: z.string().trim().max(500).openapi({ example: "Ten pages" }) };
const HabitInput = z.strictObject({ ...fields, note: fields.note.default("") }).openapi("HabitInput");
const HabitPatch = z.strictObject({ ...fields, isArchived: z.boolean() }).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("HabitPatch");
const Habit = z.object({ id: z.string(), name: z.string().openapi({ example: "Read" }), note: z.string(), isArchived: z.boolean(), createdAt: z.string(), updatedAt: z.string() }).openapi("Habit");
const HabitPage = z.object({ items: z.array(Habit), cursor: z.string().nullable(), total: z.number().int() }).openapi("HabitPage");
const CheckInBody = z.strictObject({ note: z.string().trim().max(500).default("").openapi({ example: "Twelve pages" }) }).openapi("CheckInInput");
const CheckInOut = z.object({ day: z.string().openapi({ example: "2026-06-01" }), note: z.string(), createdAt: z.string() }).openapi("CheckIn");
const CheckInPage = z.object({ items: z.array(CheckInOut), cursor: z.string().nullable(), total: z.number().int() }).openapi("CheckInPage");
const Streak = z.object({ days: z.number().int(), from: z.string().nullable(), to: z.string().nullable() });
const Streaks = z.object({
  asOf: z.string(), current: Streak.openapi({ description: "Up to that day, or up to the day before when that day is still open" }), longest: Streak,
  total: z.number().int().openapi({ description: "Days checked in, up to that day" }), isDone: z.boolean().openapi({ description: "Whether that day is checked in" }), last30Days: z.number().int(),
}).openapi("Streaks");
const Month = z.object({ month: z.string().openapi({ example: "2026-06" }), done: z.number().int(), percent: z.number().openapi({ description: "Of all days of the month, one decimal" }), days: z.array(z.object({ day: z.string(), done: z.boolean() })) }).openapi("Month");
const Today = z.object({ day: z.string(), items: z.array(z.object({ id: z.string(), name: z.string(), done: z.boolean() })), open: z.number().int() }).openapi("Today");
const id = z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" });
const IdParam = z.object({ id });
const DayParam = z.object({ id, day: Day.openapi({ param: { name: "day", in: "path" } }) });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };

const habits = (env: Env) => env.DATA.collection<Habit>("habits", { unique: ["place"] });
const checkIns = (env: Env) => env.DATA.collection<CheckIn>("checkIns");
const noHabit = problem("not_found", "There is no such habit");
const tooMany = problem("too_many", `You have ${MAX_HABITS} habits: archive or delete one first`);
const notDone = problem("not_found", "This day is not checked in");
const today = () => new Date().toISOString().slice(0, 10);
const shift = (day: string, by: number) => new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
const show = ({ id: habitId, name, note, isArchived, createdAt, updatedAt }: Stored<Habit>) => ({ id: habitId, name, note, isArchived, createdAt, updatedAt });
const showCheckIn = ({ day, note, createdAt }: Stored<CheckIn>) => ({ day, note, createdAt });
async function findHabit(env: Env, habitId: string) {
  const habit = /^[0-9a-f-]{36}$/.test(habitId) ? await habits(env).get(habitId) : null;
  return habit?.owner === env.CONSUMER.id ? habit : null;
}
/** What `store` gives with a free place of the caller; null when there is none. */
async function withPlace<Result>(env: Env, store: (place: string) => Promise<Result>) {
  const rows = await habits(env).aggregate({ where: { owner: env.CONSUMER.id, isArchived: false }, groupBy: "place" });
  const taken = new Set(rows.map(({ group }) => group));
  for (let number = 1; number <= MAX_HABITS; number += 1) {
    const place = `${env.CONSUMER.id}:${number}`;
    if (taken.has(place)) continue;
    try {
      return { result: await store(place) };
    } catch (error) {
      // Another call took this place at the same moment.
      if (!(error instanceof DataError && error.code === "conflict")) throw error;
    }
  }
  return null;
}
/** The checked days up to `asOf`, latest first. One row per day, in at most ten years: the database groups them, nothing is paged. */
async function daysOf(env: Env, habitId: string, asOf: string) {
  const years = [0, 1, 2, 3, 4].map((part) => ({ after: shift(asOf, -732 * (part + 1)), to: shift(asOf, -732 * part) }));
  const parts = await Promise.all(years.map(({ after, to }) => checkIns(env).aggregate({ where: { habitId, day: { gt: after, lte: to } }, groupBy: "day" })));
  return parts.flatMap((rows) => rows.map((row) => String(row.group)).reverse()).slice(0, MAX_DAYS);
}
/** Runs of days one after the other, the latest run first. */
function runsOf(days: readonly string[]) {
  const runs: { from: string; to: string; days: number }[] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && shift(run.from, -1) === day) {
      run.from = day;
      run.days += 1;
    } else {
      runs.push({ from: day, to: day, days: 1 });
    }
  }
  return runs;
}
const NONE = { days: 0, from: null, to: null };

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
  createRoute({ ...perConsumer, method: "post", path: "/habits", tags: ["habits"], summary: "Take up a habit", request: body(HabitInput), responses: { 201: json(Habit, "The habit"), 409: json(Problem, "Too many habits"), ...badBody } }),
  async (c) => {
    const made = await withPlace(c.env, (place) => habits(c.env).insert({ owner: c.env.CONSUMER.id, ...c.req.valid("json"), isArchived: false, place }));
    return made ? c.json(show(made.result), 201) : c.json(tooMany, 409);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "get", path: "/habits", tags: ["habits"], summary: "Your habits, by name", request: { query: z.strictObject({ ...page, archived: z.enum(["true", "false"]).default("false") }) },
    responses: { 200: json(HabitPage, "A page of habits"), ...invalid },
  }),
  async (c) => {
    const { limit, cursor, archived } = c.req.valid("query");
    const where = { owner: c.env.CONSUMER.id, isArchived: archived === "true" };
    const [found, total] = await Promise.all([habits(c.env).list({ where, orderBy: "name", limit, cursor }), habits(c.env).count(where)]);
    return c.json({ items: found.items.map(show), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/habits/{id}", tags: ["habits"], summary: "Get a habit", request: { params: IdParam }, responses: { 200: json(Habit, "The habit"), 404: json(Problem, "No such habit") } }),
  async (c) => {
    const habit = await findHabit(c.env, c.req.valid("param").id);
    return habit ? c.json(show(habit), 200) : c.json(noHabit, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "patch", path: "/habits/{id}", tags: ["habits"], summary: "Rename or archive a habit", request: { params: IdParam, ...body(HabitPatch) }, responses: { 200: json(Habit, "The habit"), 404: json(Problem, "No such habit"), 409: json(Problem, "Too many habits to take it up again, or changed at the same moment"), ...badBody } }),
  async (c) => {
    const habit = await findHabit(c.env, c.req.valid("param").id);
    if (!habit) return c.json(noHabit, 404);
    const patch = c.req.valid("json");
    // Of two changes of its place at the same moment one is refused.
    const move = (place: Habit["place"]) => habits(c.env).update(habit.id, { ...patch, place }, { ifVersion: habit.version });
    const isTakenUp = habit.isArchived && patch.isArchived === false;
    const changed = isTakenUp ? await withPlace(c.env, move) : { result: await (patch.isArchived ? move(null) : habits(c.env).update(habit.id, patch)) };
    if (!changed) return c.json(tooMany, 409);
    return changed.result ? c.json(show(changed.result), 200) : c.json(noHabit, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/habits/{id}", tags: ["habits"], summary: "Delete a habit and its check-ins", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such habit") } }),
  async (c) => {
    const habit = await findHabit(c.env, c.req.valid("param").id);
    if (!habit || !(await habits(c.env).delete(habit.id))) return c.json(noHabit, 404);
    for (let left = MAX_DAYS; left > 0; left -= 100) {
      const { items, cursor } = await checkIns(c.env).list({ where: { habitId: habit.id }, limit: 100 });
      await Promise.all(items.map((checkIn) => checkIns(c.env).delete(checkIn.id)));
      if (cursor === null) break;
    }
    return c.body(null, 204);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "put", path: "/habits/{id}/check-ins/{day}", tags: ["check-ins"], summary: "Check a day in", request: { params: DayParam, ...body(CheckInBody) },
    responses: { 200: json(CheckInOut, "It was checked in; the note is replaced"), 201: json(CheckInOut, "Checked in"), 404: json(Problem, "No such habit"), ...badBody },
  }),
  async (c) => {
    const { id: habitId, day } = c.req.valid("param");
    const habit = await findHabit(c.env, habitId);
    if (!habit) return c.json(noHabit, 404);
    // Where the day begins first it is tomorrow in UTC.
    if (day > shift(today(), 1)) return c.json(problem("invalid", "day: can't be checked in before it comes"), 422);
    const key = `${habit.id}:${day}`;
    const { note } = c.req.valid("json");
    const known = await checkIns(c.env).update(key, { note });
    if (known) return c.json(showCheckIn(known), 200);
    try {
      return c.json(showCheckIn(await checkIns(c.env).insert({ id: key, habitId: habit.id, day, note })), 201);
    } catch (error) {
      const raced = error instanceof DataError && error.code === "conflict" ? await checkIns(c.env).get(key) : null;
      if (raced) return c.json(showCheckIn(raced), 200);
      throw error;
    }
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/habits/{id}/check-ins/{day}", tags: ["check-ins"], summary: "Take a check-in back", request: { params: DayParam }, responses: { 204: { description: "Taken back" }, 404: json(Problem, "No such habit, or the day is not checked in"), ...invalid } }),
  async (c) => {
    const { id: habitId, day } = c.req.valid("param");
    const habit = await findHabit(c.env, habitId);
    if (!habit) return c.json(noHabit, 404);
    return (await checkIns(c.env).delete(`${habit.id}:${day}`)) ? c.body(null, 204) : c.json(notDone, 404);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "get", path: "/habits/{id}/check-ins", tags: ["check-ins"], summary: "The check-ins of a habit, latest day first", request: { params: IdParam, query: z.strictObject({ ...page, from: Day.optional(), to: Day.optional() }) },
    responses: { 200: json(CheckInPage, "A page of check-ins"), 404: json(Problem, "No such habit"), ...invalid },
  }),
  async (c) => {
    const habit = await findHabit(c.env, c.req.valid("param").id);
    if (!habit) return c.json(noHabit, 404);
    const { limit, cursor, from, to } = c.req.valid("query");
    const where = { habitId: habit.id, day: { gte: from, lte: to } };
    const [found, total] = await Promise.all([checkIns(c.env).list({ where, orderBy: ["day", "desc"], limit, cursor }), checkIns(c.env).count(where)]);
    return c.json({ items: found.items.map(showCheckIn), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "get", path: "/habits/{id}/streaks", tags: ["progress"], summary: "The current and the longest streak of a habit", request: { params: IdParam, query: z.strictObject({ asOf: Day.optional().openapi({ description: "Left out: today in UTC" }) }) },
    responses: { 200: json(Streaks, "Of the ten years up to that day"), 404: json(Problem, "No such habit"), ...invalid },
  }),
  async (c) => {
    const habit = await findHabit(c.env, c.req.valid("param").id);
    if (!habit) return c.json(noHabit, 404);
    const { asOf = today() } = c.req.valid("query");
    const days = await daysOf(c.env, habit.id, asOf);
    const runs = runsOf(days);
    // A day that isn't over doesn't break the streak. Of equally long runs the latest counts.
    const current = runs[0] && runs[0].to >= shift(asOf, -1) ? runs[0] : NONE;
    const longest = runs.reduce<z.infer<typeof Streak>>((best, run) => (run.days > best.days ? run : best), NONE);
    return c.json({ asOf, current, longest, total: days.length, isDone: days[0] === asOf, last30Days: days.filter((day) => day > shift(asOf, -30)).length }, 200);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "get", path: "/habits/{id}/months/{month}", tags: ["progress"], summary: "A habit in one month, day by day",
    request: { params: z.object({ id, month: z.string().regex(/^2\d{3}-(0[1-9]|1[0-2])$/, "a month is written like 2030-06").openapi({ param: { name: "month", in: "path" }, example: "2026-06" }) }) },
    responses: { 200: json(Month, "Every day of the month"), 404: json(Problem, "No such habit"), ...invalid },
  }),
  async (c) => {
    const { id: habitId, month } = c.req.valid("param");
    const habit = await findHabit(c.env, habitId);
    if (!habit) return c.json(noHabit, 404);
    const rows = await checkIns(c.env).aggregate({ where: { habitId: habit.id, day: { startsWith: month } }, groupBy: "day" });
    const done = new Set(rows.map((row) => row.group));
    const length = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
    const days = Array.from({ length }, (_item, index) => `${month}-${String(index + 1).padStart(2, "0")}`).map((day) => ({ day, done: done.has(day) }));
    return c.json({ month, done: done.size, percent: Math.round((done.size / length) * 1000) / 10, days }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/overview", tags: ["progress"], summary: "Which of your habits are done on a day", request: { query: z.strictObject({ day: Day.optional().openapi({ description: "Left out: today in UTC" }) }) }, responses: { 200: json(Today, "Your first 100 habits by name, without archived ones"), ...invalid } }),
  async (c) => {
    const { day = today() } = c.req.valid("query");
    const { items } = await habits(c.env).list({ where: { owner: c.env.CONSUMER.id, isArchived: false }, orderBy: "name", limit: 100 });
    const done = items.length === 0 ? [] : (await checkIns(c.env).list({ where: { day, habitId: { in: items.map((habit) => habit.id) } }, limit: 100 })).items.map((checkIn) => checkIn.habitId);
    const shown = items.map((habit) => ({ id: habit.id, name: habit.name, done: done.includes(habit.id) }));
    return c.json({ day, items: shown, open: shown.filter((habit) => !habit.done).length }, 200);
  },
);

app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  if (error instanceof DataError && error.code === "invalid") return c.json(problem("invalid", error.message), 422);
  if (error instanceof DataError && error.code === "stale") return c.json(problem("busy", "Somebody else changed this at the same moment. Try again."), 409);
  if (error instanceof DataError && error.code === "unavailable") return c.json(problem("unavailable", "The data can't be reached right now. Try again in a moment."), 503);
  if (error instanceof DataError && error.code === "quota") return c.json(problem("quota", error.message), 429);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Habit tracker", version: "1.0.0", description: "Habits with daily check-ins, streaks and months, each caller's own." } });

export default app;
