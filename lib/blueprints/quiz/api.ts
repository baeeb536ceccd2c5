// Quizzes: questions with options, attempts scored on the server; answers are shown only after an attempt.
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

const MAX_QUESTIONS = /* maximumQuestions */ 50;
/** Attempts that one caller has at one quiz. */
const MAX_ATTEMPTS = /* attemptsPerCaller */ 3;
const PASS_PERCENT = /* passPercent */ 60;

type Question = { text: string; options: string[]; correct: number; explanation: string; points: number };
type Quiz = { owner: string; title: string; description: string; questions: Question[]; isOpen: boolean };
/** Stored under `quiz:caller:number`, so that no attempt is made twice. */
type Attempt = { quizId: string; person: string; number: number; answers: (number | null)[]; score: number; possible: number };

const QuestionInput = z.strictObject({
  text: z.string().trim().min(1).max(500).openapi({ example: "Which planet is the largest?" }),
  options: z.array(z.string().trim().min(1).max(200)).min(2).max(8).openapi({ example: ["Mars", "Jupiter"] }),
  correct: z.number().int().min(0).max(7).openapi({ description: "Place of the right option, from 0; never shown before an attempt", example: 1 }),
  explanation: z.string().trim().max(500).default("").openapi({ description: "Shown after an attempt" }),
  points: z.number().int().min(1).max(100).default(1),
}).refine(({ options, correct }) => correct < options.length, { message: "is no place among the options", path: ["correct"] })
  .refine(({ options }) => new Set(options).size === options.length, { message: "has an option twice", path: ["options"] }).openapi("QuestionInput");
const QuizInput = z.strictObject({
  title: z.string().trim().min(1).max(150).openapi({ example: "Planets" }), description: z.string().trim().max(1000).default(""),
  questions: z.array(QuestionInput).min(1).max(MAX_QUESTIONS),
}).openapi("QuizInput");
const summary = { id: z.string(), title: z.string().openapi({ example: "Planets" }), description: z.string(), questionCount: z.number().int(), possible: z.number().int().openapi({ description: "Points" }), isOpen: z.boolean(), createdAt: z.string() };
const QuizSummary = z.object(summary).openapi("QuizSummary");
const QuizOut = z.object({ ...summary, questions: z.array(z.object({ text: z.string(), options: z.array(z.string()), points: z.number().int() })) }).openapi("Quiz");
const AttemptInput = z.strictObject({ answers: z.array(z.number().int().min(0).max(7).nullable()).min(1).max(MAX_QUESTIONS).openapi({ description: "The place of the chosen option for each question, in order; null: not answered", example: [1] }) }).openapi("AttemptInput");
const scored = { id: z.string(), quizId: z.string(), number: z.number().int(), score: z.number().int(), possible: z.number().int(), percent: z.number().openapi({ description: "One decimal" }), isPassed: z.boolean(), createdAt: z.string() };
const AttemptSummary = z.object(scored).openapi("AttemptSummary");
const AttemptOut = z.object({ ...scored, attemptsLeft: z.number().int(), results: z.array(z.object({ text: z.string(), chosen: z.number().int().nullable(), correct: z.number().int(), isCorrect: z.boolean(), points: z.number().int(), explanation: z.string() })) }).openapi("Attempt");
const Results = z.object({ attempts: z.number().int(), average: z.number().nullable().openapi({ description: "Points, two decimals; null without attempts" }), best: z.number().int().nullable(), possible: z.number().int(), passed: z.number().int() }).openapi("Results");
const pageOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ items: z.array(schema), cursor: z.string().nullable(), total: z.number().int() });
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };

