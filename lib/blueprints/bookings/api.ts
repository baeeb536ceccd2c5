// Bookings: rooms or other resources, booked in time slots that never overlap.
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

const SLOT_MINUTES = Number(/* slotMinutes */ "30");
const OPENS = /* opensAt */ 8 * 60;
const CLOSES = /* closesAt */ 18 * 60;
/** A booking has at most this many slots, so that taking them is bounded work. */
const MAX_SLOTS = 24;

type Resource = { name: string; nameKey: string; description: string; capacity: number | null };
type Booking = { owner: string; resourceId: string; title: string; date: string; start: string; end: string };
/** One per taken slot. Its id is `resource|date|start`, and no two documents have the same id: so no two bookings overlap. */
type Slot = { resourceId: string; date: string; start: string };

const toTime = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const toMinutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const HOURS = `${toTime(OPENS)} to ${toTime(CLOSES)}, in steps of ${SLOT_MINUTES} minutes`;

const Time = z.string().regex(/^([01][0-9]|2[0-4]):[0-5][0-9]$/, "a time is written like 09:30");
const ResourceInput = z.strictObject({
  name: z.string().trim().min(1).max(100).openapi({ example: "Blue room" }),
  description: z.string().max(1000).default(""),
  capacity: z.number().int().min(1).max(100_000).nullable().default(null).openapi({ description: "How many people fit", example: 8 }),
}).openapi("ResourceInput");
const ResourceOut = z.object({
  id: z.string(), name: z.string().openapi({ example: "Blue room" }), description: z.string(), capacity: z.number().int().nullable().openapi({ example: 8 }), createdAt: z.string(), updatedAt: z.string(),
}).openapi("Resource");
const BookingInput = z.strictObject({
  resourceId: z.string().min(1).max(100).openapi({ example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }),
  title: z.string().trim().max(200).default("").openapi({ example: "Weekly meeting" }),
  date: z.iso.date().refine((date) => date <= "2999-12-31", "a date is 2999-12-31 at the latest").openapi({ example: "2030-06-03" }),
  start: Time.openapi({ example: "09:00" }),
  end: Time.openapi({ example: "10:00", description: `Within ${HOURS}` }),
}).openapi("BookingInput");
const BookingOut = z.object({
  id: z.string(), resourceId: z.string(), title: z.string(), date: z.string().openapi({ example: "2030-06-03" }), start: z.string().openapi({ example: "09:00" }), end: z.string().openapi({ example: "10:00" }),
  minutes: z.number().int().openapi({ example: 60 }), createdAt: z.string(), updatedAt: z.string(),
}).openapi("Booking");
const pageOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ items: z.array(schema), cursor: z.string().nullable(), total: z.number().int() });
const ResourcePage = pageOf(ResourceOut).openapi("ResourcePage");
const BookingPage = pageOf(BookingOut).openapi("BookingPage");
const Availability = z.object({
  resourceId: z.string(), date: z.string(), slotMinutes: z.number().int(), freeSlots: z.number().int(),
  slots: z.array(z.object({ start: z.string().openapi({ example: "09:00" }), end: z.string().openapi({ example: "09:30" }), isFree: z.boolean() })),
}).openapi("Availability");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };
const BookingQuery = z.strictObject({ ...page, resourceId: z.string().max(100).optional(), from: z.iso.date().optional().openapi({ description: "First date" }), to: z.iso.date().optional().openapi({ description: "Last date" }) });

const resources = (env: Env) => env.DATA.collection<Resource>("resources", { unique: ["nameKey"] });
const bookings = (env: Env) => env.DATA.collection<Booking>("bookings");
const slots = (env: Env) => env.DATA.collection<Slot>("slots");
const isConflict = (error: unknown) => error instanceof DataError && error.code === "conflict";
const isId = (id: string) => /^[0-9a-f-]{36}$/.test(id);
const today = () => new Date().toISOString().slice(0, 10);
const noResource = problem("not_found", "There is no such resource");
const noBooking = problem("not_found", "There is no such booking");
const findResource = async (env: Env, id: string) => (isId(id) ? resources(env).get(id) : null);
const showResource = ({ id, name, description, capacity, createdAt, updatedAt }: Stored<Resource>) => ({ id, name, description, capacity, createdAt, updatedAt });
const showBooking = ({ id, resourceId, title, date, start, end, createdAt, updatedAt }: Stored<Booking>) => ({ id, resourceId, title, date, start, end, minutes: toMinutes(end) - toMinutes(start), createdAt, updatedAt });

