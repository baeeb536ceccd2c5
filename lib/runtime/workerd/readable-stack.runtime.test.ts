import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startLiveApis, type LiveApis } from "../../../supabase/tests/live-apis.ts";
import { until } from "../../../supabase/tests/until.ts";

let apis: LiveApis;
before(async () => {
  apis = await startLiveApis();
});
after(() => apis.close());

const FILES = {
  "main.ts": `import { OpenAPIHono } from "@hono/zod-openapi";
import { DataError, type Env } from "api-creator";
import { priceOf } from "./price.ts";
const app = new OpenAPIHono<{ Bindings: Env }>();
app.get("/price", (c) => c.json(priceOf(c.req.query("lamp") ?? "")));
app.get("/taken", (c) => {
  throw new DataError("conflict", "taken");
});
app.get("/later", (c) => {
  c.executionCtx.waitUntil(Promise.reject(new Error("after the answer")));
  return c.text("ok");
});
app.onError((error, c) => c.json({ error: { code: "internal", message: "It failed." } }, error instanceof DataError ? 409 : 500));
export default app;
`,
  "price.ts": `export function priceOf(lamp: string): number {
  if (lamp === "") {
    throw new Error("no lamp", { cause: new TypeError("the query is empty") });
  }
  return lamp.length;
}
`,
};

test("an error that ends in a 5xx is logged with the lines of the API's own files, and its answer tells nothing of it", async () => {
  const built = await apis.sandbox.backend.build(FILES);
  assert.ok(built.ok);
  const apiId = await apis.deploy(built.bundle);
  const reply = await apis.call(apiId, "/price", { "x-request-id": "failing" });
  assert.deepEqual([reply.status, reply.body], [500, JSON.stringify({ error: { code: "internal", message: "It failed." } })]);
  const lines = () => apis.logged.filter(({ requestId }) => requestId === "failing").flatMap((entry) => entry.lines);
  await until(() => lines().length > 0, "the exception");
  const [[level, text] = ["", ""]] = lines();
  assert.equal(level, "exception");
  assert.match(text, /^Error: no lamp\n {4}at price\.ts:3:\d+\n {4}at main\.ts:5:\d+\nCaused by: TypeError: the query is empty\n {4}at price\.ts:3:\d+\n/);
  assert.doesNotMatch(text, /api\.js|console\.ts|node_modules|\/(work|tmp|home|s)\//);
});

test("an error that the API answers with a 4xx is no exception", async () => {
  const built = await apis.sandbox.backend.build(FILES);
  assert.ok(built.ok);
  const apiId = await apis.deploy(built.bundle);
  assert.equal((await apis.call(apiId, "/taken", { "x-request-id": "refused" })).status, 409);
  assert.equal((await apis.call(apiId, "/price", { "x-request-id": "failed" })).status, 500);
  await until(() => apis.logged.some((entry) => entry.apiId === apiId), "the other call's exception");
  assert.deepEqual(apis.logged.filter((entry) => entry.apiId === apiId).map(({ requestId }) => requestId), ["failed"]);
});

test("a promise that nobody awaits and that fails is logged under its call", async () => {
  const built = await apis.sandbox.backend.build(FILES);
  assert.ok(built.ok);
  const apiId = await apis.deploy(built.bundle);
  assert.equal((await apis.call(apiId, "/later", { "x-request-id": "later" })).status, 200);
  await until(() => apis.logged.some(({ requestId, lines }) => requestId === "later" && lines.some(([level, text]) => level === "exception" && /after the answer\n {4}at main\.ts:10:/.test(text))), "the rejection");
});
