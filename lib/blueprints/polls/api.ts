// Polls: a question, its options, one vote per caller, and the results.
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

const MAX_OPTIONS = /* maximumOptions */ 10;
const MAY_CHANGE: boolean = /* mayChangeVote */ true;

type Poll = { owner: string; question: string; options: string[]; closesAt: string };
/** Its id is `poll|caller`, and no two documents have the same id: so nobody votes twice. */
type Vote = { pollId: string; option: number };

/** `closesAt` of a poll that stays open until somebody closes it; closing it sets the time, so that "open" is one comparison. */
const NEVER = "9999-12-31T23:59:59.999Z";
const Option = z.string().trim().min(1).max(200);
const PollInput = z.strictObject({
  question: z.string().trim().min(1).max(500).openapi({ example: "Where do we have lunch?" }),
  options: z.array(Option).min(2).max(MAX_OPTIONS).refine((options) => new Set(options.map((option) => option.toLowerCase())).size === options.length, "an option is given twice").openapi({ example: ["Pizza", "Noodles"] }),
  closesAt: z.iso.datetime({ offset: true }).optional().openapi({ example: "2030-06-01T12:00:00Z", description: "Left out: open until somebody closes it" }),
}).openapi("PollInput");
const OptionOut = z.object({ number: z.number().int().openapi({ example: 1 }), text: z.string().openapi({ example: "Pizza" }) });
const PollOut = z.object({
  id: z.string(), question: z.string().openapi({ example: "Where do we have lunch?" }), options: z.array(OptionOut), isOpen: z.boolean(), closesAt: z.string().nullable(), isMine: z.boolean().openapi({ description: "You made it: only you may close and delete it" }), createdAt: z.string(), updatedAt: z.string(),
}).openapi("Poll");
const PollPage = z.object({ items: z.array(PollOut), cursor: z.string().nullable(), total: z.number().int() }).openapi("PollPage");
const VoteInput = z.strictObject({ option: z.number().int().min(1).max(MAX_OPTIONS).openapi({ description: "The option's number", example: 1 }) }).openapi("VoteInput");
const VoteOut = z.object({ pollId: z.string(), option: z.number().int().openapi({ example: 1 }), text: z.string().openapi({ example: "Pizza" }), votedAt: z.string() }).openapi("Vote");
const Results = z.object({
  pollId: z.string(), question: z.string(), isOpen: z.boolean(), votes: z.number().int().openapi({ example: 3 }),
  options: z.array(OptionOut.extend({ votes: z.number().int().openapi({ example: 2 }), percent: z.number().openapi({ description: "With one decimal", example: 66.7 }) })),
  leading: z.array(z.number().int()).openapi({ description: "The numbers of the options with the most votes; none without votes", example: [1] }),
}).openapi("Results");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const PollQuery = z.strictObject({
  open: z.enum(["true", "false"]).optional(), mine: z.literal("true").optional().openapi({ description: "Only polls that you made" }), q: z.string().trim().min(1).max(100).optional().openapi({ description: "Part of the question" }),
  limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional(),
});

