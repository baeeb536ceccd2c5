import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { createClaudeClient } from "#lib/claude/claude-client.ts";
import { systemClock } from "#lib/clock.ts";
import { asUser } from "#lib/db/as-user.ts";
import { connect, typed, type Sql } from "#lib/db/connect.ts";
import { readEnv } from "#lib/env.ts";
import { newApiId, newUuid } from "#lib/id.ts";
import { createLog } from "#lib/log.ts";
import { createFakeRuntime } from "#lib/runtime/fake-runtime.ts";
import type { RuntimeBackend, ScratchRound } from "#lib/runtime/runtime.ts";
import { type Script, type Scripted, type ScriptedClaude, startScriptedClaude } from "../../e2e/fixtures/scripted-claude.ts";
import { CONVERT, SHORTEN } from "../../e2e/fixtures/scripted-claude-record.ts";
import { cutAtRandom, replay } from "../../e2e/fixtures/scripted-claude-replay.ts";
import type { TestDatabase } from "../../supabase/tests/test-database.ts";
import { startTestSandbox, type TestSandbox } from "../../supabase/tests/test-sandbox.ts";
import { cancelGeneration } from "./cancel-generation.ts";
import { claudeSettings, createClaudeGenerator } from "./claude-generator.ts";
import { claudeResultInput } from "./claude-result-input.ts";
import type { GenerationEvent } from "./events.ts";
import { generate } from "./generate.ts";
import type { StartDeps } from "./generation-deps.ts";
import { onlyGenerator } from "./generator-source.ts";
import type { GeneratedApi } from "./parse.ts";
import { startGeneration } from "./start-generation.ts";
import type { Asker } from "./write-code.ts";

/** From a description to a live API, with a Claude that is a recording or a script, over a real database. Nothing reaches the network. */
const RECORDINGS = join(import.meta.dirname, "../../e2e/fixtures/recordings");

let database: TestDatabase;
let admin: Sql;
let web: Sql;
let sandbox: TestSandbox;
before(async () => {
  sandbox = await startTestSandbox();
  database = sandbox.database;
  [admin, web] = [connect(database.adminUrl, "test-admin", 2), connect(database.webUrl, "test-web", 8)];
});
after(async () => {
  await Promise.all([admin.end({ timeout: 5 }), web.end({ timeout: 5 })]);
  await sandbox.close();
});

interface Build {
  events: GenerationEvent[];
  apiId: string;
  claude: ScriptedClaude;
}
interface BuildOptions {
  runtime?: RuntimeBackend;
  asker?: Asker;
  prompt?: string;
}

/** Runs one build to its end. */
async function build(script: Script, { runtime = fakeRuntime(), asker, prompt = "ping please" }: BuildOptions = {}): Promise<Build> {
  const claude = await startScriptedClaude(script);
  const actor: Actor = { kind: "user", ...(await database.makeUser()) };
  const [generationId, apiId] = [newUuid(), newApiId()];
  const deps = depsOf(claude, runtime);
  await asUser(actor, deps.db, (tx) => sql`select * from private.start_generation(${generationId}::uuid, ${actor.workspaceId}::uuid, ${apiId}, ${prompt}, 'claude', '{"free":100}'::jsonb)`.execute(tx));
  const events: GenerationEvent[] = [];
  const { generator } = await deps.generators.choose({ prompt }, generationId, actor);
  for await (const event of generate({ prompt, generationId, apiId, asker: asker ?? null }, actor, { ...deps, generator })) events.push(event);
  await claude.close();
  return { events, apiId, claude };
}

function depsOf(claude: ScriptedClaude, runtime: RuntimeBackend): StartDeps {
  const env = readEnv({ ANTHROPIC_API_KEY: "sk-ant-scripted", ANTHROPIC_BASE_URL: claude.url, CLAUDE_STALL_MS: "5000" });
  const generator = createClaudeGenerator({ ...claudeSettings(env), client: createClaudeClient(env), paidBy: "platform", firstPauseMs: 1 });
  return {
    db: typed(web), generators: onlyGenerator(generator), peppers: [{ version: 1, secret: "p".repeat(32) }], clock: systemClock, log: createLog("test", "error", () => {}),
    publicUrl: "http://localhost:3000", runtime,
  };
}

const last = ({ events }: Build): GenerationEvent | undefined => events.at(-1);
const repairs = ({ events }: Build) => events.filter((event) => event.type === "repair");
const rowsOf = async ({ apiId }: Build): Promise<number> => (await admin`select 1 from public.apis where id = ${apiId} union all select 1 from public.versions where api_id = ${apiId}`).length;
const sourceOf = async ({ apiId }: Build): Promise<string> => JSON.stringify(await admin`select source from public.versions where api_id = ${apiId}`);

