// Dice and coins: fair random results.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import type { Env } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });

const MAX_SIDES = 1000;
const MAX_DICE = /* maximumCount */ 1000;
const DEFAULT_SIDES = /* defaultSides */ 6;

const Flips = z.object({
  count: z.number().int().openapi({ example: 3 }),
  results: z.array(z.enum(["heads", "tails"])).openapi({ example: ["heads", "tails", "heads"] }),
  heads: z.number().int().openapi({ example: 2 }),
  tails: z.number().int().openapi({ example: 1 }),
}).openapi("Flips");
const Roll = z.object({
  notation: z.string().openapi({ example: "2d6+3" }),
  count: z.number().int().openapi({ example: 2 }),
  sides: z.number().int().openapi({ example: 6 }),
  modifier: z.number().int().openapi({ example: 3 }),
  rolls: z.array(z.number().int()).openapi({ example: [4, 2] }),
  total: z.number().int().openapi({ example: 9 }),
}).openapi("Roll");
const FlipQuery = z.object({ count: z.coerce.number().int().min(1).max(MAX_DICE).default(1).openapi({ description: "How many coins" }) });
const RollQuery = z.object({
  count: z.coerce.number().int().min(1).max(MAX_DICE).optional().openapi({ description: "How many dice; default 1" }),
  sides: z.coerce.number().int().min(2).max(MAX_SIDES).optional().openapi({ description: `Sides of each; default ${DEFAULT_SIDES}` }),
  notation: z.string().max(20).optional().openapi({ description: "Instead of count and sides: 2d6, d20, 3d8+2", example: "2d6" }),
});

/** An integer from 1 to `sides`, each equally likely: values above the last full multiple are drawn again. */
function rollOne(sides: number): number {
  const limit = 2 ** 32 - (2 ** 32 % sides);
  for (;;) {
    const value = crypto.getRandomValues(new Uint32Array(1))[0] ?? limit;
    if (value < limit) return 1 + (value % sides);
  }
}

/** `2d6+3` as numbers, or null when it isn't dice notation within the limits. */
function readNotation(notation: string) {
  const match = /^\s*(\d{0,4})\s*d\s*(\d{1,4}|%)\s*(?:([+-])\s*(\d{1,4}))?\s*$/i.exec(notation);
  if (!match) return null;
  const count = match[1] ? Number(match[1]) : 1;
  const sides = match[2] === "%" ? 100 : Number(match[2]);
  const modifier = match[4] ? Number(match[4]) * (match[3] === "-" ? -1 : 1) : 0;
  return count >= 1 && count <= MAX_DICE && sides >= 2 && sides <= MAX_SIDES ? { count, sides, modifier } : null;
}

const show = (dice: { count: number; sides: number; modifier: number }) => `${dice.count}d${dice.sides}${dice.modifier === 0 ? "" : dice.modifier > 0 ? `+${dice.modifier}` : dice.modifier}`;

const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which input is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", `${issue?.path.join(".") || result.target}: ${why(issue?.message)}`), 422);
  },
});

for (const path of ["/coin/flip", "/flip"] as const) {
  app.openapi(createRoute({ method: "get", path, tags: ["coins"], summary: "Flip coins", request: { query: FlipQuery }, responses: { 200: json(Flips, "How they fell"), 422: json(Problem, "Not valid") } }), (c) => {
    const { count } = c.req.valid("query");
    const results = Array.from({ length: count }, () => (rollOne(2) === 1 ? ("heads" as const) : ("tails" as const)));
    const heads = results.filter((result) => result === "heads").length;
    return c.json({ count, results, heads, tails: count - heads }, 200);
  });
}

for (const path of ["/dice/roll", "/roll"] as const) {
  app.openapi(createRoute({ method: "get", path, tags: ["dice"], summary: "Roll dice", request: { query: RollQuery }, responses: { 200: json(Roll, "What was rolled"), 422: json(Problem, "Not valid") } }), (c) => {
    const { count, sides, notation } = c.req.valid("query");
    if (notation !== undefined && (count !== undefined || sides !== undefined)) return c.json(problem("invalid", "notation: give either notation or count and sides"), 422);
    // A plus in an address is a space when it isn't written as %2B.
    const dice = notation === undefined ? { count: count ?? 1, sides: sides ?? DEFAULT_SIDES, modifier: 0 } : readNotation(notation.replace(/ (?=\d+$)/, "+"));
    if (!dice) return c.json(problem("invalid", `notation: "${notation}" is not like 2d6, d20 or 3d8+2, with 1 to ${MAX_DICE} dice of 2 to ${MAX_SIDES} sides`), 422);
    const rolls = Array.from({ length: dice.count }, () => rollOne(dice.sides));
    return c.json({ notation: show(dice), ...dice, rolls, total: rolls.reduce((sum, roll) => sum + roll, dice.modifier) }, 200);
  });
}

app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Dice and coins", version: "1.0.0", description: "Fair coin flips and dice rolls." } });

export default app;
