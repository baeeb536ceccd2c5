// Feedback and ratings: one review with stars per caller and thing, with averages and their distribution.
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

const MAX_STARS = /* maximumStars */ 5;
const TEXT_REQUIRED: boolean = /* textRequired */ false;
const MAX_TEXT = 4000;

/** `key` is `thing:reviewer` and unique, so that nobody reviews a thing twice. */
type Review = { key: string; thing: string; reviewer: string; stars: number; title: string; text: string; name: string; helpful: number; editedAt: string | null };
type Vote = { reviewId: string };

const Thing = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, "the id of a thing has 1 to 80 letters, digits, dots, - or _ and starts with a letter or digit");
const fields = {
  stars: z.number().int().min(1).max(MAX_STARS).openapi({ example: 3 }),
  title: z.string().trim().max(120).default("").openapi({ example: "Good value" }),
  text: z.string().trim().max(MAX_TEXT).openapi({ example: "Works as described." }),
  name: z.string().trim().min(1).max(80).default("Anonymous").openapi({ description: "Shown with the review", example: "Ann" }),
};
const ReviewInput = z.strictObject({ ...fields, text: TEXT_REQUIRED ? fields.text.min(1) : fields.text.default("") }).openapi("ReviewInput");
const ReviewOut = z.object({
  id: z.string(), thing: z.string().openapi({ example: "kettle-2" }), stars: z.number().int().openapi({ example: 4 }), title: z.string(), text: z.string(), name: z.string().openapi({ example: "Ann" }),
  helpful: z.number().int().openapi({ description: "How many found it helpful" }), isEdited: z.boolean(), createdAt: z.string(),
}).openapi("Review");
const ReviewPage = z.object({ items: z.array(ReviewOut), cursor: z.string().nullable(), total: z.number().int() }).openapi("ReviewPage");
const Rating = z.object({
  thing: z.string().openapi({ example: "kettle-2" }), reviews: z.number().int(),
  average: z.number().nullable().openapi({ description: "Two decimals; null without reviews", example: 4.25 }),
  distribution: z.array(z.object({ stars: z.number().int(), count: z.number().int(), percent: z.number().openapi({ description: "One decimal" }) })).openapi({ description: "From most stars to one" }),
}).openapi("Rating");
const RatingList = z.object({ items: z.array(z.object({ thing: z.string(), reviews: z.number().int(), average: z.number() })) }).openapi("RatingList");
const ThingParam = z.object({ thing: z.string().openapi({ param: { name: "thing", in: "path" }, example: "kettle-2" }) });
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };
const ListQuery = z.strictObject({
  ...page,
  stars: z.coerce.number().int().min(1).max(MAX_STARS).optional(), minStars: z.coerce.number().int().min(1).max(MAX_STARS).optional(),
  q: z.string().trim().min(1).max(100).optional().openapi({ description: "Part of the text" }),
  sort: z.enum(["newest", "best", "worst", "helpful"]).default("newest"),
});
const ORDERS = { newest: ["createdAt", "desc"], best: ["stars", "desc"], worst: ["stars", "asc"], helpful: ["helpful", "desc"] } as const;

const reviews = (env: Env) => env.DATA.collection<Review>("reviews", { unique: ["key"] });
const votes = (env: Env) => env.DATA.collection<Vote>("votes");
const isId = (id: string) => /^[0-9a-f-]{36}$/.test(id);
const isThing = (thing: string) => Thing.safeParse(thing).success;
const noReview = problem("not_found", "There is no such review");
const notThing = problem("invalid", "thing: the id of a thing has 1 to 80 letters, digits, dots, - or _ and starts with a letter or digit");
const show = ({ id, thing, stars, title, text, name, helpful, editedAt, createdAt }: Stored<Review>) => ({ id, thing, stars, title, text, name, helpful, isEdited: editedAt !== null, createdAt });
const round = (value: number, decimals: number) => Math.round(value * 10 ** decimals) / 10 ** decimals;

const keyOf = (env: Env, thing: string) => `${thing}:${env.CONSUMER.id}`;

