// A blog: posts that are drafted, published and archived, with tags and comments. Anyone reads; authors manage their own posts.
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

const MAX_TAGS = /* maximumTags */ 10;
/** Comments are shown once the post's author approves them. */
const MODERATED: boolean = /* approveComments */ false;
const MAX_COMMENTS = 1000;
const STATUSES = ["draft", "published", "archived"] as const;
type Status = (typeof STATUSES)[number];

/** `text` starts with the title, so that one search finds both; `tagLine` is `|news|tips|`. */
type Post = { author: string; slug: string; title: string; text: string; excerpt: string; tags: string[]; tagLine: string; status: Status; publishedAt: string | null; commentCount: number };
type Comment = { postId: string; postAuthor: string; writer: string; name: string; text: string; isShown: boolean };

const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a slug has lower-case letters and digits, joined by single hyphens").max(80);
// A refinement, as the document's patterns know no letters of all scripts.
const Tag = z.string().trim().toLowerCase().max(40).refine((tag) => /^[\p{L}\p{N}]+([ -][\p{L}\p{N}]+)*$/u.test(tag), "a tag has letters and digits, joined by single hyphens or spaces");
const fields = {
  title: z.string().trim().regex(/^[^\r\n]*$/, "a title has one line").min(1).max(200).openapi({ example: "Ten days on the coast" }),
  text: z.string().trim().min(1).max(20_000).openapi({ description: "The post itself, for example Markdown", example: "We left on a Monday." }),
  excerpt: z.string().trim().max(500),
  tags: z.array(Tag).max(MAX_TAGS).openapi({ example: ["travel"] }),
  slug: Slug.openapi({ description: "The post's address; left out: made from the title", example: "ten-days-on-the-coast" }),
};
const PostInput = z.strictObject({ ...fields, excerpt: fields.excerpt.default(""), tags: fields.tags.default([]), slug: fields.slug.optional() }).openapi("PostInput");
const PostPatch = z.strictObject(fields).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("PostPatch");
const shown = {
  slug: z.string().openapi({ example: "ten-days-on-the-coast" }),
  title: z.string().openapi({ example: "Ten days on the coast" }),
  excerpt: z.string(),
  tags: z.array(z.string()),
  publishedAt: z.string().nullable().openapi({ description: "When it was first published" }),
  commentCount: z.number().int().openapi({ description: "Comments, those that wait for approval included" }),
};
const PostOut = z.object({ id: z.string(), ...shown, text: z.string(), status: z.enum(STATUSES), createdAt: z.string(), updatedAt: z.string() }).openapi("Post");
const ReadPost = z.object({ ...shown, text: z.string() }).openapi("PublishedPost");
const CommentInput = z.strictObject({ name: z.string().trim().min(1).max(80).openapi({ example: "Ann" }), text: z.string().trim().min(1).max(2000).openapi({ example: "Lovely." }) }).openapi("CommentInput");
const CommentOut = z.object({ id: z.string(), name: z.string(), text: z.string(), isShown: z.boolean().openapi({ description: "False while it waits for the author's approval" }), createdAt: z.string() }).openapi("Comment");
const pageOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ items: z.array(schema), cursor: z.string().nullable(), total: z.number().int() });
const PostPage = pageOf(PostOut).openapi("PostPage");
const ReadPage = pageOf(z.object(shown).openapi("PostSummary")).openapi("PublishedPage");
const CommentPage = pageOf(CommentOut).openapi("CommentPage");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const SlugParam = z.object({ slug: z.string().openapi({ param: { name: "slug", in: "path" }, example: "ten-days-on-the-coast" }) });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };
const search = { ...page, tag: Tag.optional(), q: z.string().trim().min(1).max(100).optional().openapi({ description: "Words of the title or the text, as they stand there" }) };

