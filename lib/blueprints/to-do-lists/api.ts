// To-do lists: each caller's lists of tasks, with due dates.
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

const MAX_TASKS = /* maximumTasks */ 500;
const PRIORITIES = ["low", "normal", "high"] as const;
type Priority = (typeof PRIORITIES)[number];
const DEFAULT_PRIORITY: Priority = /* defaultPriority */ "normal";
/** The stored due date of a task without one, so that it sorts last and is never overdue. */
const NO_DATE = "9999-12-31";

type List = { owner: string; name: string; taskCount: number };
type Task = { owner: string; listId: string; title: string; description: string; priority: Priority; dueDate: string; done: boolean; doneAt: string | null };

const Day = z.iso.date().refine((day) => day >= "1900-01-01" && day <= "2999-12-31", "a date lies between 1900-01-01 and 2999-12-31").openapi({ example: "2030-06-01" });
const ListInput = z.strictObject({ name: z.string().trim().min(1).max(100).openapi({ example: "Groceries" }) }).openapi("ListInput");
const ListOut = z.object({
  id: z.string(),
  name: z.string().openapi({ example: "Groceries" }),
  openTasks: z.number().int().openapi({ example: 2 }),
  doneTasks: z.number().int().openapi({ example: 1 }),
  createdAt: z.string(),
  updatedAt: z.string(),
}).openapi("List");
const fields = {
  title: z.string().trim().min(1).max(200).openapi({ example: "Buy milk" }),
  description: z.string().max(2000).openapi({ example: "Two litres" }),
  priority: z.enum(PRIORITIES),
  dueDate: Day.nullable(),
};
const TaskInput = z.strictObject({
  title: fields.title,
  description: fields.description.default(""),
  priority: fields.priority.default(DEFAULT_PRIORITY),
  dueDate: fields.dueDate.default(null),
}).openapi("TaskInput");
const TaskPatch = z.strictObject({ ...fields, done: z.boolean(), listId: z.string().max(100).openapi({ description: "Moves the task to another list" }) }).partial()
  .refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("TaskPatch");
const TaskOut = z.object({
  id: z.string(),
  listId: z.string(),
  title: z.string().openapi({ example: "Buy milk" }),
  description: z.string(),
  priority: z.enum(PRIORITIES),
  dueDate: z.string().nullable().openapi({ example: "2030-06-01" }),
  isOverdue: z.boolean().openapi({ description: "Not done, and due before today (UTC)" }),
  done: z.boolean(),
  doneAt: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
}).openapi("Task");
const pageOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ items: z.array(schema), cursor: z.string().nullable(), total: z.number().int() });
const ListPage = pageOf(ListOut).openapi("ListPage");
const TaskPage = pageOf(TaskOut).openapi("TaskPage");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };
const TaskQuery = z.strictObject({
  ...page,
  done: z.enum(["true", "false"]).optional(),
  overdue: z.literal("true").optional().openapi({ description: "Only tasks that are not done and were due before today" }),
  dueBefore: Day.optional().openapi({ description: "Only tasks due before this date" }),
  priority: z.enum(PRIORITIES).optional(),
  q: z.string().min(1).max(100).optional().openapi({ description: "Part of the title" }),
  sort: z.enum(["createdAt", "dueDate", "title"]).default("createdAt").openapi({ description: "Tasks without a due date come last" }),
});

const lists = (env: Env) => env.DATA.collection<List>("lists");
const tasks = (env: Env) => env.DATA.collection<Task>("tasks");
const today = () => new Date().toISOString().slice(0, 10);
const isId = (id: string) => /^[0-9a-f-]{36}$/.test(id);
const noList = problem("not_found", "There is no such list");
const noTask = problem("not_found", "There is no such task");

/** The caller's list; somebody else's is as good as none. */
async function findList(env: Env, id: string) {
  const list = isId(id) ? await lists(env).get(id) : null;
  return list?.owner === env.CONSUMER.id ? list : null;
}
async function findTask(env: Env, id: string) {
  const task = isId(id) ? await tasks(env).get(id) : null;
  return task?.owner === env.CONSUMER.id ? task : null;
}
async function showList(env: Env, { id, name, createdAt, updatedAt }: Stored<List>) {
  const [openTasks, doneTasks] = await Promise.all([false, true].map((done) => tasks(env).count({ listId: id, done })));
  return { id, name, openTasks: openTasks ?? 0, doneTasks: doneTasks ?? 0, createdAt, updatedAt };
}
const showTask = ({ id, listId, title, description, priority, dueDate, done, doneAt, createdAt, updatedAt }: Stored<Task>) => ({
  id, listId, title, description, priority, dueDate: dueDate === NO_DATE ? null : dueDate, isOverdue: !done && dueDate < today(), done, doneAt, createdAt, updatedAt,
});

