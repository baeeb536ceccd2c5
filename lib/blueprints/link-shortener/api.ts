// A link shortener: short codes that redirect and count.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { DataError, type Env, type Stored } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });

type Link = { code: string; url: string; clicks: number };
/** Without look-alikes. */
const ALPHABETS: Record<string, string> = { "letters and digits": "23456789abcdefghjkmnpqrstuvwxyz", letters: "abcdefghjkmnpqrstuvwxyz", digits: "0123456789" };
const CODE_LETTERS = ALPHABETS[/* codeCharacters */ "letters and digits"] ?? "";
const CODE_LENGTH = /* codeLength */ 7;

const Code = z.string().regex(/^[A-Za-z0-9_-]{3,40}$/, "a code has 3 to 40 letters, digits, - or _");
const Url = z.url({ protocol: /^https?$/ }).max(2000);
const LinkInput = z.strictObject({
  url: Url.openapi({ example: "https://example.com/a/long/address" }),
  code: Code.optional().openapi({ example: "spring-sale", description: "Your own code; left out: a random one" }),
}).openapi("LinkInput");
const LinkPatch = z.strictObject({ url: Url }).openapi("LinkPatch");
const LinkOut = z.object({
  code: z.string().openapi({ example: "spring-sale" }),
  url: z.string().openapi({ example: "https://example.com/a/long/address" }),
  shortPath: z.string().openapi({ description: "Path of the short link on this API", example: "/go/spring-sale" }),
  clicks: z.number().int().openapi({ example: 0 }),
  createdAt: z.string(),
  updatedAt: z.string(),
}).openapi("Link");
const LinkList = z.object({ items: z.array(LinkOut), cursor: z.string().nullable(), total: z.number().int() }).openapi("LinkList");
const CodeParam = z.object({ code: z.string().min(1).max(200).openapi({ param: { name: "code", in: "path" }, example: "spring-sale" }) });
const ListQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() });

const links = (env: Env) => env.DATA.collection<Link>("links");
const show = ({ code, url, clicks, createdAt, updatedAt }: Stored<Link>) => ({ code, url, shortPath: `/go/${code}`, clicks, createdAt, updatedAt });
const missing = problem("not_found", "There is no link with this code");
const randomCode = () => Array.from(crypto.getRandomValues(new Uint32Array(CODE_LENGTH)), (value) => CODE_LETTERS[value % CODE_LETTERS.length]).join("");

const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which input is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", `${issue?.path.join(".") || result.target}: ${why(issue?.message)}`), 422);
  },
});

app.openapi(
  createRoute({
    method: "post", path: "/links", tags: ["links"], summary: "Shorten a link", request: { body: { content: { "application/json": { schema: LinkInput } }, required: true } },
    responses: { 201: json(LinkOut, "The short link"), 400: json(Problem, "Not JSON"), 409: json(Problem, "The code is taken"), 422: json(Problem, "Not valid") },
  }),
  async (c) => {
    const { url, code } = c.req.valid("json");
    for (let attempt = 0; ; attempt += 1) {
      const chosen = code ?? randomCode();
      try {
        return c.json(show(await links(c.env).insert({ id: chosen, code: chosen, url, clicks: 0 })), 201);
      } catch (error) {
        if (!(error instanceof DataError && error.code === "conflict")) throw error;
        if (code !== undefined || attempt >= 4) return c.json(problem("taken", "This code is taken: choose another one"), 409);
      }
    }
  },
);

app.openapi(
  createRoute({ method: "get", path: "/links", tags: ["links"], summary: "List links, newest first", request: { query: ListQuery }, responses: { 200: json(LinkList, "A page of links"), 422: json(Problem, "Not valid") } }),
  async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const [page, total] = await Promise.all([links(c.env).list({ orderBy: ["createdAt", "desc"], limit, cursor }), links(c.env).count()]);
    return c.json({ items: page.items.map(show), cursor: page.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/links/{code}", tags: ["links"], summary: "Get a link and its clicks", request: { params: CodeParam }, responses: { 200: json(LinkOut, "The link"), 404: json(Problem, "No such link") } }),
  async (c) => {
    const link = await links(c.env).get(c.req.valid("param").code);
    return link ? c.json(show(link), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({
    method: "patch", path: "/links/{code}", tags: ["links"], summary: "Change where a link leads", request: { params: CodeParam, body: { content: { "application/json": { schema: LinkPatch } }, required: true } },
    responses: { 200: json(LinkOut, "The link"), 400: json(Problem, "Not JSON"), 404: json(Problem, "No such link"), 422: json(Problem, "Not valid") },
  }),
  async (c) => {
    const link = await links(c.env).update(c.req.valid("param").code, c.req.valid("json"));
    return link ? c.json(show(link), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({ method: "delete", path: "/links/{code}", tags: ["links"], summary: "Delete a link", request: { params: CodeParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such link") } }),
  async (c) => ((await links(c.env).delete(c.req.valid("param").code)) ? c.body(null, 204) : c.json(missing, 404)),
);

app.openapi(
  createRoute({ method: "get", path: "/go/{code}", tags: ["redirect"], summary: "Follow a short link", request: { params: CodeParam }, responses: { 302: { description: "To the long address" }, 404: json(Problem, "No such link") } }),
  async (c) => {
    const { code } = c.req.valid("param");
    const link = await links(c.env).get(code);
    if (!link) return c.json(missing, 404);
    await links(c.env).increment(code, "clicks", 1);
    return c.redirect(link.url, 302);
  },
);

app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  if (error instanceof DataError && error.code === "invalid") return c.json(problem("invalid", error.message), 422);
  if (error instanceof DataError && error.code === "unavailable") return c.json(problem("unavailable", "The data can't be reached right now. Try again in a moment."), 503);
  if (error instanceof DataError && error.code === "quota") return c.json(problem("quota", error.message), 429);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Link shortener", version: "1.0.0", description: "Short links that redirect and count their clicks." } });

export default app;
