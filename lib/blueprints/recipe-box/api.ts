// Recipe box: each caller's recipes with ingredients and steps, scaled to any number of servings and found by ingredient.
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

const MAX_INGREDIENTS = /* maximumIngredients */ 50;
const MAX_SERVINGS = 1000;

type Ingredient = { name: string; amount: number | null; unit: string };
/** `ingredientLine` is `|flour|salt|`, so that one search finds a recipe by any of its ingredients. */
type Recipe = { owner: string; title: string; description: string; servings: number; minutes: number | null; ingredients: Ingredient[]; ingredientLine: string; steps: string[]; isFavorite: boolean };

const hasThreeDecimals = (amount: number) => Math.abs(amount * 1000 - Math.round(amount * 1000)) < 1e-6;
const IngredientIn = z.strictObject({
  name: z.string().trim().min(1).max(80).refine((name) => !name.includes("|"), "has no |").openapi({ example: "Flour" }),
  amount: z.number().min(0.001).max(100_000).refine(hasThreeDecimals, "has at most three decimals").nullable().default(null).openapi({ description: "Null: as much as you like", example: 250 }),
  unit: z.string().trim().max(20).default("").openapi({ example: "g" }),
}).openapi("IngredientInput");
const fields = {
  title: z.string().trim().min(1).max(150).openapi({ example: "Pancakes" }),
  description: z.string().trim().max(2000).openapi({ example: "Thin ones" }),
  servings: z.number().int().min(1).max(MAX_SERVINGS).openapi({ example: 4 }),
  minutes: z.number().int().min(1).max(10_000).nullable().openapi({ description: "From start to finish", example: 30 }),
  ingredients: z.array(IngredientIn).min(1).max(MAX_INGREDIENTS),
  steps: z.array(z.string().trim().min(1).max(1000)).max(50).openapi({ example: ["Mix all.", "Fry in butter."] }),
};
const RecipeInput = z.strictObject({ ...fields, description: fields.description.default(""), minutes: fields.minutes.default(null), steps: fields.steps.default([]) }).openapi("RecipeInput");
const RecipePatch = z.strictObject({ ...fields, isFavorite: z.boolean() }).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("RecipePatch");
const summary = { id: z.string(), title: z.string().openapi({ example: "Pancakes" }), servings: z.number().int(), minutes: z.number().int().nullable(), isFavorite: z.boolean(), createdAt: z.string(), updatedAt: z.string() };
const RecipeSummary = z.object(summary).openapi("RecipeSummary");
const IngredientOut = z.object({ name: z.string(), amount: z.number().nullable(), unit: z.string() }).openapi("Ingredient");
const RecipeOut = z.object({ ...summary, description: z.string(), ingredients: z.array(IngredientOut), steps: z.array(z.string()) }).openapi("Recipe");
const Scaled = z.object({ id: z.string(), title: z.string(), servings: z.number().int(), factor: z.number().openapi({ description: "Four decimals", example: 1.5 }), ingredients: z.array(IngredientOut) }).openapi("ScaledRecipe");
const RecipePage = z.object({ items: z.array(RecipeSummary), cursor: z.string().nullable(), total: z.number().int() }).openapi("RecipePage");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional(),
  q: z.string().trim().min(1).max(100).optional().openapi({ description: "Part of the title" }),
  ingredient: z.string().trim().min(1).max(80).optional().openapi({ description: "Part of an ingredient's name" }),
  maxMinutes: z.coerce.number().int().min(1).max(10_000).optional(),
  favorite: z.enum(["true", "false"]).optional(),
  sort: z.enum(["title", "newest"]).default("title"),
});