// ---- Recordings, in the real sandbox

for (const [how, cut] of [["as it was received", undefined], ["cut at 400 random bytes", cutAtRandom(7, 400)]] as const) {
  test(`a recorded first attempt fails its contract test, its recorded repair goes live (answers ${how})`, async () => {
    const done = await build(replay(RECORDINGS, cut), { runtime: sandbox.backend, prompt: CONVERT, asker: silent() });
    const end = last(done);
    assert.equal(end?.type, "live", JSON.stringify([end, repairs(done)]));
    assert.equal(done.claude.requests.length, 2);
    const [repair, ...more] = repairs(done);
    assert.deepEqual([repair?.attempt, repair?.of, repair?.stage, more.length], [1, 3, "contract-test", 0]);
    assert.match(repair?.reason ?? "", /expected 212, got 211\.91/);
    assert.match(JSON.stringify(done.claude.requests[1]), /tool_result[\s\S]*expected 212, got 211\.91[\s\S]*deliver the whole API again/);
    assert.equal(done.events.filter(({ type }) => type === "usage").length, 2);
    assert.match(await sourceOf(done), /459\.67/);
    assert.doesNotMatch(await sourceOf(done), /459\.76/);
  });
}

test("a recorded question that nobody answers is decided by its first choice, and what is recorded for it goes live", async () => {
  const done = await build(replay(RECORDINGS), { runtime: sandbox.backend, prompt: SHORTEN, asker: silent() });
  assert.equal(last(done)?.type, "live", JSON.stringify([last(done), repairs(done)]));
  assert.deepEqual(done.events.filter(({ type }) => type === "question" || type === "answer").map((event) => (event.type === "answer" ? [event.answer, event.isDefault] : event.type)), ["question", ["Anyone", true]]);
});

test("the prompt's worked example of hosts and secrets goes live as it is shown", async () => {
  const shown = readFileSync(join(import.meta.dirname, "prompts/outside-world.md"), "utf8");
  const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\\n\`\`\``).exec(shown)?.[1] ?? "";
  const texts = { name: "Cities", summary: "Cities and their weather.", description: "", about: "", category: "utilities", points: [], assumptions: [], leftOut: [], publicRoutes: [] };
  const input = { ...texts, ...(JSON.parse(block("json")) as object), files: [{ name: "main.ts", content: block("ts") }] };
  const done = await build([{ kind: "tool", name: "deliver_api", input }], { runtime: sandbox.backend });
  assert.equal(last(done)?.type, "live", JSON.stringify([last(done), repairs(done)]));
  assert.match(JSON.stringify(done.events.find(({ type }) => type === "understood")), /Approve api\.weather\.example\.com on the API's page: The weather of a city.*Set the secret WEATHER_API_KEY/);
  assert.deepEqual((await admin`select hosts, host_reasons, secret_names from public.versions where api_id = ${done.apiId}`)[0], { hosts: ["api.weather.example.com"], host_reasons: { "api.weather.example.com": "The weather of a city" }, secret_names: ["WEATHER_API_KEY"] });
});

// ---- Scripts, with a runtime that answers as the source says

const OPENAPI = JSON.stringify({ openapi: "3.1.0", info: { title: "Ping", version: "1.0.0", description: "Answers." }, paths: { "/ping": { get: { summary: "Ping", tags: ["ping"], responses: { 200: { description: "ok" }, 404: { description: "broken" } } } } } });
const PING: GeneratedApi = {
  name: "Ping", summary: "Answers", description: "", about: "", category: "other", files: { "main.ts": "export default {};" }, hosts: [], secretNames: [], publicRoutes: [], assumptions: [], points: [], leftOut: [],
  contractTests: ["one", "two", "three"].map((name) => ({ name, steps: [{ request: { method: "GET", path: `/ping?test=${name}` }, expect: { status: 200 } }] })),
};
/** A source in which the tests of these names fail. */
const failing = (...names: string[]): Scripted => ({ kind: "tool", name: "deliver_api", input: claudeResultInput({ ...PING, files: { "main.ts": `export default {}; // fails: ${names.join(" ")};` } }) });
const passing: Scripted = { kind: "tool", name: "deliver_api", input: claudeResultInput(PING) };

function fakeRuntime(): RuntimeBackend {
  const fake = createFakeRuntime();
  return {
    ...fake,
    async openScratch(bundle) {
      const fails = /fails: ([\w ]+);/.exec(bundle)?.[1]?.split(" ") ?? [];
      const reply = (path: string) => (path === "/openapi.json" ? { status: 200, body: OPENAPI } : { status: fails.includes(new URL(path, "http://x").searchParams.get("test") ?? "") ? 404 : 200, body: "{}" });
      const round: ScratchRound = { fetch: async ({ path }) => ({ headers: { "content-type": "application/json" }, ms: 1, console: [], ...reply(path) }), failData: async () => 0 };
      return { ...round, round: () => round, close: async () => {} };
    },
  };
}
/** Somebody who never answers. */
const silent = (): Asker => ({ waitMs: 0, open: async () => {}, answer: async () => null });