/** Takes a place in a list in one atomic step, so that no list grows beyond its limit. */
async function takePlace(env: Env, listId: string) {
  try {
    return (await lists(env).increment(listId, "taskCount", 1, { max: MAX_TASKS })) === null ? "missing" : "taken";
  } catch (error) {
    if (error instanceof DataError && error.code === "range") return "full";
    throw error;
  }
}
const givePlaceBack = (env: Env, listId: string) => lists(env).increment(listId, "taskCount", -1);
/** What `store` gives for a place that was taken. When nothing is stored the place is free again. */
async function orGiveBack<Result>(env: Env, listId: string, store: Promise<Result>) {
  const stored = await store.catch(async (error: unknown) => {
    await givePlaceBack(env, listId);
    throw error;
  });
  if (stored === null) await givePlaceBack(env, listId);
  return stored;
}
const full = problem("list_full", `A list holds at most ${MAX_TASKS} tasks: delete some or use another list`);

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
  createRoute({ ...perConsumer, method: "post", path: "/lists", tags: ["lists"], summary: "Make a list", request: body(ListInput), responses: { 201: json(ListOut, "The list"), ...badBody } }),
  async (c) => {
    const list = await lists(c.env).insert({ owner: c.env.CONSUMER.id, name: c.req.valid("json").name, taskCount: 0 });
    return c.json(await showList(c.env, list), 201);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/lists", tags: ["lists"], summary: "Your lists, oldest first", request: { query: z.strictObject(page) }, responses: { 200: json(ListPage, "A page of lists"), ...invalid } }),
  async (c) => {
    const where = { owner: c.env.CONSUMER.id };
    const [found, total] = await Promise.all([lists(c.env).list({ ...c.req.valid("query"), where }), lists(c.env).count(where)]);
    return c.json({ items: await Promise.all(found.items.map((list) => showList(c.env, list))), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/lists/{id}", tags: ["lists"], summary: "Get a list", request: { params: IdParam }, responses: { 200: json(ListOut, "The list"), 404: json(Problem, "No such list") } }),
  async (c) => {
    const list = await findList(c.env, c.req.valid("param").id);
    return list ? c.json(await showList(c.env, list), 200) : c.json(noList, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "patch", path: "/lists/{id}", tags: ["lists"], summary: "Rename a list", request: { params: IdParam, ...body(ListInput) }, responses: { 200: json(ListOut, "The list"), 404: json(Problem, "No such list"), ...badBody } }),
  async (c) => {
    const list = await findList(c.env, c.req.valid("param").id);
    const changed = list && (await lists(c.env).update(list.id, c.req.valid("json")));
    return changed ? c.json(await showList(c.env, changed), 200) : c.json(noList, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/lists/{id}", tags: ["lists"], summary: "Delete a list and its tasks", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such list") } }),
  async (c) => {
    const list = await findList(c.env, c.req.valid("param").id);
    // The list goes first: nothing can be added to it while its tasks go.
    if (!list || !(await lists(c.env).delete(list.id))) return c.json(noList, 404);
    for (let left = MAX_TASKS; left > 0; left -= 100) {
      const { items, cursor } = await tasks(c.env).list({ where: { listId: list.id }, limit: 100 });
      await Promise.all(items.map((task) => tasks(c.env).delete(task.id)));
      if (cursor === null) break;
    }
    return c.body(null, 204);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "post", path: "/lists/{id}/tasks", tags: ["tasks"], summary: "Add a task to a list", request: { params: IdParam, ...body(TaskInput) },
    responses: { 201: json(TaskOut, "The task"), 404: json(Problem, "No such list"), 409: json(Problem, "The list is full"), ...badBody },
  }),
  async (c) => {
    const list = await findList(c.env, c.req.valid("param").id);
    const place = list ? await takePlace(c.env, list.id) : "missing";
    if (!list || place === "missing") return c.json(noList, 404);
    if (place === "full") return c.json(full, 409);
    const input = c.req.valid("json");
    const task = await orGiveBack(c.env, list.id, tasks(c.env).insert({ owner: list.owner, listId: list.id, ...input, dueDate: input.dueDate ?? NO_DATE, done: false, doneAt: null }));
    return c.json(showTask(task), 201);
  },
);