const recipes = (env: Env) => env.DATA.collection<Recipe>("recipes");
const missing = problem("not_found", "There is no such recipe");
const lineOf = (ingredients: readonly Ingredient[]) => `|${ingredients.map(({ name }) => name).join("|")}|`;
const summarise = ({ id, title, servings, minutes, isFavorite, createdAt, updatedAt }: Stored<Recipe>) => ({ id, title, servings, minutes, isFavorite, createdAt, updatedAt });
const show = (recipe: Stored<Recipe>) => ({ ...summarise(recipe), description: recipe.description, ingredients: recipe.ingredients, steps: recipe.steps });
/** To three decimals, but never to nothing. */
const scale = (amount: number, servings: number, from: number) => Math.max(0.001, Math.round((amount * servings * 1000) / from) / 1000);
async function findRecipe(env: Env, id: string) {
  const recipe = /^[0-9a-f-]{36}$/.test(id) ? await recipes(env).get(id) : null;
  return recipe?.owner === env.CONSUMER.id ? recipe : null;
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
  createRoute({ ...perConsumer, method: "post", path: "/recipes", tags: ["recipes"], summary: "Keep a recipe", request: body(RecipeInput), responses: { 201: json(RecipeOut, "The recipe"), ...badBody } }),
  async (c) => {
    const input = c.req.valid("json");
    const recipe = await recipes(c.env).insert({ owner: c.env.CONSUMER.id, ...input, ingredientLine: lineOf(input.ingredients), isFavorite: false });
    return c.json(show(recipe), 201);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/recipes", tags: ["recipes"], summary: "Your recipes, by title, ingredient and time", request: { query: ListQuery }, responses: { 200: json(RecipePage, "A page of recipes"), ...invalid } }),
  async (c) => {
    const { limit, cursor, q, ingredient, maxMinutes, favorite, sort } = c.req.valid("query");
    if (ingredient?.includes("|")) return c.json(problem("invalid", "ingredient: has no |"), 422);
    const where = { owner: c.env.CONSUMER.id, title: { contains: q }, ingredientLine: { contains: ingredient }, minutes: { lte: maxMinutes }, isFavorite: favorite === undefined ? undefined : favorite === "true" };
    const orderBy = sort === "title" ? (["title", "asc"] as const) : (["createdAt", "desc"] as const);
    const [found, total] = await Promise.all([recipes(c.env).list({ where, orderBy, limit, cursor }), recipes(c.env).count(where)]);
    return c.json({ items: found.items.map(summarise), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/recipes/{id}", tags: ["recipes"], summary: "Get a recipe", request: { params: IdParam }, responses: { 200: json(RecipeOut, "The recipe"), 404: json(Problem, "No such recipe") } }),
  async (c) => {
    const recipe = await findRecipe(c.env, c.req.valid("param").id);
    return recipe ? c.json(show(recipe), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "get", path: "/recipes/{id}/scaled", tags: ["recipes"], summary: "The ingredients for another number of servings",
    request: { params: IdParam, query: z.strictObject({ servings: z.coerce.number().int().min(1).max(MAX_SERVINGS) }) },
    responses: { 200: json(Scaled, "Amounts to three decimals; what has no amount stays so"), 404: json(Problem, "No such recipe"), ...invalid },
  }),
  async (c) => {
    const recipe = await findRecipe(c.env, c.req.valid("param").id);
    if (!recipe) return c.json(missing, 404);
    const { servings } = c.req.valid("query");
    const ingredients = recipe.ingredients.map(({ name, amount, unit }) => ({ name, amount: amount === null ? null : scale(amount, servings, recipe.servings), unit }));
    return c.json({ id: recipe.id, title: recipe.title, servings, factor: Math.round((servings / recipe.servings) * 10_000) / 10_000, ingredients }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "patch", path: "/recipes/{id}", tags: ["recipes"], summary: "Change a recipe, or make it a favorite", request: { params: IdParam, ...body(RecipePatch) }, responses: { 200: json(RecipeOut, "The recipe"), 404: json(Problem, "No such recipe"), ...badBody } }),
  async (c) => {
    const recipe = await findRecipe(c.env, c.req.valid("param").id);
    const patch = c.req.valid("json");
    const changed = recipe && (await recipes(c.env).update(recipe.id, { ...patch, ...(patch.ingredients ? { ingredientLine: lineOf(patch.ingredients) } : {}) }));
    return changed ? c.json(show(changed), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/recipes/{id}", tags: ["recipes"], summary: "Delete a recipe", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such recipe") } }),
  async (c) => {
    const recipe = await findRecipe(c.env, c.req.valid("param").id);
    return recipe && (await recipes(c.env).delete(recipe.id)) ? c.body(null, 204) : c.json(missing, 404);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Recipe box", version: "1.0.0", description: "Recipes with ingredients and steps, scaled to any servings and found by ingredient." } });

export default app;