/** The caller's booking; somebody else's is as good as none. */
async function findBooking(env: Env, id: string) {
  const booking = isId(id) ? await bookings(env).get(id) : null;
  return booking?.owner === env.CONSUMER.id ? booking : null;
}

/** What is wrong with a booking's time, or null. */
function timeProblem({ date, start, end }: z.infer<typeof BookingInput>) {
  const [from, to] = [toMinutes(start), toMinutes(end)];
  if (to <= from) return "end: a booking ends after it starts, on the same day";
  if (from < OPENS || to > CLOSES || (from - OPENS) % SLOT_MINUTES !== 0 || (to - OPENS) % SLOT_MINUTES !== 0) return `start: bookings are from ${HOURS}`;
  if (to - from > MAX_SLOTS * SLOT_MINUTES) return `end: a booking takes at most ${MAX_SLOTS * SLOT_MINUTES} minutes`;
  return date < today() ? "date: this day is over" : null;
}

const slotStarts = (from: number, to: number) => Array.from({ length: (to - from) / SLOT_MINUTES }, (_item, index) => toTime(from + index * SLOT_MINUTES));
const slotsOf = ({ resourceId, date, start, end }: Pick<Booking, "resourceId" | "date" | "start" | "end">) => slotStarts(toMinutes(start), toMinutes(end)).map((slot) => ({ id: `${resourceId}|${date}|${slot}`, resourceId, date, start: slot }));

/** Takes all slots or none. They are taken earliest first in one turn, so that of two overlapping bookings one gets all of its own. */
async function takeSlots(env: Env, wanted: ReturnType<typeof slotsOf>) {
  const tries = await Promise.allSettled(wanted.map((slot) => slots(env).insert(slot)));
  const failed = tries.find((attempt) => attempt.status === "rejected");
  if (!failed) return true;
  await freeSlots(env, wanted.filter((_slot, index) => tries[index]?.status === "fulfilled"));
  if (!isConflict(failed.reason)) throw failed.reason;
  return false;
}
const freeSlots = (env: Env, taken: { id: string }[]) => Promise.all(taken.map(({ id }) => slots(env).delete(id)));

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

const nameTaken = problem("name_taken", "There is already a resource with this name");
app.openapi(
  createRoute({
    method: "post", path: "/resources", tags: ["resources"], summary: "Add a room or another resource", request: body(ResourceInput),
    responses: { 201: json(ResourceOut, "The resource"), 409: json(Problem, "The name is taken"), ...badBody },
  }),
  async (c) => {
    const input = c.req.valid("json");
    try {
      return c.json(showResource(await resources(c.env).insert({ ...input, nameKey: input.name.toLowerCase() })), 201);
    } catch (error) {
      if (isConflict(error)) return c.json(nameTaken, 409);
      throw error;
    }
  },
);