test("the same failure twice ends the build after two requests, with its words, and nothing is left", async () => {
  const done = await build([failing("one")]);
  const end = last(done);
  assert.ok(end?.type === "failed" && end.outcome === "failed");
  assert.match(end.message, /"one"/);
  assert.deepEqual([done.claude.requests.length, repairs(done).length, await rowsOf(done)], [2, 1, 0]);
});

test("at most three repairs follow the first attempt, each from the best candidate so far, whose failure is told", async () => {
  const done = await build([failing("one", "two", "three"), failing("two"), failing("two", "three"), failing("one", "three")]);
  const end = last(done);
  assert.ok(end?.type === "failed");
  assert.match(end.message, /"two"/);
  assert.deepEqual([done.claude.requests.length, repairs(done).length, await rowsOf(done)], [4, 3, 0]);
  const conversations = done.claude.requests.map(({ messages }) => JSON.stringify(messages));
  // The last two repairs both go on from the second attempt: the third was worse.
  assert.match(conversations[2] ?? "", /fails: one two three;[\s\S]*fails: two;/);
  assert.match(conversations[3] ?? "", /fails: one two three;[\s\S]*fails: two;/);
  assert.doesNotMatch(conversations[3] ?? "", /fails: two three;/);
  assert.match(conversations[3] ?? "", /A later attempt was worse/);
});

test("a third repair that passes goes live, with the usage of all four calls", async () => {
  const done = await build([failing("one", "two", "three"), failing("one", "two"), failing("one"), passing]);
  assert.equal(last(done)?.type, "live");
  assert.equal(done.events.filter(({ type }) => type === "usage").length, 4);
  assert.doesNotMatch(await sourceOf(done), /fails/);
});

test("a question is answered by the person: the answer is in the next request, and is asked once", async () => {
  const question = { question: "Which?", choices: [{ label: "A", means: "a" }, { label: "B", means: "b" }] };
  const done = await build([{ kind: "tool", name: "ask_question", input: question }, passing], { asker: { waitMs: 1, open: async () => {}, answer: async () => "B: b" } });
  assert.equal(last(done)?.type, "live");
  assert.match(JSON.stringify(done.claude.requests[1]?.["messages"]), /You asked: Which\?\\nThe answer: B: b/);
  assert.deepEqual(done.events.filter(({ type }) => type === "answer"), [{ type: "answer", answer: "B: b", isDefault: false }]);
});

test("without anybody to ask, no question is offered", async () => {
  const done = await build([passing]);
  assert.doesNotMatch(JSON.stringify(done.claude.requests[0]?.["tools"]), /ask_question/);
});

for (const [what, step] of [
  ["an answer that breaks off", { kind: "cut", name: "deliver_api", input: claudeResultInput(PING) }],
  ["an answer that ends too early", { kind: "truncated", name: "deliver_api", input: claudeResultInput(PING) }],
  ["an overloaded model", { kind: "status", status: 529, type: "overloaded_error", headers: { "retry-after-ms": "1" } }],
  ["a key that is refused", { kind: "status", status: 401, type: "authentication_error" }],
] satisfies [string, Scripted][]) {
  test(`${what} fails the build with words; no partial code is checked, tested or live`, async () => {
    const done = await build([step]);
    const end = last(done);
    assert.ok(end?.type === "failed" && end.outcome === "failed");
    assert.match(end.message, /Nothing was deployed/);
    assert.deepEqual(done.events.filter((event) => event.type === "stage" && event.stage !== "prompt" && event.stage !== "generator"), []);
    assert.equal(await rowsOf(done), 0);
  });
}

test("cancelling a build closes the model's connection", async () => {
  const claude = await startScriptedClaude([{ kind: "stall", name: "deliver_api", input: claudeResultInput(PING) }]);
  const actor: Actor = { kind: "user", ...(await database.makeUser()) };
  const deps = depsOf(claude, fakeRuntime());
  const left = claude.left();
  const arrived = claude.arrived();
  const started = await startGeneration({ prompt: "ping please" }, actor, deps);
  await arrived;
  await cancelGeneration({ generationId: started.generationId }, actor, deps);
  await left;
  let end: GenerationEvent | undefined;
  for await (const { event } of started.events()) end = event;
  assert.ok(end?.type === "failed" && end.outcome === "cancelled");
  await claude.close();
});