/** The caller's review of a thing. */
async function findOwn(env: Env, thing: string) {
  if (!isThing(thing)) return null;
  const { items } = await reviews(env).list({ where: { key: keyOf(env, thing) }, limit: 1 });
  return items[0] ?? null;
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
  createRoute({
    method: "put", path: "/things/{thing}/review", tags: ["reviews"], summary: "Review a thing, or change your review", request: { params: ThingParam, ...body(ReviewInput) },
    responses: { 200: json(ReviewOut, "Your review is changed"), 201: json(ReviewOut, "Your review"), ...badBody },
  }),
  async (c) => {
    const { thing } = c.req.valid("param");
    if (!isThing(thing)) return c.json(notThing, 422);
    const input = c.req.valid("json");
    const change = async () => {
      const own = await findOwn(c.env, thing);
      return own && (await reviews(c.env).update(own.id, { ...input, editedAt: new Date().toISOString() }));
    };
    const changed = await change();
    if (changed) return c.json(show(changed), 200);
    try {
      return c.json(show(await reviews(c.env).insert({ thing, key: keyOf(c.env, thing), reviewer: c.env.CONSUMER.id, ...input, helpful: 0, editedAt: null })), 201);
    } catch (error) {
      // Two first reviews of one caller at the same moment: the later one wins.
      const raced = error instanceof DataError && error.code === "conflict" ? await change() : null;
      if (raced) return c.json(show(raced), 200);
      throw error;
    }
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/things/{thing}/review", tags: ["reviews"], summary: "Your review of a thing", request: { params: ThingParam }, responses: { 200: json(ReviewOut, "Your review"), 404: json(Problem, "You have not reviewed it") } }),
  async (c) => {
    const own = await findOwn(c.env, c.req.valid("param").thing);
    return own ? c.json(show(own), 200) : c.json(noReview, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/things/{thing}/review", tags: ["reviews"], summary: "Take your review back", request: { params: ThingParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "You have not reviewed it") } }),
  async (c) => {
    const own = await findOwn(c.env, c.req.valid("param").thing);
    return own && (await reviews(c.env).delete(own.id)) ? c.body(null, 204) : c.json(noReview, 404);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/things/{thing}/reviews", tags: ["reviews"], summary: "All reviews of a thing", request: { params: ThingParam, query: ListQuery },
    responses: { 200: json(ReviewPage, "A page of reviews; none for a thing that nobody reviewed"), ...invalid },
  }),
  async (c) => {
    const { thing } = c.req.valid("param");
    if (!isThing(thing)) return c.json(notThing, 422);
    const { limit, cursor, stars, minStars, q, sort } = c.req.valid("query");
    const where = { thing, stars: { eq: stars, gte: minStars }, text: { contains: q } };
    const [found, total] = await Promise.all([reviews(c.env).list({ where, orderBy: ORDERS[sort], limit, cursor }), reviews(c.env).count(where)]);
    return c.json({ items: found.items.map(show), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/things/{thing}/rating", tags: ["ratings"], summary: "The average of a thing and how its stars are distributed", request: { params: ThingParam }, responses: { 200: json(Rating, "The rating"), ...invalid } }),
  async (c) => {
    const { thing } = c.req.valid("param");
    if (!isThing(thing)) return c.json(notThing, 422);
    const rows = await reviews(c.env).aggregate({ where: { thing }, groupBy: "stars" });
    const count = (stars: number) => rows.find((row) => row.group === stars)?.count ?? 0;
    const all = Array.from({ length: MAX_STARS }, (_item, index) => ({ stars: MAX_STARS - index, count: count(MAX_STARS - index) }));
    const total = all.reduce((sum, row) => sum + row.count, 0);
    const points = all.reduce((sum, row) => sum + row.count * row.stars, 0);
    const distribution = all.map((row) => ({ ...row, percent: total === 0 ? 0 : round((row.count / total) * 100, 1) }));
    return c.json({ thing, reviews: total, average: total === 0 ? null : round(points / total, 2), distribution }, 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/ratings", tags: ["ratings"], summary: "The best rated things",
    request: { query: z.strictObject({ limit: page.limit, minReviews: z.coerce.number().int().min(1).max(1_000_000).default(1).openapi({ description: "Leave out things with fewer reviews" }) }) },
    responses: { 200: json(RatingList, "Best first; with more than 1,000 things the first 1,000 by id are compared"), ...invalid },
  }),
  async (c) => {
    const { limit, minReviews } = c.req.valid("query");
    const rows = await reviews(c.env).aggregate({ groupBy: "thing", field: "stars" });
    const rated = rows.filter((row) => row.count >= minReviews).map((row) => ({ thing: String(row.group), reviews: row.count, average: row.average ?? 0 }));
    rated.sort((a, b) => b.average - a.average || b.reviews - a.reviews || (a.thing < b.thing ? -1 : 1));
    return c.json({ items: rated.slice(0, limit).map((row) => ({ ...row, average: round(row.average, 2) })) }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/reviews/{id}", tags: ["reviews"], summary: "Get a review", request: { params: IdParam }, responses: { 200: json(ReviewOut, "The review"), 404: json(Problem, "No such review") } }),
  async (c) => {
    const { id } = c.req.valid("param");
    const review = isId(id) ? await reviews(c.env).get(id) : null;
    return review ? c.json(show(review), 200) : c.json(noReview, 404);
  },
);

app.openapi(
  createRoute({
    method: "post", path: "/reviews/{id}/helpful", tags: ["reviews"], summary: "Say that a review was helpful", request: { params: IdParam },
    responses: { 200: json(ReviewOut, "Counted once per caller"), 404: json(Problem, "No such review"), 409: json(Problem, "It is your own") },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const review = isId(id) ? await reviews(c.env).get(id) : null;
    if (!review) return c.json(noReview, 404);
    if (review.reviewer === c.env.CONSUMER.id) return c.json(problem("own_review", "Your own review can't be marked as helpful by you"), 409);
    try {
      await votes(c.env).insert({ id: `${id}:${c.env.CONSUMER.id}`, reviewId: id });
      await reviews(c.env).increment(id, "helpful");
    } catch (error) {
      if (!(error instanceof DataError && error.code === "conflict")) throw error;
    }
    const counted = await reviews(c.env).get(id);
    return counted ? c.json(show(counted), 200) : c.json(noReview, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/reviews", tags: ["reviews"], summary: "Your reviews, newest first", request: { query: z.strictObject(page) }, responses: { 200: json(ReviewPage, "A page of reviews"), ...invalid } }),
  async (c) => {
    const where = { reviewer: c.env.CONSUMER.id };
    const [found, total] = await Promise.all([reviews(c.env).list({ ...c.req.valid("query"), where, orderBy: ["createdAt", "desc"] }), reviews(c.env).count(where)]);
    return c.json({ items: found.items.map(show), cursor: found.cursor, total }, 200);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Feedback and ratings", version: "1.0.0", description: "Reviews with stars, one per caller and thing, with averages and their distribution." } });

export default app;
