// Event registration: events with a number of seats, one registration per caller, a waiting list that moves up.
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

const WAITING_PLACES = /* waitingPlaces */ 100;
const DEFAULT_CAPACITY = /* defaultCapacity */ 50;
const MAX_CAPACITY = 10_000;

type Event = { organiser: string; title: string; location: string; startsAt: string; capacity: number; taken: number; waiting: number; ticket: number };
/** Stored under `event:person`, so that nobody registers twice. `order` counts up: who waits longest moves up first. */
type Registration = { eventId: string; person: string; name: string; status: "registered" | "waiting"; order: number };

/** Times are stored as they are compared: in UTC, with milliseconds. */
const Moment = z.iso.datetime({ offset: true }).transform((time) => new Date(time).toISOString()).openapi({ type: "string", format: "date-time", example: "2030-06-01T18:00:00Z" });
const fields = {
  title: z.string().trim().min(1).max(200).openapi({ example: "Summer party" }),
  location: z.string().trim().max(200).openapi({ example: "The garden" }),
  startsAt: Moment,
  capacity: z.number().int().min(1).max(MAX_CAPACITY).openapi({ description: "Seats", example: 50 }),
};
const EventInput = z.strictObject({ ...fields, location: fields.location.default(""), capacity: fields.capacity.default(DEFAULT_CAPACITY) }).openapi("EventInput");
const EventPatch = z.strictObject(fields).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("EventPatch");
const EventOut = z.object({
  id: z.string(), title: z.string().openapi({ example: "Summer party" }), location: z.string(), startsAt: z.string(),
  capacity: z.number().int(), registered: z.number().int(), seatsLeft: z.number().int(), waiting: z.number().int().openapi({ description: "How many are on the waiting list" }),
  createdAt: z.string(), updatedAt: z.string(),
}).openapi("Event");
const RegistrationInput = z.strictObject({ name: z.string().trim().min(1).max(100).openapi({ example: "Ann" }) }).openapi("RegistrationInput");
const RegistrationOut = z.object({
  eventId: z.string(), name: z.string().openapi({ example: "Ann" }), status: z.enum(["registered", "waiting"]),
  position: z.number().int().nullable().openapi({ description: "Place on the waiting list, 1 is next; null with a seat" }), createdAt: z.string(),
}).openapi("Registration");
const Attendee = z.object({ name: z.string(), status: z.enum(["registered", "waiting"]), createdAt: z.string() }).openapi("Attendee");
const pageOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ items: z.array(schema), cursor: z.string().nullable(), total: z.number().int() });
const EventPage = pageOf(EventOut).openapi("EventPage");
const AttendeePage = pageOf(Attendee).openapi("AttendeePage");
const RegistrationPage = pageOf(RegistrationOut).openapi("RegistrationPage");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };

const events = (env: Env) => env.DATA.collection<Event>("events");
const registrations = (env: Env) => env.DATA.collection<Registration>("registrations");
const noEvent = problem("not_found", "There is no such event");
const notRegistered = problem("not_found", "You are not registered for this event");
const keyOf = (eventId: string, person: string) => `${eventId}:${person}`;
const findEvent = async (env: Env, id: string) => (/^[0-9a-f-]{36}$/.test(id) ? events(env).get(id) : null);
/** The caller's own event; somebody else's can't be changed, which is said as for one that isn't there. */
async function findOwn(env: Env, id: string) {
  const event = await findEvent(env, id);
  return event?.organiser === env.CONSUMER.id ? event : null;
}
const showEvent = ({ id, title, location, startsAt, capacity, taken, waiting, createdAt, updatedAt }: Stored<Event>) => ({
  id, title, location, startsAt, capacity, registered: taken, seatsLeft: Math.max(0, capacity - taken), waiting, createdAt, updatedAt,
});
async function showRegistration(env: Env, { eventId, name, status, order, createdAt }: Stored<Registration>) {
  const position = status === "waiting" ? (await registrations(env).count({ eventId, status: "waiting", order: { lt: order } })) + 1 : null;
  return { eventId, name, status, position, createdAt };
}
/** Adds to a counter in one atomic step. False when it would leave its bounds. */
async function take(env: Env, id: string, field: "taken" | "waiting", by: number, max?: number) {
  try {
    return (await events(env).increment(id, field, by, { min: 0, max })) !== null;
  } catch (error) {
    if (error instanceof DataError && error.code === "range") return false;
    throw error;
  }
}
/** Gives free seats to whoever waits longest. At most 20 at a time: the next change goes on. */
async function moveUp(env: Env, id: string) {
  for (let moved = 0; moved < 20; moved += 1) {
    const event = await events(env).get(id);
    if (!event || event.waiting === 0 || !(await take(env, id, "taken", 1, event.capacity))) return;
    const { items } = await registrations(env).list({ where: { eventId: id, status: "waiting" }, orderBy: "order", limit: 1 });
    const [next] = items;
    // Whoever left or was moved up at the same moment doesn't take this seat.
    const given = next && (await registrations(env).update(next.id, { status: "registered" }, { ifVersion: next.version }).catch((error: unknown) => {
      if (error instanceof DataError && error.code === "stale") return null;
      throw error;
    }));
    await take(env, id, given ? "waiting" : "taken", -1);
    if (!next) return;
  }
}

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
  createRoute({ method: "post", path: "/events", tags: ["events"], summary: "Announce an event", request: body(EventInput), responses: { 201: json(EventOut, "The event"), ...badBody } }),
  async (c) => c.json(showEvent(await events(c.env).insert({ organiser: c.env.CONSUMER.id, ...c.req.valid("json"), taken: 0, waiting: 0, ticket: 0 })), 201),
);

