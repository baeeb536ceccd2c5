// Inventory: products whose stock goes in and out, never below zero, with a history.
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

const DEFAULT_MINIMUM = /* defaultMinimum */ 5;
const MAX_STOCK = /* maximumStock */ 1000000;

/**
 * The stock is `aboveMinimum + minimum`. Kept like this, "low" is one comparison for products with different minimums, and stock moves
 * in one atomic step on one number.
 */
type Product = { sku: string; name: string; category: string | null; location: string | null; price: number | null; minimum: number; aboveMinimum: number; search: string };
type Movement = { productId: string; kind: "in" | "out"; quantity: number; stockAfter: number; reason: string };

const Price = z.number().min(0).max(1_000_000_000).refine((price) => Number(price.toFixed(2)) === price, "a price has at most two decimals").nullable().openapi({ example: 12.5 });
const Sku = z.string().trim().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,39}$/, "a SKU has 1 to 40 letters, digits, . _ / or -, the first a letter or digit").openapi({ example: "MUG-BLUE", description: "Unique; kept in upper case" });
const line = (max: number, example: string) => z.string().trim().min(1).max(max).openapi({ example });
const fields = {
  sku: Sku,
  name: line(200, "Blue mug"),
  category: line(60, "Kitchen").nullable(),
  location: line(100, "Shelf 4").nullable(),
  price: Price,
  minimum: z.number().int().min(0).max(1_000_000).openapi({ description: "Stock of this much or less is low", example: 5 }),
};
const ProductInput = z.strictObject({
  ...fields, category: fields.category.default(null), location: fields.location.default(null), price: fields.price.default(null), minimum: fields.minimum.default(DEFAULT_MINIMUM),
  stock: z.number().int().min(0).max(MAX_STOCK).default(0).openapi({ description: "What is there at the start", example: 20 }),
}).openapi("ProductInput");
const ProductPatch = z.strictObject(fields).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("ProductPatch");
const ProductOut = z.object({
  id: z.string(), sku: z.string().openapi({ example: "MUG-BLUE" }), name: z.string().openapi({ example: "Blue mug" }), category: z.string().nullable(), location: z.string().nullable(), price: z.number().nullable().openapi({ example: 12.5 }),
  stock: z.number().int().openapi({ example: 20 }), minimum: z.number().int().openapi({ example: 5 }), isLow: z.boolean(), createdAt: z.string(), updatedAt: z.string(),
}).openapi("Product");
const MoveInput = z.strictObject({ quantity: z.number().int().min(1).max(1_000_000).openapi({ example: 3 }), reason: z.string().trim().max(200).default("").openapi({ example: "Order 1042" }) }).openapi("MoveInput");
const MovementOut = z.object({
  id: z.string(), kind: z.enum(["in", "out"]), quantity: z.number().int().openapi({ example: 3 }), stockAfter: z.number().int().openapi({ example: 17 }), reason: z.string(), at: z.string(),
}).openapi("Movement");
const pageOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ items: z.array(schema), cursor: z.string().nullable(), total: z.number().int() });
const ProductPage = pageOf(ProductOut).openapi("ProductPage");
const MovementPage = pageOf(MovementOut).openapi("MovementPage");
const Summary = z.object({ products: z.number().int(), unitsInStock: z.number().int(), lowProducts: z.number().int() }).openapi("Summary");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };
const ProductQuery = z.strictObject({
  ...page,
  q: z.string().trim().min(1).max(100).optional().openapi({ description: "Part of the name or the SKU" }),
  sku: z.string().min(1).max(40).optional().openapi({ description: "The product with this SKU" }),
  category: z.string().min(1).max(60).optional(),
  low: z.enum(["true", "false"]).optional().openapi({ description: "true: only products whose stock is at its minimum or below" }),
  sort: z.enum(["name", "sku", "newest"]).default("name"),
});
const ORDERS = { name: ["name", "asc"], sku: ["sku", "asc"], newest: ["createdAt", "desc"] } as const;

