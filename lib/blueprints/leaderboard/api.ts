// Leaderboards: each player's best score per board, with ranks.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { DataError, type Env } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ body: { content: { "application/json": { schema } }, required: true } });
const invalid = { 422: json(Problem, "Not valid") };
const badBody = { 400: json(Problem, "Not JSON"), 415: json(Problem, "Not sent as application/json"), ...invalid };

const WINNER: string = /* winner */ "highest score";
const HIGHEST_WINS = WINNER === "highest score";
const USUAL_TOP = /* usualTop */ 10;
const MAX_SCORE = 1_000_000_000_000;

/** Its id is `board|player in lower case`. `sortKey` grows from the best to the worst, whichever wins, so that ranks are one comparison. */
type Entry = { board: string; player: string; score: number; sortKey: number; tries: number; bestAt: string };

const BOARD = /^[a-z0-9][a-z0-9_-]{0,39}$/;
const isPlayer = (player: string) => player === player.trim() && player.length >= 1 && player.length <= 40 && !/[|\u0000-\u001f\u007f]/.test(player);
const ScoreInput = z.strictObject({
  player: z.string().trim().min(1).max(40).refine(isPlayer, "a player's name holds no | and no control characters").openapi({ example: "Ada", description: "Upper and lower case alike" }),
  score: z.number().min(-MAX_SCORE).max(MAX_SCORE).openapi({ example: 4200 }),
}).openapi("ScoreInput");
const Ranked = z.object({
  rank: z.number().int().openapi({ example: 1, description: "Equal scores have the same rank, and the next one is that much further down" }), player: z.string().openapi({ example: "Ada" }), score: z.number().openapi({ example: 4200, description: "The best so far" }),
  tries: z.number().int().openapi({ example: 3, description: "Scores sent" }), bestAt: z.string().openapi({ description: "When the best score came" }),
}).openapi("Ranked");
const Submitted = Ranked.extend({ isBest: z.boolean().openapi({ description: "This score is better than every one before" }), submitted: z.number().openapi({ example: 4200 }), players: z.number().int().openapi({ example: 12 }) }).openapi("Submitted");
const Top = z.object({ board: z.string().openapi({ example: "2030-spring" }), items: z.array(Ranked), cursor: z.string().nullable(), players: z.number().int() }).openapi("Top");
const Around = z.object({ board: z.string(), players: z.number().int(), items: z.array(Ranked) }).openapi("Around");
const BoardList = z.object({ items: z.array(z.object({ board: z.string().openapi({ example: "2030-spring" }), players: z.number().int().openapi({ example: 12 }) })) }).openapi("BoardList");
const board = z.string().regex(BOARD, "a board's name has 1 to 40 lower-case letters, digits, _ or -").openapi({ param: { name: "board", in: "path" }, example: "2030-spring", description: "A game, level or season; made by its first score" });
const BoardParam = z.object({ board });
const PlayerParam = z.object({ board: z.string().openapi({ param: { name: "board", in: "path" }, example: "2030-spring" }), player: z.string().openapi({ param: { name: "player", in: "path" }, example: "Ada" }) });
const TopQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(USUAL_TOP), cursor: z.string().optional() });

const entries = (env: Env) => env.DATA.collection<Entry>("entries");
const noPlayer = problem("not_found", "There is no such player on this board");
const keyOf = (score: number) => (HIGHEST_WINS ? -score : score) || 0;
const idOf = (name: string, player: string) => `${name}|${player.toLowerCase()}`;
const findEntry = async (env: Env, name: string, player: string) => (BOARD.test(name) && isPlayer(player) ? entries(env).get(idOf(name, player)) : null);
const show = ({ player, score, tries, bestAt }: Entry, rank: number) => ({ rank, player, score, tries, bestAt });
const playersOf = (env: Env, name: string) => entries(env).count({ board: name });

/** Ranks of entries that follow one another on a board, best first. */
async function withRanks(env: Env, name: string, items: Entry[]) {
  const [first] = items;
  if (!first) return [];
  const [better, upToFirst] = await Promise.all([entries(env).count({ board: name, sortKey: { lt: first.sortKey } }), entries(env).count({ board: name, sortKey: { lte: first.sortKey } })]);
  const tied = items.filter(({ sortKey }) => sortKey === first.sortKey).length;
  let rank = better + 1;
  return items.map((entry, index) => {
    if (index >= tied && entry.sortKey !== items[index - 1]?.sortKey) rank = upToFirst + (index - tied) + 1;
    return show(entry, rank);
  });
}