app.openapi(
  createRoute({ method: "get", path: "/resources", tags: ["resources"], summary: "List the resources by name", request: { query: z.strictObject(page) }, responses: { 200: json(ResourcePage, "A page of resources"), ...invalid } }),
  async (c) => {
    const [found, total] = await Promise.all([resources(c.env).list({ ...c.req.valid("query"), orderBy: "nameKey" }), resources(c.env).count()]);
    return c.json({ items: found.items.map(showResource), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/resources/{id}", tags: ["resources"], summary: "Get a resource", request: { params: IdParam }, responses: { 200: json(ResourceOut, "The resource"), 404: json(Problem, "No such resource") } }),
  async (c) => {
    const resource = await findResource(c.env, c.req.valid("param").id);
    return resource ? c.json(showResource(resource), 200) : c.json(noResource, 404);
  },
);

app.openapi(
  createRoute({
    method: "delete", path: "/resources/{id}", tags: ["resources"], summary: "Delete a resource that has no bookings to come", request: { params: IdParam },
    responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such resource"), 409: json(Problem, "It has bookings to come") },
  }),
  async (c) => {
    const resource = await findResource(c.env, c.req.valid("param").id);
    if (!resource) return c.json(noResource, 404);
    const ahead = await bookings(c.env).count({ resourceId: resource.id, date: { gte: today() } });
    if (ahead > 0) return c.json(problem("has_bookings", `This resource has ${ahead} bookings to come: cancel them first`), 409);
    return (await resources(c.env).delete(resource.id)) ? c.body(null, 204) : c.json(noResource, 404);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/resources/{id}/availability", tags: ["availability"], summary: "The free and taken slots of a day", request: { params: IdParam, query: z.strictObject({ date: z.iso.date().openapi({ example: "2030-06-03" }) }) },
    responses: { 200: json(Availability, "Every slot of the day"), 404: json(Problem, "No such resource"), ...invalid },
  }),
  async (c) => {
    const resource = await findResource(c.env, c.req.valid("param").id);
    if (!resource) return c.json(noResource, 404);
    const { date } = c.req.valid("query");
    // A day has at most 96 slots, so that one page holds them all.
    const { items } = await slots(c.env).list({ where: { resourceId: resource.id, date }, limit: 100 });
    const taken = new Set(items.map(({ start }) => start));
    const shown = slotStarts(OPENS, CLOSES).map((start) => ({ start, end: toTime(toMinutes(start) + SLOT_MINUTES), isFree: !taken.has(start) }));
    return c.json({ resourceId: resource.id, date, slotMinutes: SLOT_MINUTES, freeSlots: shown.filter(({ isFree }) => isFree).length, slots: shown }, 200);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "post", path: "/bookings", tags: ["bookings"], summary: "Book a resource", request: body(BookingInput),
    responses: { 201: json(BookingOut, "The booking"), 409: json(Problem, "The time overlaps with another booking"), ...badBody },
  }),
  async (c) => {
    const input = c.req.valid("json");
    const wrong = timeProblem(input);
    if (wrong !== null) return c.json(problem("invalid", wrong), 422);
    if (!(await findResource(c.env, input.resourceId))) return c.json(problem("invalid", "resourceId: there is no such resource"), 422);
    const wanted = slotsOf(input);
    if (!(await takeSlots(c.env, wanted))) return c.json(problem("taken", "This time overlaps with another booking: see the resource's availability"), 409);
    try {
      return c.json(showBooking(await bookings(c.env).insert({ owner: c.env.CONSUMER.id, ...input })), 201);
    } catch (error) {
      await freeSlots(c.env, wanted);
      throw error;
    }
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/bookings", tags: ["bookings"], summary: "Your bookings by date", request: { query: BookingQuery }, responses: { 200: json(BookingPage, "A page of bookings"), ...invalid } }),
  async (c) => {
    const { resourceId, from, to, limit, cursor } = c.req.valid("query");
    const where = { owner: c.env.CONSUMER.id, resourceId, date: { gte: from, lte: to } };
    const [found, total] = await Promise.all([bookings(c.env).list({ where, orderBy: "date", limit, cursor }), bookings(c.env).count(where)]);
    return c.json({ items: found.items.map(showBooking), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/bookings/{id}", tags: ["bookings"], summary: "Get one of your bookings", request: { params: IdParam }, responses: { 200: json(BookingOut, "The booking"), 404: json(Problem, "No such booking") } }),
  async (c) => {
    const booking = await findBooking(c.env, c.req.valid("param").id);
    return booking ? c.json(showBooking(booking), 200) : c.json(noBooking, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/bookings/{id}", tags: ["bookings"], summary: "Cancel one of your bookings", request: { params: IdParam }, responses: { 204: { description: "Cancelled: its time is free again" }, 404: json(Problem, "No such booking") } }),
  async (c) => {
    const booking = await findBooking(c.env, c.req.valid("param").id);
    // Who deletes the booking frees its slots: a second cancellation must not free what somebody else has booked since.
    if (!booking || !(await bookings(c.env).delete(booking.id))) return c.json(noBooking, 404);
    await freeSlots(c.env, slotsOf(booking));
    return c.body(null, 204);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Bookings", version: "1.0.0", description: "Resources that are booked in time slots and never twice." } });

export default app;