const quizzes = (env: Env) => env.DATA.collection<Quiz>("quizzes");
const attempts = (env: Env) => env.DATA.collection<Attempt>("attempts");
const noQuiz = problem("not_found", "There is no such quiz");
const noAttempt = problem("not_found", "There is no such attempt");
const findQuiz = async (env: Env, id: string) => (/^[0-9a-f-]{36}$/.test(id) ? quizzes(env).get(id) : null);
async function findOwn(env: Env, id: string) {
  const quiz = await findQuiz(env, id);
  return quiz?.owner === env.CONSUMER.id ? quiz : null;
}
const possibleOf = (quiz: Quiz) => quiz.questions.reduce((sum, { points }) => sum + points, 0);
const passScore = (possible: number) => Math.ceil((possible * PASS_PERCENT) / 100);
const summarise = (quiz: Stored<Quiz>) => ({ id: quiz.id, title: quiz.title, description: quiz.description, questionCount: quiz.questions.length, possible: possibleOf(quiz), isOpen: quiz.isOpen, createdAt: quiz.createdAt });
/** Without what is right. */
const show = (quiz: Stored<Quiz>) => ({ ...summarise(quiz), questions: quiz.questions.map(({ text, options, points }) => ({ text, options, points })) });
/** The key of an attempt in its path: it holds the caller's id only in the database. */
const showAttempt = ({ quizId, number, score, possible, createdAt }: Stored<Attempt>) => ({ id: `${quizId}-${number}`, quizId, number, score, possible, percent: Math.round((score / possible) * 1000) / 10, isPassed: score >= passScore(possible), createdAt });
const detail = (quiz: Quiz, attempt: Stored<Attempt>, attemptsLeft: number) => ({
  ...showAttempt(attempt), attemptsLeft,
  results: quiz.questions.map(({ text, correct, points, explanation }, index) => {
    const chosen = attempt.answers[index] ?? null;
    return { text, chosen, correct, isCorrect: chosen === correct, points, explanation };
  }),
});
const keyOf = (env: Env, quizId: string, number: number) => `${quizId}:${env.CONSUMER.id}:${number}`;

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
  createRoute({ method: "post", path: "/quizzes", tags: ["quizzes"], summary: "Make a quiz", request: body(QuizInput), responses: { 201: json(QuizOut, "The quiz, open at once"), ...badBody } }),
  async (c) => c.json(show(await quizzes(c.env).insert({ owner: c.env.CONSUMER.id, ...c.req.valid("json"), isOpen: true })), 201),
);