const polls = (env: Env) => env.DATA.collection<Poll>("polls");
const votes = (env: Env) => env.DATA.collection<Vote>("votes");
const now = () => new Date().toISOString();
const isOpen = ({ closesAt }: Poll) => closesAt > now();
const findPoll = async (env: Env, id: string) => (/^[0-9a-f-]{36}$/.test(id) ? polls(env).get(id) : null);
const voteId = (env: Env, pollId: string) => `${pollId}|${env.CONSUMER.id}`;
const noPoll = problem("not_found", "There is no such poll");
const noVote = problem("not_found", "You have not voted in this poll");
const closed = problem("closed", "This poll is closed");
const notYours = problem("forbidden", "Only who made this poll may do this");
const numbered = (options: string[]) => options.map((text, index) => ({ number: index + 1, text }));
const show = (env: Env, poll: Stored<Poll>) => {
  const { id, owner, question, options, closesAt, createdAt, updatedAt } = poll;
  return { id, question, options: numbered(options), isOpen: isOpen(poll), closesAt: closesAt === NEVER ? null : closesAt, isMine: owner === env.CONSUMER.id, createdAt, updatedAt };
};
const showVote = ({ options }: Poll, { pollId, option, updatedAt }: Stored<Vote>) => ({ pollId, option, text: options[option - 1] ?? "", votedAt: updatedAt });

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
  createRoute({ method: "post", path: "/polls", tags: ["polls"], summary: "Ask a question", request: body(PollInput), responses: { 201: json(PollOut, "The poll"), ...badBody } }),
  async (c) => {
    const { question, options, closesAt } = c.req.valid("json");
    const until = closesAt === undefined ? NEVER : new Date(closesAt).toISOString();
    if (until <= now()) return c.json(problem("invalid", "closesAt: this time is over"), 422);
    return c.json(show(c.env, await polls(c.env).insert({ owner: c.env.CONSUMER.id, question, options, closesAt: until })), 201);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/polls", tags: ["polls"], summary: "List polls, newest first", request: { query: PollQuery }, responses: { 200: json(PollPage, "A page of polls"), ...invalid } }),
  async (c) => {
    const { open, mine, q, limit, cursor } = c.req.valid("query");
    const where = { owner: mine && c.env.CONSUMER.id, question: { contains: q }, closesAt: open === undefined ? undefined : open === "true" ? { gt: now() } : { lte: now() } };
    const [page, total] = await Promise.all([polls(c.env).list({ where, orderBy: ["createdAt", "desc"], limit, cursor }), polls(c.env).count(where)]);
    return c.json({ items: page.items.map((poll) => show(c.env, poll)), cursor: page.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/polls/{id}", tags: ["polls"], summary: "Get a poll", request: { params: IdParam }, responses: { 200: json(PollOut, "The poll"), 404: json(Problem, "No such poll") } }),
  async (c) => {
    const poll = await findPoll(c.env, c.req.valid("param").id);
    return poll ? c.json(show(c.env, poll), 200) : c.json(noPoll, 404);
  },
);

app.openapi(
  createRoute({
    method: "post", path: "/polls/{id}/close", tags: ["polls"], summary: "Close a poll that you made", request: { params: IdParam },
    responses: { 200: json(PollOut, "The closed poll"), 403: json(Problem, "Somebody else made it"), 404: json(Problem, "No such poll") },
  }),
  async (c) => {
    const poll = await findPoll(c.env, c.req.valid("param").id);
    if (poll && poll.owner !== c.env.CONSUMER.id) return c.json(notYours, 403);
    const changed = poll && (isOpen(poll) ? await polls(c.env).update(poll.id, { closesAt: now() }) : poll);
    return changed ? c.json(show(c.env, changed), 200) : c.json(noPoll, 404);
  },
);

app.openapi(
  createRoute({
    method: "delete", path: "/polls/{id}", tags: ["polls"], summary: "Delete a poll that you made", request: { params: IdParam },
    responses: { 204: { description: "Deleted" }, 403: json(Problem, "Somebody else made it"), 404: json(Problem, "No such poll") },
  }),
  async (c) => {
    const poll = await findPoll(c.env, c.req.valid("param").id);
    if (poll && poll.owner !== c.env.CONSUMER.id) return c.json(notYours, 403);
    return poll && (await polls(c.env).delete(poll.id)) ? c.body(null, 204) : c.json(noPoll, 404);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "put", path: "/polls/{id}/vote", tags: ["votes"], summary: MAY_CHANGE ? "Vote, or vote for something else" : "Vote, once", request: { params: IdParam, ...body(VoteInput) },
    responses: { 200: json(VoteOut, "Your changed vote"), 201: json(VoteOut, "Your vote"), 404: json(Problem, "No such poll"), 409: json(Problem, "The poll is closed, or you have voted"), ...badBody },
  }),
  async (c) => {
    const poll = await findPoll(c.env, c.req.valid("param").id);
    if (!poll) return c.json(noPoll, 404);
    const { option } = c.req.valid("json");
    if (option > poll.options.length) return c.json(problem("invalid", `option: this poll has the options 1 to ${poll.options.length}`), 422);
    if (!isOpen(poll)) return c.json(closed, 409);
    const id = voteId(c.env, poll.id);
    try {
      return c.json(showVote(poll, await votes(c.env).insert({ id, pollId: poll.id, option })), 201);
    } catch (error) {
      if (!(error instanceof DataError && error.code === "conflict")) throw error;
      const changed = MAY_CHANGE ? await votes(c.env).update(id, { option }) : null;
      return changed ? c.json(showVote(poll, changed), 200) : c.json(problem("voted", "You have voted in this poll: a vote stays as it is"), 409);
    }
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/polls/{id}/vote", tags: ["votes"], summary: "Your vote", request: { params: IdParam }, responses: { 200: json(VoteOut, "Your vote"), 404: json(Problem, "No such poll, or you have not voted") } }),
  async (c) => {
    const poll = await findPoll(c.env, c.req.valid("param").id);
    if (!poll) return c.json(noPoll, 404);
    const vote = await votes(c.env).get(voteId(c.env, poll.id));
    return vote ? c.json(showVote(poll, vote), 200) : c.json(noVote, 404);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/polls/{id}/results", tags: ["results"], summary: "How the votes are spread", request: { params: IdParam },
    responses: { 200: json(Results, "Every option with its votes"), 404: json(Problem, "No such poll") },
  }),
  async (c) => {
    const poll = await findPoll(c.env, c.req.valid("param").id);
    if (!poll) return c.json(noPoll, 404);
    const rows = await votes(c.env).aggregate({ where: { pollId: poll.id }, groupBy: "option" });
    const all = rows.reduce((sum, { count }) => sum + count, 0);
    const most = Math.max(0, ...rows.map(({ count }) => count));
    const options = numbered(poll.options).map((option) => {
      const count = rows.find(({ group }) => group === option.number)?.count ?? 0;
      return { ...option, votes: count, percent: all === 0 ? 0 : Math.round((count / all) * 1000) / 10 };
    });
    return c.json({ pollId: poll.id, question: poll.question, isOpen: isOpen(poll), votes: all, options, leading: most === 0 ? [] : options.filter((option) => option.votes === most).map(({ number }) => number) }, 200);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Polls", version: "1.0.0", description: "Questions with options, one vote per caller, and results." } });

export default app;
