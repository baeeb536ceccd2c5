import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import type { Actor } from "#lib/auth/actor.ts";
import { createClaudeClient } from "#lib/claude/claude-client.ts";
import { systemClock } from "#lib/clock.ts";
import { connect, type Sql, typed } from "#lib/db/connect.ts";
import { readEnv } from "#lib/env.ts";
import { createLog } from "#lib/log.ts";
import { readEditBase } from "#lib/versions/edit-base.ts";
import { contractTestSchema } from "#lib/versions/schema.ts";
import { startScriptedClaude } from "../../../e2e/fixtures/scripted-claude.ts";
import { startTestSandbox, type TestSandbox } from "../../../supabase/tests/test-sandbox.ts";
import { claudeSettings, createClaudeGenerator } from "../claude-generator.ts";
import { claudeResultInput } from "../claude-result-input.ts";
import type { GenerationEvent } from "../events.ts";
import type { StartDeps } from "../generation-deps.ts";
import type { Generator } from "../generator.ts";
import { onlyGenerator } from "../generator-source.ts";
import { createDocumentGenerator } from "../openapi-import/document-generator.ts";
import { importPrompt, readDocument } from "../openapi-import/read-document.ts";
import { startGeneration } from "../start-generation.ts";
import { apiOfBase } from "./api-of-base.ts";
import { builtInEditor } from "./built-in/built-in-editor.ts";
import { editBuiltIn } from "./built-in/edit-built-in.ts";
import { startEdit } from "./start-edit.ts";

/** Changes of real APIs in the real sandbox: by the built-in generator, and by a Claude that is a script. */
let sandbox: TestSandbox;
let web: Sql;
let actor: Actor;
/** "Manage books with title, author and year", changed by one test after the other. */
let apiId: string;
before(async () => {
  sandbox = await startTestSandbox();
  web = connect(sandbox.database.webUrl, "test-web", 4);
  actor = { kind: "user", ...(await sandbox.database.makeUser()) };
  const started = await startGeneration({ prompt: "Manage books with title, author and year" }, actor, depsOf());
  apiId = started.apiId;
  assert.equal((await endOf(started))?.type, "live");
});
after(async () => {
  await web.end({ timeout: 5 });
  await sandbox.close();
});

const depsOf = (generator: Generator = builtInEditor): StartDeps => ({
  db: typed(web), generators: onlyGenerator(generator), peppers: [{ version: 1, secret: "p".repeat(32) }], clock: systemClock, log: createLog("test", "error", () => {}),
  publicUrl: "http://localhost:3000", runtime: sandbox.backend,
});
async function endOf(started: { events(): AsyncIterable<{ event: GenerationEvent }> }): Promise<GenerationEvent | undefined> {
  let last: GenerationEvent | undefined;
  for await (const { event } of started.events()) last = event;
  return last;
}
const change = async (text: string, deps = depsOf()) => endOf(await startEdit({ apiId, text, deploys: true }, actor, deps));

test("the built-in generator adds a field that stored books lack, and then a rule; every earlier test is run again", async () => {
  const added = await change("Add a field pages (whole number)");
  assert.ok(added?.type === "live", JSON.stringify(added));
  assert.deepEqual([added.result.version, added.result.edit?.contradicted], [2, []]);
  const { files } = await readEditBase({ apiId }, actor, depsOf());
  assert.match(files["main.ts"] ?? "", /pages = null/);
  const ruled = await change("Make title unique. Add a search by author.");
  assert.ok(ruled?.type === "live", JSON.stringify(ruled));
  assert.deepEqual(ruled.result.edit?.changes, ["Two books can't have the same title"]);
  const base = await readEditBase({ apiId, from: 3 }, actor, depsOf());
  assert.deepEqual(base.recipe?.changes, ["Add a field pages (whole number)", "Make title unique. Add a search by author."]);
  assert.match(base.files["main.ts"] ?? "", /pages/);
});

test("a field that is removed breaks callers: the version is a draft that names what it breaks, and the live one stays", async () => {
  const end = await change("Remove year");
  assert.ok(end?.type === "draft", JSON.stringify(end));
  assert.match(end.reason ?? "", /breaks who calls the live version/);
  assert.ok((end.result.edit?.contradicted.length ?? 0) > 0);
  assert.ok(end.result.edit?.contradicted.every(({ words }) => words === "Remove year"));
  assert.equal((await readEditBase({ apiId }, actor, depsOf())).number, 3);
});

