import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { ContractTest } from "#lib/versions/schema.ts";
import { placeProject } from "../../supabase/tests/exported-project.ts";
import { projectFiles } from "./project-files.ts";
import type { Manifest } from "./project/manifest.ts";

/** Types imported as if they were values, an enum, a file named as JavaScript, a collection that is kept, a secret that goes out. */
const SOURCE = {
  "main.ts": `import { OpenAPIHono } from "@hono/zod-openapi";
import { Context } from "hono";
import { Collection, DataError, Env } from "api-creator";
import { Mood, Note } from "./more.js";

let kept: Collection<Note> | undefined;
const app = new OpenAPIHono<{ Bindings: Env }>();
const notes = (c: Context<{ Bindings: Env }>) => (kept ??= c.env.DATA.collection<Note>("notes", { unique: ["text"] }));
app.post("/notes", async (c) => {
  const reply = await fetch("https://api.example.com/now?at=noon", { headers: { authorization: \`Bearer \${c.env.SECRETS["WEATHER_KEY"]}\` } });
  try {
    return c.json(await notes(c).insert({ text: "one", mood: Mood.Good, by: c.env.CONSUMER.id, weather: await reply.text() }), 201);
  } catch (error) {
    if (error instanceof DataError && error.code === "conflict") return c.json({ error: error.message }, 409);
    throw error;
  }
});
app.get("/elsewhere", async (c) => c.json(await fetch("https://evil.example.com/").then(() => "reached", (error: Error) => error.message)));
export default app;
`,
  "more.ts": `export enum Mood { Good = "good" }
export interface Note { text: string; mood: Mood; by: string; weather: string }
`,
};
const MANIFEST: Manifest = {
  format: "api-creator/1", exportedAt: "2026-01-01T00:00:00.000Z", name: "Notes", summary: "Notes", description: "", about: "", category: "other", prompt: "", generator: "claude", version: 1, assumptions: [], publicRoutes: [],
  hosts: [{ host: "api.example.com", why: "The weather", isApproved: true }], fixtures: [{ method: "GET", url: "https://api.example.com/now", status: 200, body: "sunny" }], secretNames: ["WEATHER_KEY"], recipe: null, sourceHash: "", consumer: "",
};
const post = (status: number, body: object, consumer = "ann") => ({ request: { method: "POST" as const, path: "/notes", consumer }, expect: { status, body: body as ContractTest["steps"][0]["expect"]["body"] } });
const contractTests: ContractTest[] = [
  { name: "A note is kept once", steps: [post(201, { text: "one", mood: "good", by: "ann", weather: "sunny", version: 1 }), post(409, { error: { $type: "string" } }, "bob")] },
  { name: "Each test begins without data", steps: [post(201, { by: "bob" }, "bob")] },
  { name: "No other host is reached", steps: [{ request: { method: "GET", path: "/elsewhere" }, expect: { status: 200, body: { $regex: "^No fixture answers" } } }] },
];

test("contract tests run as on the platform: empty data for each, named consumers, fixtures for fetch, and every form of TypeScript", async (context: TestContext) => {
  const version = { manifest: MANIFEST, openapi: { openapi: "3.1.0", paths: {} }, contractTests, source: SOURCE };
  const project = placeProject(projectFiles(version, "notes"), true);
  context.after(() => project.remove());
  assert.match(await project.npm("test"), /pass 3\b/);
});

test("a contract test that fails ends npm test with what was expected and what came", async (context: TestContext) => {
  const version = { manifest: MANIFEST, openapi: { openapi: "3.1.0", paths: {} }, contractTests: [{ name: "Wrong", steps: [post(201, { by: "bob" })] }], source: SOURCE };
  const project = placeProject(projectFiles(version, "notes"), true);
  context.after(() => project.remove());
  await assert.rejects(project.npm("test"), /step 1: POST \/notes: body\.by: expected "bob", got "ann"/);
});