/** Keeps the better of the stored and the new score. Somebody else's change in between is read and compared again. */
async function keepBest(env: Env, name: string, player: string, score: number): Promise<{ entry: Entry; isBest: boolean }> {
  const id = idOf(name, player);
  const at = new Date().toISOString();
  for (let attempt = 0; ; attempt += 1) {
    const known = await entries(env).get(id);
    const isBest = !known || keyOf(score) < known.sortKey;
    try {
      if (!known) return { entry: await entries(env).insert({ id, board: name, player, score, sortKey: keyOf(score), tries: 1, bestAt: at }), isBest };
      if (!isBest) return { entry: { ...known, tries: (await entries(env).increment(id, "tries")) ?? known.tries }, isBest };
      const changed = await entries(env).update(id, { player, score, sortKey: keyOf(score), tries: known.tries + 1, bestAt: at }, { ifVersion: known.version });
      if (changed) return { entry: changed, isBest };
    } catch (error) {
      const isRaced = error instanceof DataError && (error.code === "conflict" || error.code === "stale");
      if (!isRaced || attempt >= 9) throw error;
    }
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
  createRoute({ method: "get", path: "/boards", tags: ["boards"], summary: "The boards and how many players they have", responses: { 200: json(BoardList, "The boards in alphabetical order, at most 1,000") } }),
  async (c) => {
    const rows = await entries(c.env).aggregate({ groupBy: "board" });
    return c.json({ items: rows.map(({ group, count }) => ({ board: String(group), players: count })) }, 200);
  },
);

app.openapi(
  createRoute({
    method: "post", path: "/boards/{board}/scores", tags: ["scores"], summary: "Send a score; the best one of a player is kept", request: { params: BoardParam, ...body(ScoreInput) },
    responses: { 200: json(Submitted, "Where the player stands, and whether this was the best"), 201: json(Submitted, "The player's first score"), 409: json(Problem, "Too many scores of this player at the same moment"), ...badBody },
  }),
  async (c) => {
    const name = c.req.valid("param").board;
    const { player, score } = c.req.valid("json");
    const { entry, isBest } = await keepBest(c.env, name, player, score);
    const [better, players] = await Promise.all([entries(c.env).count({ board: name, sortKey: { lt: entry.sortKey } }), playersOf(c.env, name)]);
    return c.json({ ...show(entry, better + 1), isBest, submitted: score, players }, entry.tries === 1 ? 201 : 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/boards/{board}", tags: ["boards"], summary: "The best players, ranked", request: { params: BoardParam, query: TopQuery }, responses: { 200: json(Top, "A page of players; none on a board without scores"), ...invalid } }),
  async (c) => {
    const name = c.req.valid("param").board;
    const [page, players] = await Promise.all([entries(c.env).list({ ...c.req.valid("query"), where: { board: name }, orderBy: "sortKey" }), playersOf(c.env, name)]);
    return c.json({ board: name, items: await withRanks(c.env, name, page.items), cursor: page.cursor, players }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/boards/{board}/players/{player}", tags: ["players"], summary: "A player's rank and best score", request: { params: PlayerParam }, responses: { 200: json(Ranked, "The player"), 404: json(Problem, "No such player on this board") } }),
  async (c) => {
    const { board: name, player } = c.req.valid("param");
    const entry = await findEntry(c.env, name, player);
    if (!entry) return c.json(noPlayer, 404);
    return c.json(show(entry, (await entries(c.env).count({ board: name, sortKey: { lt: entry.sortKey } })) + 1), 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/boards/{board}/players/{player}/around", tags: ["players"], summary: "A player among those just better and just worse", request: { params: PlayerParam, query: z.strictObject({ count: z.coerce.number().int().min(1).max(20).default(3).openapi({ description: "How many on each side" }) }) },
    responses: { 200: json(Around, "The neighbours, best first"), 404: json(Problem, "No such player on this board"), ...invalid },
  }),
  async (c) => {
    const { board: name, player } = c.req.valid("param");
    const entry = await findEntry(c.env, name, player);
    if (!entry) return c.json(noPlayer, 404);
    const { count } = c.req.valid("query");
    const [above, below, players] = await Promise.all([
      entries(c.env).list({ where: { board: name, sortKey: { lt: entry.sortKey } }, orderBy: ["sortKey", "desc"], limit: count }),
      // Equal scores are among these: the player itself is left out.
      entries(c.env).list({ where: { board: name, sortKey: { gte: entry.sortKey }, id: { ne: entry.id } }, orderBy: "sortKey", limit: count }),
      playersOf(c.env, name),
    ]);
    return c.json({ board: name, players, items: await withRanks(c.env, name, [...above.items.toReversed(), entry, ...below.items]) }, 200);
  },
);

app.openapi(
  createRoute({ method: "delete", path: "/boards/{board}/players/{player}", tags: ["players"], summary: "Take a player off a board", request: { params: PlayerParam }, responses: { 204: { description: "Gone" }, 404: json(Problem, "No such player on this board") } }),
  async (c) => {
    const { board: name, player } = c.req.valid("param");
    const entry = await findEntry(c.env, name, player);
    return entry && (await entries(c.env).delete(entry.id)) ? c.body(null, 204) : c.json(noPlayer, 404);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Leaderboards", version: "1.0.0", description: "Each player's best score per board, with ranks." } });

export default app;