test("what the built-in generator can't change it refuses, with words; nothing is stored", async () => {
  for (const [text, words] of [["Remove price", /There is no price here/], ["Send me an email for each new book", /sends nothing/], ["Add title", /have a title already/]] as const) {
    const end = await change(text);
    assert.ok(end?.type === "failed" && end.outcome === "refused", JSON.stringify(end));
    assert.match(end.message, words);
  }
  await assert.rejects(readEditBase({ apiId, from: 5 }, actor, depsOf()), { code: "invalid" });
});

test("Claude gets source, tests, history and request; a test that its first answer breaks goes back to it by name, and its repair goes live", async () => {
  const base = await readEditBase({ apiId }, actor, depsOf());
  const whole = editBuiltIn({ base, history: [] }, "Add a field publisher");
  assert.ok(whole.kind === "api");
  const { contradictedTests: _none, ...api } = whole.api;
  // Its own tests were bent to fit.
  const broken = { ...api, files: { "main.ts": (api.files["main.ts"] ?? "").replace('refuse(404, "not_found"', 'refuse(404, "unknown"') }, contractTests: z.array(contractTestSchema).parse(JSON.parse(JSON.stringify(api.contractTests).replaceAll('"not_found"', '"unknown"'))) };
  const claude = await startScriptedClaude([{ kind: "tool", name: "deliver_api", input: claudeResultInput(broken) }, { kind: "tool", name: "deliver_api", input: claudeResultInput(api) }]);
  const env = readEnv({ ANTHROPIC_API_KEY: "sk-ant-scripted", ANTHROPIC_BASE_URL: claude.url });
  const generator = createClaudeGenerator({ ...claudeSettings(env), client: createClaudeClient(env), paidBy: "platform", firstPauseMs: 1 });
  const end = await change("Books also have a publisher", depsOf(generator));
  await claude.close();
  assert.ok(end?.type === "live", JSON.stringify(end));
  assert.deepEqual([end.result.version, end.result.edit?.contradicted, claude.requests.length], [5, [], 2]);
  const [first, second] = claude.requests.map((request) => JSON.stringify(request["messages"]));
  assert.match(first ?? "", /<current_api version=.*Manage books with title, author and year.*<request>\\nBooks also have a publisher\\n<\/request>/);
  assert.match(second ?? "", /Contract test of the version before, which has to pass/);
  assert.deepEqual(JSON.stringify(claude.requests[0]?.["system"]), JSON.stringify(claude.requests[1]?.["system"]));
  assert.deepEqual((await readEditBase({ apiId }, actor, depsOf())).recipe, null);
  assert.equal(apiOfBase(await readEditBase({ apiId }, actor, depsOf())).name, "Books");
});

test("an API that starts from an OpenAPI document goes live with what it leaves out, and can be changed like any other", async () => {
  const text = JSON.stringify({ openapi: "3.1.0", info: { title: "Garden", version: "1" }, paths: {
    "/v1/plants": { post: { requestBody: { content: { "application/json": { schema: { type: "object", required: ["name"], properties: { name: { type: "string", maxLength: 80 }, height: { type: "number", minimum: 0 }, planted: { type: "string", format: "date" } } } } } } } },
    "/v1/plants/{id}/water": { post: {} },
  } });
  const prompt = importPrompt(readDocument(text));
  const started = await startGeneration({ prompt, document: text }, actor, depsOf(createDocumentGenerator(text)));
  const events: GenerationEvent[] = [];
  for await (const { event } of started.events()) events.push(event);
  assert.equal(events.at(-1)?.type, "live", JSON.stringify(events.at(-1)));
  const understood = events.find((event) => event.type === "understood");
  assert.deepEqual([understood?.name, understood?.leftOut.filter((line) => line.includes("/water")).length], ["Garden", 1]);
  const base = await readEditBase({ apiId: started.apiId }, actor, depsOf());
  const changed = editBuiltIn({ base, history: [] }, "Add a field soil (clay, sand)");
  assert.ok(changed.kind === "api", JSON.stringify(changed));
  assert.deepEqual(changed.api.changes, ["Plants have soil, which may be left out, since what is stored has none"]);
});