const posts = (env: Env) => env.DATA.collection<Post>("posts", { unique: ["slug"] });
const comments = (env: Env) => env.DATA.collection<Comment>("comments");
const isId = (id: string) => /^[0-9a-f-]{36}$/.test(id);
const isTaken = (error: unknown) => error instanceof DataError && error.code === "conflict";
const noPost = problem("not_found", "There is no such post");
const noComment = problem("not_found", "There is no such comment");
const taken = problem("slug_taken", "Another post has this slug: choose another one");
const tagLine = (tags: readonly string[]) => (tags.length > 0 ? `|${tags.join("|")}|` : "");
const slugOf = (title: string) => title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "") || "post";
const bodyOf = ({ title, text }: Post) => text.slice(title.length + 1);
const summarise = ({ slug, title, excerpt, tags, publishedAt, commentCount }: Post) => ({ slug, title, excerpt, tags, publishedAt, commentCount });
const showPost = (post: Stored<Post>) => ({ id: post.id, ...summarise(post), text: bodyOf(post), status: post.status, createdAt: post.createdAt, updatedAt: post.updatedAt });
const showComment = ({ id, name, text, isShown, createdAt }: Stored<Comment>) => ({ id, name, text, isShown, createdAt });

/** The caller's post; somebody else's is as good as none. */
async function findOwn(env: Env, id: string) {
  const post = isId(id) ? await posts(env).get(id) : null;
  return post?.author === env.CONSUMER.id ? post : null;
}
/** The published post with this slug: drafts and archived ones are as good as none. */
async function findPublished(env: Env, slug: string) {
  if (!Slug.safeParse(slug).success) return null;
  const { items } = await posts(env).list({ where: { slug, status: "published" }, limit: 1 });
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
    ...perConsumer, method: "post", path: "/posts", tags: ["posts"], summary: "Write a draft", request: body(PostInput),
    responses: { 201: json(PostOut, "The draft"), 409: json(Problem, "The slug is taken"), ...badBody },
  }),
  async (c) => {
    const { slug, title, text, excerpt, tags: given } = c.req.valid("json");
    const tags = [...new Set(given)];
    const base = slugOf(title);
    for (let attempt = 1; ; attempt += 1) {
      // The fifth of one title gets a suffix that nobody has.
      const made = attempt === 1 ? base : attempt < 5 ? `${base}-${attempt}` : `${base}-${crypto.randomUUID().slice(0, 8)}`;
      try {
        const post = { author: c.env.CONSUMER.id, slug: slug ?? made, title, text: `${title}\n${text}`, excerpt, tags, tagLine: tagLine(tags), status: "draft", publishedAt: null, commentCount: 0 } as const;
        return c.json(showPost(await posts(c.env).insert(post)), 201);
      } catch (error) {
        if (!isTaken(error)) throw error;
        if (slug !== undefined || attempt >= 6) return c.json(taken, 409);
      }
    }
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "get", path: "/posts", tags: ["posts"], summary: "Your posts, newest first", request: { query: z.strictObject({ ...search, status: z.enum(STATUSES).optional() }) },
    responses: { 200: json(PostPage, "A page of posts"), ...invalid },
  }),
  async (c) => {
    const { limit, cursor, tag, q, status } = c.req.valid("query");
    const where = { author: c.env.CONSUMER.id, status, text: { contains: q }, tagLine: { contains: tag && `|${tag}|` } };
    const [found, total] = await Promise.all([posts(c.env).list({ where, orderBy: ["createdAt", "desc"], limit, cursor }), posts(c.env).count(where)]);
    return c.json({ items: found.items.map(showPost), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/posts/{id}", tags: ["posts"], summary: "Get a post of yours", request: { params: IdParam }, responses: { 200: json(PostOut, "The post"), 404: json(Problem, "No such post") } }),
  async (c) => {
    const post = await findOwn(c.env, c.req.valid("param").id);
    return post ? c.json(showPost(post), 200) : c.json(noPost, 404);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "patch", path: "/posts/{id}", tags: ["posts"], summary: "Change a post", request: { params: IdParam, ...body(PostPatch) },
    responses: { 200: json(PostOut, "The post"), 404: json(Problem, "No such post"), 409: json(Problem, "The slug is taken, or the post changed at the same moment"), ...badBody },
  }),
  async (c) => {
    const post = await findOwn(c.env, c.req.valid("param").id);
    if (!post) return c.json(noPost, 404);
    const { title = post.title, text = bodyOf(post), tags: given = post.tags, ...rest } = c.req.valid("json");
    const tags = [...new Set(given)];
    try {
      const changed = await posts(c.env).update(post.id, { ...rest, title, text: `${title}\n${text}`, tags, tagLine: tagLine(tags) }, { ifVersion: post.version });
      return changed ? c.json(showPost(changed), 200) : c.json(noPost, 404);
    } catch (error) {
      if (isTaken(error)) return c.json(taken, 409);
      throw error;
    }
  },
);

const ACTIONS = [
  { action: "publish", summary: "Publish a post", status: "published", from: STATUSES },
  { action: "unpublish", summary: "Make a published post a draft again", status: "draft", from: ["published", "draft"] },
  { action: "archive", summary: "Take a post off the blog and keep it", status: "archived", from: STATUSES },
] as const;
for (const { action, summary, status, from } of ACTIONS) {
  app.openapi(
    createRoute({
      ...perConsumer, method: "post", path: `/posts/{id}/${action}`, tags: ["posts"], summary, request: { params: IdParam },
      responses: { 200: json(PostOut, "The post"), 404: json(Problem, "No such post"), 409: json(Problem, "Not possible in the post's status") },
    }),
    async (c) => {
      const post = await findOwn(c.env, c.req.valid("param").id);
      if (!post) return c.json(noPost, 404);
      if (!from.some((allowed) => allowed === post.status)) return c.json(problem("wrong_status", `A post that is ${post.status} can't be changed with ${action}`), 409);
      const publishedAt = post.publishedAt ?? (status === "published" ? new Date().toISOString() : null);
      const changed = await posts(c.env).update(post.id, { status, publishedAt });
      return changed ? c.json(showPost(changed), 200) : c.json(noPost, 404);
    },
  );
}

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/posts/{id}", tags: ["posts"], summary: "Delete a post and its comments", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such post") } }),
  async (c) => {
    const post = await findOwn(c.env, c.req.valid("param").id);
    if (!post || !(await posts(c.env).delete(post.id))) return c.json(noPost, 404);
    for (let left = MAX_COMMENTS; left > 0; left -= 100) {
      const { items, cursor } = await comments(c.env).list({ where: { postId: post.id }, limit: 100 });
      await Promise.all(items.map((comment) => comments(c.env).delete(comment.id)));
      if (cursor === null) break;
    }
    return c.body(null, 204);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/blog", tags: ["blog"], summary: "Published posts, newest first", request: { query: z.strictObject(search) }, responses: { 200: json(ReadPage, "A page of posts"), ...invalid } }),
  async (c) => {
    const { limit, cursor, tag, q } = c.req.valid("query");
    const where = { status: "published", text: { contains: q }, tagLine: { contains: tag && `|${tag}|` } } as const;
    const [found, total] = await Promise.all([posts(c.env).list({ where, orderBy: ["publishedAt", "desc"], limit, cursor }), posts(c.env).count(where)]);
    return c.json({ items: found.items.map(summarise), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/blog/{slug}", tags: ["blog"], summary: "Read a published post", request: { params: SlugParam }, responses: { 200: json(ReadPost, "The post"), 404: json(Problem, "No such post") } }),
  async (c) => {
    const post = await findPublished(c.env, c.req.valid("param").slug);
    return post ? c.json({ ...summarise(post), text: bodyOf(post) }, 200) : c.json(noPost, 404);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/blog/{slug}/comments", tags: ["comments"], summary: "The comments on a published post, oldest first", request: { params: SlugParam, query: z.strictObject(page) },
    responses: { 200: json(CommentPage, "A page of comments"), 404: json(Problem, "No such post"), ...invalid },
  }),
  async (c) => {
    const post = await findPublished(c.env, c.req.valid("param").slug);
    if (!post) return c.json(noPost, 404);
    const where = { postId: post.id, isShown: true };
    const [found, total] = await Promise.all([comments(c.env).list({ ...c.req.valid("query"), where }), comments(c.env).count(where)]);
    return c.json({ items: found.items.map(showComment), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({
    method: "post", path: "/blog/{slug}/comments", tags: ["comments"], summary: "Comment on a published post", request: { params: SlugParam, ...body(CommentInput) },
    responses: { 201: json(CommentOut, "The comment"), 404: json(Problem, "No such post"), 409: json(Problem, "The post takes no more comments"), ...badBody },
  }),
  async (c) => {
    const post = await findPublished(c.env, c.req.valid("param").slug);
    if (!post) return c.json(noPost, 404);
    try {
      if ((await posts(c.env).increment(post.id, "commentCount", 1, { max: MAX_COMMENTS })) === null) return c.json(noPost, 404);
    } catch (error) {
      if (error instanceof DataError && error.code === "range") return c.json(problem("full", `A post takes at most ${MAX_COMMENTS} comments`), 409);
      throw error;
    }
    try {
      return c.json(showComment(await comments(c.env).insert({ postId: post.id, postAuthor: post.author, writer: c.env.CONSUMER.id, ...c.req.valid("json"), isShown: !MODERATED })), 201);
    } catch (error) {
      // Nothing was stored: its place is free again.
      await posts(c.env).increment(post.id, "commentCount", -1);
      throw error;
    }
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "get", path: "/posts/{id}/comments", tags: ["comments"], summary: "All comments on a post of yours, newest first", request: { params: IdParam, query: z.strictObject(page) },
    responses: { 200: json(CommentPage, "A page of comments"), 404: json(Problem, "No such post"), ...invalid },
  }),
  async (c) => {
    const post = await findOwn(c.env, c.req.valid("param").id);
    if (!post) return c.json(noPost, 404);
    const where = { postId: post.id };
    const [found, total] = await Promise.all([comments(c.env).list({ ...c.req.valid("query"), where, orderBy: ["createdAt", "desc"] }), comments(c.env).count(where)]);
    return c.json({ items: found.items.map(showComment), cursor: found.cursor, total }, 200);
  },
);

for (const [action, isShown, summary] of [["approve", true, "Show a comment on a post of yours"], ["hide", false, "Hide a comment on a post of yours"]] as const) {
  app.openapi(
    createRoute({ ...perConsumer, method: "post", path: `/comments/{id}/${action}`, tags: ["comments"], summary, request: { params: IdParam }, responses: { 200: json(CommentOut, "The comment"), 404: json(Problem, "No such comment") } }),
    async (c) => {
      const { id } = c.req.valid("param");
      const comment = isId(id) ? await comments(c.env).get(id) : null;
      const changed = comment?.postAuthor === c.env.CONSUMER.id ? await comments(c.env).update(id, { isShown }) : null;
      return changed ? c.json(showComment(changed), 200) : c.json(noComment, 404);
    },
  );
}

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/comments/{id}", tags: ["comments"], summary: "Delete a comment of yours, or one on a post of yours", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such comment") } }),
  async (c) => {
    const { id } = c.req.valid("param");
    const comment = isId(id) ? await comments(c.env).get(id) : null;
    const mayDelete = comment !== null && [comment.writer, comment.postAuthor].includes(c.env.CONSUMER.id);
    if (!mayDelete || !(await comments(c.env).delete(id))) return c.json(noComment, 404);
    await posts(c.env).increment(comment.postId, "commentCount", -1);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Blog", version: "1.0.0", description: "Posts with tags and comments: drafted, published, archived and read by anyone." } });

export default app;
