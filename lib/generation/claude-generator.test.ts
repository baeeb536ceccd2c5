import assert from "node:assert/strict";
import { test } from "node:test";
import { createClaudeClient } from "#lib/claude/claude-client.ts";
import { AppError } from "#lib/errors.ts";
import { claudeInputOf } from "../../e2e/fixtures/claude-input.ts";
import { type Scripted, type ScriptedClaude, startScriptedClaude } from "../../e2e/fixtures/scripted-claude.ts";
import { createClaudeGenerator } from "./claude-generator.ts";
import type { CodePiece, GeneratorOutcome } from "./generator.ts";
import { generatedApiSchema, parseGeneratedApi } from "./parse.ts";
import { buildResources } from "./resource-builder/resource-builder.ts";

const books = generatedApiSchema.parse(buildResources("Manage books with title, author and year"));
const MODEL = { CLAUDE_MODEL: "claude-test", CLAUDE_MAX_TOKENS: 1000 };

async function run(script: Scripted[], options: { timeoutMs?: number; signal?: AbortSignal } = {}): Promise<{ outcome?: GeneratorOutcome; error?: unknown; pieces: CodePiece[]; claude: ScriptedClaude }> {
  const claude = await startScriptedClaude(script);
  const client = createClaudeClient({ ANTHROPIC_API_KEY: "sk-ant-test", ANTHROPIC_BASE_URL: claude.url, CLAUDE_TIMEOUT_MS: options.timeoutMs ?? 5_000 });
  const generation = createClaudeGenerator(client, MODEL).generate({ prompt: "Manage books", answer: null, mayAsk: false, repair: null }, options.signal ?? new AbortController().signal);
  const pieces: CodePiece[] = [];
  try {
    for (;;) {
      const { done, value } = await generation.next();
      if (done) return { outcome: value, pieces, claude };
      if (value.kind === "code") pieces.push(value);
    }
  } catch (error) {
    return { error, pieces, claude };
  } finally {
    await claude.close();
  }
}

test("a delivered API comes out whole, its code streamed piece by piece", async () => {
  const { outcome, pieces } = await run([{ kind: "tool", name: "deliver_api", input: claudeInputOf(books), chunkSize: 300 }]);
  assert.equal(outcome?.kind, "api");
  assert.deepEqual(parseGeneratedApi(outcome?.kind === "api" ? outcome.api : null), books);
  assert.ok(pieces.length > 10);
  assert.equal(pieces.map((piece) => piece.text).join(""), books.files["main.ts"]);
});

test("the request is cached at the system prompt, forces a strict tool, and names the model of the environment", async () => {
  const { claude } = await run([{ kind: "tool", name: "deliver_api", input: claudeInputOf(books) }]);
  const [request] = claude.requests as [{ model: string; stream: boolean; system: { text: string; cache_control: unknown }[]; tools: { strict: boolean; input_schema: { additionalProperties: boolean } }[]; tool_choice: { type: string } }];
  assert.equal(request.model, "claude-test");
  assert.equal(request.stream, true);
  assert.deepEqual(request.system[0]?.cache_control, { type: "ephemeral" });
  assert.match(request.system[0]?.text ?? "", /declare class DataError[\s\S]*app\.openapi\(/);
  assert.doesNotMatch(request.system[0]?.text ?? "", /\{\{(types|example)/);
  assert.ok(request.tools.every((tool) => tool.strict && tool.input_schema.additionalProperties === false));
  assert.equal(request.tool_choice.type, "any");
});

test("an overloaded answer is tried again and then succeeds", async () => {
  const { outcome, claude } = await run([{ kind: "status", status: 529, type: "overloaded_error" }, { kind: "tool", name: "deliver_api", input: claudeInputOf(books) }]);
  assert.equal(outcome?.kind, "api");
  assert.equal(claude.requests.length, 2);
});

test("a refusal comes with words and suggestions", async () => {
  const { outcome } = await run([{ kind: "tool", name: "refuse_description", input: { message: "No network.", suggestions: ["Keep notes"] } }]);
  assert.deepEqual(outcome, { kind: "refusal", message: "No network.", suggestions: ["Keep notes"] });
});

const failures: { name: string; script: Scripted[]; code: string; words: RegExp }[] = [
  { name: "overloaded for good", script: [{ kind: "status", status: 529, type: "overloaded_error" }], code: "unavailable", words: /overloaded/ },
  { name: "rate limited", script: [{ kind: "status", status: 429, type: "rate_limit_error" }], code: "unavailable", words: /rate limit/ },
  { name: "an error of the API", script: [{ kind: "status", status: 500, type: "api_error" }], code: "unavailable", words: /error of its own/ },
  { name: "a bad key", script: [{ kind: "status", status: 401, type: "authentication_error", message: "sk-ant-leak" }], code: "generation_failed", words: /did not accept this server's key/ },
  { name: "too large", script: [{ kind: "status", status: 413, type: "request_too_large" }], code: "generation_failed", words: /too large/ },
  { name: "an overload within the stream", script: [{ kind: "error-in-stream", type: "overloaded_error" }], code: "unavailable", words: /overloaded/ },
  { name: "cut at max_tokens", script: [{ kind: "tool", name: "deliver_api", input: claudeInputOf(books), stopReason: "max_tokens" }], code: "generation_failed", words: /cut short/ },
  { name: "the model's refusal", script: [{ kind: "text", text: "No.", stopReason: "refusal" }], code: "generation_failed", words: /declined/ },
  { name: "words instead of a tool", script: [{ kind: "text", text: "Here is your API" }], code: "generation_failed", words: /without an API/ },
  { name: "a tool input of another form", script: [{ kind: "tool", name: "deliver_api", input: { name: "x" } }], code: "generation_failed", words: /agreed form/ },
  { name: "a contract test whose body is not JSON", script: [{ kind: "tool", name: "deliver_api", input: { ...claudeInputOf(books), contractTests: [{ name: "x", steps: [{ method: "GET", path: "/", headers: [], bodyJson: "{", consumer: "", expectStatus: [200], expectBodyJson: "", capture: [] }] }] } }], code: "generation_failed", words: /agreed form/ },
];
for (const { name, script, code, words } of failures) {
  test(`${name}: ${code}, in words of ours, and no result`, async () => {
    const { outcome, error } = await run(script);
    assert.equal(outcome, undefined);
    assert.ok(error instanceof AppError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, words);
    assert.doesNotMatch(error.message, /sk-ant/);
  });
}

test("a stream that is cut never yields a result", async () => {
  const { outcome, error } = await run([{ kind: "cut", name: "deliver_api", input: claudeInputOf(books) }]);
  assert.equal(outcome, undefined);
  assert.ok(error instanceof AppError);
});

test("an answer that never comes ends at the timeout", async () => {
  const { error } = await run([{ kind: "silence" }], { timeoutMs: 100 });
  assert.ok(error instanceof AppError);
  assert.match(error.message, /took too long/);
});

test("cancelling ends the request at once", async () => {
  const controller = new AbortController();
  const running = run([{ kind: "silence" }], { signal: controller.signal });
  setImmediate(() => controller.abort());
  const { error } = await running;
  assert.equal((error as Error).name, "AbortError");
});