/** A page of the caller's tasks, of one list or of all. */
async function listTasks(env: Env, query: z.infer<typeof TaskQuery>, listId?: string) {
  const where = {
    owner: env.CONSUMER.id,
    listId,
    done: query.overdue ? false : query.done === undefined ? undefined : query.done === "true",
    dueDate: { lt: query.overdue && (query.dueBefore ?? NO_DATE) > today() ? today() : query.dueBefore },
    priority: query.priority,
    title: { contains: query.q },
  };
  const [found, total] = await Promise.all([tasks(env).list({ where, orderBy: query.sort, limit: query.limit, cursor: query.cursor }), tasks(env).count(where)]);
  return { items: found.items.map(showTask), cursor: found.cursor, total };
}

app.openapi(
  createRoute({
    ...perConsumer, method: "get", path: "/lists/{id}/tasks", tags: ["tasks"], summary: "The tasks of a list", request: { params: IdParam, query: TaskQuery },
    responses: { 200: json(TaskPage, "A page of tasks"), 404: json(Problem, "No such list"), ...invalid },
  }),
  async (c) => {
    const list = await findList(c.env, c.req.valid("param").id);
    return list ? c.json(await listTasks(c.env, c.req.valid("query"), list.id), 200) : c.json(noList, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/tasks", tags: ["tasks"], summary: "Your tasks of all lists", request: { query: TaskQuery }, responses: { 200: json(TaskPage, "A page of tasks"), ...invalid } }),
  async (c) => c.json(await listTasks(c.env, c.req.valid("query")), 200),
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/tasks/{id}", tags: ["tasks"], summary: "Get a task", request: { params: IdParam }, responses: { 200: json(TaskOut, "The task"), 404: json(Problem, "No such task") } }),
  async (c) => {
    const task = await findTask(c.env, c.req.valid("param").id);
    return task ? c.json(showTask(task), 200) : c.json(noTask, 404);
  },
);

/** What being done or open means for a task: done again keeps the first time. */
const doneness = (task: Task, done: boolean) => ({ done, doneAt: done ? (task.doneAt ?? new Date().toISOString()) : null });

app.openapi(
  createRoute({
    ...perConsumer, method: "patch", path: "/tasks/{id}", tags: ["tasks"], summary: "Change a task, or move it to another list", request: { params: IdParam, ...body(TaskPatch) },
    responses: { 200: json(TaskOut, "The task"), 404: json(Problem, "No such task"), 409: json(Problem, "The other list is full, or the task was changed at the same moment"), ...badBody },
  }),
  async (c) => {
    const task = await findTask(c.env, c.req.valid("param").id);
    if (!task) return c.json(noTask, 404);
    const { listId = task.listId, done, dueDate, ...rest } = c.req.valid("json");
    const patch = { ...rest, ...(dueDate === undefined ? {} : { dueDate: dueDate ?? NO_DATE }), ...(done === undefined ? {} : doneness(task, done)) };
    if (listId === task.listId) {
      const changed = await tasks(c.env).update(task.id, patch);
      return changed ? c.json(showTask(changed), 200) : c.json(noTask, 404);
    }
    const place = (await findList(c.env, listId)) ? await takePlace(c.env, listId) : "missing";
    if (place === "missing") return c.json(problem("invalid", "listId: there is no such list"), 422);
    if (place === "full") return c.json(full, 409);
    // Of two moves at the same moment one is refused: else both would free the old place.
    const moved = await orGiveBack(c.env, listId, tasks(c.env).update(task.id, { ...patch, listId }, { ifVersion: task.version }));
    if (!moved) return c.json(noTask, 404);
    await givePlaceBack(c.env, task.listId);
    return c.json(showTask(moved), 200);
  },
);

for (const [action, done] of [["done", true], ["undone", false]] as const) {
  app.openapi(
    createRoute({ ...perConsumer, method: "post", path: `/tasks/{id}/${action}`, tags: ["tasks"], summary: done ? "Tick a task off" : "Open a task again", request: { params: IdParam }, responses: { 200: json(TaskOut, "The task"), 404: json(Problem, "No such task") } }),
    async (c) => {
      const task = await findTask(c.env, c.req.valid("param").id);
      const changed = task && (await tasks(c.env).update(task.id, doneness(task, done)));
      return changed ? c.json(showTask(changed), 200) : c.json(noTask, 404);
    },
  );
}

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/tasks/{id}", tags: ["tasks"], summary: "Delete a task", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such task") } }),
  async (c) => {
    const task = await findTask(c.env, c.req.valid("param").id);
    if (!task || !(await tasks(c.env).delete(task.id))) return c.json(noTask, 404);
    await givePlaceBack(c.env, task.listId);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "To-do lists", version: "1.0.0", description: "Lists of tasks with due dates, each caller's own." } });

export default app;