const products = (env: Env) => env.DATA.collection<Product>("products", { unique: ["sku"] });
const movements = (env: Env) => env.DATA.collection<Movement>("movements");
const missing = problem("not_found", "There is no such product");
const taken = problem("sku_taken", "There is already a product with this SKU");
const findProduct = async (env: Env, id: string) => (/^[0-9a-f-]{36}$/.test(id) ? products(env).get(id) : null);
const searchOf = (name: string, sku: string) => `${name}\n${sku}`;
const stockOf = ({ aboveMinimum, minimum }: Product) => aboveMinimum + minimum;
const show = (product: Stored<Product>) => {
  const { id, sku, name, category, location, price, minimum, createdAt, updatedAt } = product;
  return { id, sku, name, category, location, price, stock: stockOf(product), minimum, isLow: product.aboveMinimum <= 0, createdAt, updatedAt };
};

/** What `write` gives, or null when the SKU is taken. */
const unlessTaken = <Result>(write: Promise<Result>) =>
  write.then((result) => ({ result }), (error: unknown) => {
    if (error instanceof DataError && error.code === "conflict") return null;
    throw error;
  });

/** Moves stock in one atomic step: the product after it, `range` when there is not enough (or too much), null when the product is gone. */
async function moveStock(env: Env, product: Stored<Product>, by: number) {
  try {
    // Sent in one turn, hence one transaction: the product is read as the step left it.
    const [moved, after] = await Promise.all([
      products(env).increment(product.id, "aboveMinimum", by, { min: -product.minimum, max: MAX_STOCK - product.minimum }),
      products(env).get(product.id),
    ]);
    if (moved === null || !after) return null;
    if (stockOf(after) >= 0) return after;
    // The minimum was changed after the product was read, so that the bound was another one: take the step back.
    await products(env).increment(product.id, "aboveMinimum", -by);
    return "range";
  } catch (error) {
    if (error instanceof DataError && error.code === "range") return "range";
    throw error;
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
  createRoute({
    method: "post", path: "/products", tags: ["products"], summary: "Add a product", request: body(ProductInput),
    responses: { 201: json(ProductOut, "The product"), 409: json(Problem, "The SKU is taken"), ...badBody },
  }),
  async (c) => {
    const { stock, ...input } = c.req.valid("json");
    const sku = input.sku.toUpperCase();
    const added = await unlessTaken(products(c.env).insert({ ...input, sku, aboveMinimum: stock - input.minimum, search: searchOf(input.name, sku) }));
    if (!added) return c.json(taken, 409);
    if (stock > 0) await movements(c.env).insert({ productId: added.result.id, kind: "in", quantity: stock, stockAfter: stock, reason: "First stock" });
    return c.json(show(added.result), 201);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/products", tags: ["products"], summary: "Find products; low=true lists what runs low", request: { query: ProductQuery }, responses: { 200: json(ProductPage, "A page of products"), ...invalid } }),
  async (c) => {
    const { q, sku, category, low, sort, limit, cursor } = c.req.valid("query");
    const where = { search: { contains: q }, sku: sku?.toUpperCase(), category, aboveMinimum: low === undefined ? undefined : low === "true" ? { lte: 0 } : { gt: 0 } };
    const [found, total] = await Promise.all([products(c.env).list({ where, orderBy: ORDERS[sort], limit, cursor }), products(c.env).count(where)]);
    return c.json({ items: found.items.map(show), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/summary", tags: ["products"], summary: "How many products and units there are, and how many run low", responses: { 200: json(Summary, "The figures") } }),
  async (c) => {
    const [[above], [minimum], lowProducts] = await Promise.all([products(c.env).aggregate({ field: "aboveMinimum" }), products(c.env).aggregate({ field: "minimum" }), products(c.env).count({ aboveMinimum: { lte: 0 } })]);
    return c.json({ products: above?.count ?? 0, unitsInStock: (above?.sum ?? 0) + (minimum?.sum ?? 0), lowProducts }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/products/{id}", tags: ["products"], summary: "Get a product and its stock", request: { params: IdParam }, responses: { 200: json(ProductOut, "The product"), 404: json(Problem, "No such product") } }),
  async (c) => {
    const product = await findProduct(c.env, c.req.valid("param").id);
    return product ? c.json(show(product), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({
    method: "patch", path: "/products/{id}", tags: ["products"], summary: "Change a product; its stock only moves in and out", request: { params: IdParam, ...body(ProductPatch) },
    responses: { 200: json(ProductOut, "The product"), 404: json(Problem, "No such product"), 409: json(Problem, "The SKU is taken, or the product changed at the same moment"), ...badBody },
  }),
  async (c) => {
    const product = await findProduct(c.env, c.req.valid("param").id);
    if (!product) return c.json(missing, 404);
    const patch = c.req.valid("json");
    const sku = (patch.sku ?? product.sku).toUpperCase();
    const minimum = patch.minimum ?? product.minimum;
    // The stock stays what it is: nothing may move between reading and writing.
    const derived = { sku, minimum, aboveMinimum: stockOf(product) - minimum, search: searchOf(patch.name ?? product.name, sku) };
    const changed = await unlessTaken(products(c.env).update(product.id, { ...patch, ...derived }, { ifVersion: product.version }));
    if (!changed) return c.json(taken, 409);
    return changed.result ? c.json(show(changed.result), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({ method: "delete", path: "/products/{id}", tags: ["products"], summary: "Delete a product", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such product") } }),
  async (c) => {
    const product = await findProduct(c.env, c.req.valid("param").id);
    return product && (await products(c.env).delete(product.id)) ? c.body(null, 204) : c.json(missing, 404);
  },
);

for (const kind of ["in", "out"] as const) {
  app.openapi(
    createRoute({
      method: "post", path: `/products/{id}/stock-${kind}`, tags: ["stock"], summary: kind === "in" ? "Put units into stock" : "Take units out of stock", request: { params: IdParam, ...body(MoveInput) },
      responses: { 200: json(ProductOut, "The product with its new stock"), 404: json(Problem, "No such product"), 409: json(Problem, kind === "in" ? "There would be too many" : "There are not enough"), ...badBody },
    }),
    async (c) => {
      const product = await findProduct(c.env, c.req.valid("param").id);
      const { quantity, reason } = c.req.valid("json");
      const by = kind === "in" ? quantity : -quantity;
      const after = product && (await moveStock(c.env, product, by));
      if (!after) return c.json(missing, 404);
      if (after === "range") return c.json(kind === "in" ? problem("stock_full", `A product has at most ${MAX_STOCK} units`) : problem("not_enough", `There are fewer than ${quantity} units in stock`), 409);
      try {
        await movements(c.env).insert({ productId: after.id, kind, quantity, stockAfter: stockOf(after), reason });
      } catch (error) {
        // Without its movement nothing has moved.
        await products(c.env).increment(after.id, "aboveMinimum", -by);
        throw error;
      }
      return c.json(show(after), 200);
    },
  );
}

app.openapi(
  createRoute({
    method: "get", path: "/products/{id}/movements", tags: ["stock"], summary: "What went in and out, latest first", request: { params: IdParam, query: z.strictObject({ ...page, kind: z.enum(["in", "out"]).optional() }) },
    responses: { 200: json(MovementPage, "A page of movements"), 404: json(Problem, "No such product"), ...invalid },
  }),
  async (c) => {
    const product = await findProduct(c.env, c.req.valid("param").id);
    if (!product) return c.json(missing, 404);
    const { kind, limit, cursor } = c.req.valid("query");
    const where = { productId: product.id, kind };
    const [found, total] = await Promise.all([movements(c.env).list({ where, orderBy: ["createdAt", "desc"], limit, cursor }), movements(c.env).count(where)]);
    const items = found.items.map(({ id, kind: direction, quantity, stockAfter, reason, createdAt }) => ({ id, kind: direction, quantity, stockAfter, reason, at: createdAt }));
    return c.json({ items, cursor: found.cursor, total }, 200);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Inventory", version: "1.0.0", description: "Products whose stock goes in and out, never below zero." } });

export default app;