app.openapi(
  createRoute({ method: "get", path: "/quizzes", tags: ["quizzes"], summary: "Open quizzes, newest first", request: { query: z.strictObject({ ...page, q: z.string().min(1).max(100).optional().openapi({ description: "Part of the title" }) }) }, responses: { 200: json(pageOf(QuizSummary).openapi("QuizPage"), "A page of quizzes"), ...invalid } }),
  async (c) => {
    const { limit, cursor, q } = c.req.valid("query");
    const where = { isOpen: true, title: { contains: q } };
    const [found, total] = await Promise.all([quizzes(c.env).list({ where, orderBy: ["createdAt", "desc"], limit, cursor }), quizzes(c.env).count(where)]);
    return c.json({ items: found.items.map(summarise), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/quizzes/{id}", tags: ["quizzes"], summary: "Read the questions, without the answers", request: { params: IdParam }, responses: { 200: json(QuizOut, "The quiz"), 404: json(Problem, "No such quiz") } }),
  async (c) => {
    const quiz = await findQuiz(c.env, c.req.valid("param").id);
    return quiz ? c.json(show(quiz), 200) : c.json(noQuiz, 404);
  },
);

for (const [action, isOpen, text] of [["close", false, "Close a quiz of yours: nobody attempts it any more"], ["open", true, "Open a quiz of yours again"]] as const) {
  app.openapi(
    createRoute({ method: "post", path: `/quizzes/{id}/${action}`, tags: ["quizzes"], summary: text, request: { params: IdParam }, responses: { 200: json(QuizOut, "The quiz"), 404: json(Problem, "No such quiz of yours") } }),
    async (c) => {
      const quiz = await findOwn(c.env, c.req.valid("param").id);
      const changed = quiz && (await quizzes(c.env).update(quiz.id, { isOpen }));
      return changed ? c.json(show(changed), 200) : c.json(noQuiz, 404);
    },
  );
}

app.openapi(
  createRoute({ method: "delete", path: "/quizzes/{id}", tags: ["quizzes"], summary: "Delete a quiz of yours", request: { params: IdParam }, responses: { 204: { description: "Deleted; its attempts can't be read any more" }, 404: json(Problem, "No such quiz of yours") } }),
  async (c) => {
    const quiz = await findOwn(c.env, c.req.valid("param").id);
    return quiz && (await quizzes(c.env).delete(quiz.id)) ? c.body(null, 204) : c.json(noQuiz, 404);
  },
);

app.openapi(
  createRoute({
    method: "post", path: "/quizzes/{id}/attempts", tags: ["attempts"], summary: "Answer a quiz", request: { params: IdParam, ...body(AttemptInput) },
    responses: { 201: json(AttemptOut, "The score, and what is right"), 404: json(Problem, "No such quiz"), 409: json(Problem, "Closed, or no attempts left"), ...badBody },
  }),
  async (c) => {
    const quiz = await findQuiz(c.env, c.req.valid("param").id);
    if (!quiz) return c.json(noQuiz, 404);
    if (!quiz.isOpen) return c.json(problem("closed", "This quiz is closed"), 409);
    const { answers } = c.req.valid("json");
    if (answers.length !== quiz.questions.length) return c.json(problem("invalid", `answers: must have ${quiz.questions.length} items, one for each question`), 422);
    const wrong = answers.findIndex((answer, index) => answer !== null && answer >= (quiz.questions[index]?.options.length ?? 0));
    if (wrong !== -1) return c.json(problem("invalid", `answers.${wrong}: is no place among the options`), 422);
    const score = quiz.questions.reduce((sum, { correct, points }, index) => sum + (answers[index] === correct ? points : 0), 0);
    const person = c.env.CONSUMER.id;
    const used = await attempts(c.env).count({ quizId: quiz.id, person });
    for (let number = used + 1; number <= MAX_ATTEMPTS; number += 1) {
      try {
        const made = await attempts(c.env).insert({ id: keyOf(c.env, quiz.id, number), quizId: quiz.id, person, number, answers, score, possible: possibleOf(quiz) });
        return c.json(detail(quiz, made, MAX_ATTEMPTS - number), 201);
      } catch (error) {
        // Another attempt of the caller took this number at the same moment.
        if (!(error instanceof DataError && error.code === "conflict")) throw error;
      }
    }
    return c.json(problem("no_attempts_left", `You have made ${MAX_ATTEMPTS} attempts, which is all there are`), 409);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/attempts", tags: ["attempts"], summary: "Your attempts, newest first", request: { query: z.strictObject({ ...page, quiz: z.string().max(100).optional().openapi({ description: "Id of a quiz" }) }) }, responses: { 200: json(pageOf(AttemptSummary).openapi("AttemptPage"), "A page of attempts"), ...invalid } }),
  async (c) => {
    const { limit, cursor, quiz } = c.req.valid("query");
    const where = { person: c.env.CONSUMER.id, quizId: quiz };
    const [found, total] = await Promise.all([attempts(c.env).list({ where, orderBy: ["createdAt", "desc"], limit, cursor }), attempts(c.env).count(where)]);
    return c.json({ items: found.items.map(showAttempt), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/attempts/{id}", tags: ["attempts"], summary: "An attempt of yours, with what was right", request: { params: IdParam }, responses: { 200: json(AttemptOut, "The attempt"), 404: json(Problem, "No such attempt") } }),
  async (c) => {
    const [, quizId = "", number = ""] = /^([0-9a-f-]{36})-(\d{1,3})$/.exec(c.req.valid("param").id) ?? [];
    const quiz = await findQuiz(c.env, quizId);
    const attempt = quiz && (await attempts(c.env).get(keyOf(c.env, quizId, Number(number))));
    if (!attempt) return c.json(noAttempt, 404);
    const used = await attempts(c.env).count({ quizId, person: c.env.CONSUMER.id });
    return c.json(detail(quiz, attempt, Math.max(0, MAX_ATTEMPTS - used)), 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/quizzes/{id}/results", tags: ["attempts"], summary: "How all attempts at a quiz of yours went", request: { params: IdParam }, responses: { 200: json(Results, "Counts, average and best"), 404: json(Problem, "No such quiz of yours") } }),
  async (c) => {
    const quiz = await findOwn(c.env, c.req.valid("param").id);
    if (!quiz) return c.json(noQuiz, 404);
    const possible = possibleOf(quiz);
    const [[all], passed] = await Promise.all([attempts(c.env).aggregate({ where: { quizId: quiz.id }, field: "score" }), attempts(c.env).count({ quizId: quiz.id, score: { gte: passScore(possible) } })]);
    const average = all?.average ?? null;
    return c.json({ attempts: all?.count ?? 0, average: average === null ? null : Math.round(average * 100) / 100, best: all?.max ?? null, possible, passed }, 200);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Quizzes", version: "1.0.0", description: "Questions with options, attempts scored on the server, answers shown only afterwards." } });

export default app;