app.openapi(
  createRoute({
    method: "get", path: "/events", tags: ["events"], summary: "Events, by when they start",
    request: { query: z.strictObject({ ...page, from: Moment.optional().openapi({ description: "Only those that start then or later" }), q: z.string().min(1).max(100).optional().openapi({ description: "Part of the title" }), mine: z.literal("true").optional().openapi({ description: "Only those that you announced" }) }) },
    responses: { 200: json(EventPage, "A page of events"), ...invalid },
  }),
  async (c) => {
    const { limit, cursor, from, q, mine } = c.req.valid("query");
    const where = { startsAt: { gte: from }, title: { contains: q }, organiser: mine && c.env.CONSUMER.id };
    const [found, total] = await Promise.all([events(c.env).list({ where, orderBy: "startsAt", limit, cursor }), events(c.env).count(where)]);
    return c.json({ items: found.items.map(showEvent), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/events/{id}", tags: ["events"], summary: "Get an event and its free seats", request: { params: IdParam }, responses: { 200: json(EventOut, "The event"), 404: json(Problem, "No such event") } }),
  async (c) => {
    const event = await findEvent(c.env, c.req.valid("param").id);
    return event ? c.json(showEvent(event), 200) : c.json(noEvent, 404);
  },
);

app.openapi(
  createRoute({
    method: "patch", path: "/events/{id}", tags: ["events"], summary: "Change an event of yours", request: { params: IdParam, ...body(EventPatch) },
    responses: { 200: json(EventOut, "The event; more seats let people of the waiting list move up"), 404: json(Problem, "No such event of yours"), 409: json(Problem, "Fewer seats than are taken, or changed at the same moment"), ...badBody },
  }),
  async (c) => {
    const event = await findOwn(c.env, c.req.valid("param").id);
    if (!event) return c.json(noEvent, 404);
    const patch = c.req.valid("json");
    if (patch.capacity !== undefined && patch.capacity < event.taken) return c.json(problem("too_few_seats", `${event.taken} seats are taken: the capacity can't be lower`), 409);
    if (!(await events(c.env).update(event.id, patch, { ifVersion: event.version }))) return c.json(noEvent, 404);
    await moveUp(c.env, event.id);
    const changed = await events(c.env).get(event.id);
    return changed ? c.json(showEvent(changed), 200) : c.json(noEvent, 404);
  },
);

app.openapi(
  createRoute({ method: "delete", path: "/events/{id}", tags: ["events"], summary: "Call off an event of yours", request: { params: IdParam }, responses: { 204: { description: "Deleted, its registrations too" }, 404: json(Problem, "No such event of yours") } }),
  async (c) => {
    const event = await findOwn(c.env, c.req.valid("param").id);
    if (!event || !(await events(c.env).delete(event.id))) return c.json(noEvent, 404);
    // What a very large event leaves is never shown again: its event is gone.
    for (let round = 0; round < 10; round += 1) {
      const { items, cursor } = await registrations(c.env).list({ where: { eventId: event.id }, limit: 100 });
      await Promise.all(items.map((registration) => registrations(c.env).delete(registration.id)));
      if (cursor === null) break;
    }
    return c.body(null, 204);
  },
);

app.openapi(
  createRoute({
    method: "post", path: "/events/{id}/registration", tags: ["registrations"], summary: "Register yourself for an event", request: { params: IdParam, ...body(RegistrationInput) },
    responses: { 201: json(RegistrationOut, "With a seat, or on the waiting list"), 404: json(Problem, "No such event"), 409: json(Problem, "Already registered, over, or full"), ...badBody },
  }),
  async (c) => {
    const event = await findEvent(c.env, c.req.valid("param").id);
    if (!event) return c.json(noEvent, 404);
    if (event.startsAt <= new Date().toISOString()) return c.json(problem("started", "This event has started: nobody can register any more"), 409);
    const person = c.env.CONSUMER.id;
    const key = keyOf(event.id, person);
    if (await registrations(c.env).get(key)) return c.json(problem("already_registered", "You are registered for this event"), 409);
    // A free seat goes to whoever waits, not to a newcomer.
    const status = event.waiting === 0 && (await take(c.env, event.id, "taken", 1, event.capacity)) ? "registered" : (await take(c.env, event.id, "waiting", 1, WAITING_PLACES)) ? "waiting" : "full";
    if (status === "full") return c.json(problem("full", "No seat is left, and the waiting list is full"), 409);
    const order = (await events(c.env).increment(event.id, "ticket")) ?? 0;
    try {
      const made = await registrations(c.env).insert({ id: key, eventId: event.id, person, name: c.req.valid("json").name, status, order });
      return c.json(await showRegistration(c.env, made), 201);
    } catch (error) {
      // Two calls of one person at the same moment: the place of the second is free again.
      await take(c.env, event.id, status === "registered" ? "taken" : "waiting", -1);
      if (error instanceof DataError && error.code === "conflict") return c.json(problem("already_registered", "You are registered for this event"), 409);
      throw error;
    }
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/events/{id}/registration", tags: ["registrations"], summary: "Your registration for an event", request: { params: IdParam }, responses: { 200: json(RegistrationOut, "Your registration"), 404: json(Problem, "Not registered") } }),
  async (c) => {
    const event = await findEvent(c.env, c.req.valid("param").id);
    const found = event && (await registrations(c.env).get(keyOf(event.id, c.env.CONSUMER.id)));
    return found ? c.json(await showRegistration(c.env, found), 200) : c.json(notRegistered, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/events/{id}/registration", tags: ["registrations"], summary: "Give your seat back", request: { params: IdParam }, responses: { 204: { description: "The next of the waiting list moves up" }, 404: json(Problem, "Not registered") } }),
  async (c) => {
    const event = await findEvent(c.env, c.req.valid("param").id);
    const found = event && (await registrations(c.env).get(keyOf(event.id, c.env.CONSUMER.id)));
    if (!found || !(await registrations(c.env).delete(found.id))) return c.json(notRegistered, 404);
    await take(c.env, found.eventId, found.status === "registered" ? "taken" : "waiting", -1);
    await moveUp(c.env, found.eventId);
    return c.body(null, 204);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/events/{id}/attendees", tags: ["registrations"], summary: "Who comes to an event of yours, in the order of registration",
    request: { params: IdParam, query: z.strictObject({ ...page, status: z.enum(["registered", "waiting"]).optional() }) }, responses: { 200: json(AttendeePage, "A page of attendees"), 404: json(Problem, "No such event of yours"), ...invalid },
  }),
  async (c) => {
    const event = await findOwn(c.env, c.req.valid("param").id);
    if (!event) return c.json(noEvent, 404);
    const { limit, cursor, status } = c.req.valid("query");
    const where = { eventId: event.id, status };
    const [found, total] = await Promise.all([registrations(c.env).list({ where, orderBy: "order", limit, cursor }), registrations(c.env).count(where)]);
    return c.json({ items: found.items.map(({ name, status: place, createdAt }) => ({ name, status: place, createdAt })), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/registrations", tags: ["registrations"], summary: "Your registrations, newest first", request: { query: z.strictObject(page) }, responses: { 200: json(RegistrationPage, "A page of registrations"), ...invalid } }),
  async (c) => {
    const where = { person: c.env.CONSUMER.id };
    const [found, total] = await Promise.all([registrations(c.env).list({ ...c.req.valid("query"), where, orderBy: ["createdAt", "desc"] }), registrations(c.env).count(where)]);
    return c.json({ items: await Promise.all(found.items.map((registration) => showRegistration(c.env, registration))), cursor: found.cursor, total }, 200);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Event registration", version: "1.0.0", description: "Events with seats, registrations and a waiting list that moves up." } });

export default app;
