import assert from "node:assert/strict";
import { test } from "node:test";
import { CLAUDE_FAILURES, type ClaudeSignal } from "#lib/claude/claude-failure.ts";
import { AppError } from "#lib/errors.ts";
import { claudeResultInput } from "./claude-result-input.ts";
import { type Script, type Scripted, startScriptedClaude } from "../../e2e/fixtures/scripted-claude.ts";
import { runScripted, type ScriptedRunOptions } from "../../e2e/fixtures/scripted-claude-run.ts";
import { generatedApiSchema } from "./parse.ts";
import { buildResources } from "./resource-builder/resource-builder.ts";

const input = claudeResultInput(generatedApiSchema.parse(buildResources("Manage books with title, author and year")));
const good: Scripted = { kind: "tool", name: "deliver_api", input };
const refused = (status: number, type: string, more: Partial<Scripted & { kind: "status" }> = {}): Scripted => ({ kind: "status", status, type, message: "sk-ant-leaked", ...more });
const thrown = (code: string): typeof fetch => () => Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("Connect Timeout Error"), { code }) }));
const bodyless = { ...input, contractTests: [{ name: "x", steps: [{ method: "GET", path: "/", headers: [], bodyJson: "{", consumer: "", expectStatus: [200], expectHeaders: [], expectBodyJson: "", capture: [] }] }] };

/** An address at which nobody listens. */
async function closedAddress(): Promise<string> {
  const claude = await startScriptedClaude([]);
  await claude.close();
  return claude.url;
}

const THINKING_BOUND = "messages.1.content.0: Invalid `signature` in `thinking` block. The block is bound to a different conversation.";

interface Failure {
  signal: ClaudeSignal;
  name: string;
  script: Script;
  /** Usage pieces that must come; default: none. */
  usage?: number;
  /** Requests that reach the server; default: one and the table's retries. */
  requests?: number;
  options?: ScriptedRunOptions;
}
const FAILURES: Failure[] = [
  { signal: "bad_request", name: "400", script: [refused(400, "invalid_request_error")] },
  { signal: "bad_request", name: "422", script: [refused(422, "invalid_request_error")] },
  { signal: "too_large", name: "400: the prompt is too long", script: [refused(400, "invalid_request_error", { message: "prompt is too long: 1200000 tokens > 1000000 maximum" })] },
  { signal: "spend_limit", name: "400: the account's own spend limit", script: [refused(400, "invalid_request_error", { message: "You have reached your specified API usage limits. You will regain access on 2026-12-01." })] },
  { signal: "schema_refused", name: "400: the compiled grammar is too large, strict or not", script: [refused(400, "invalid_request_error", { message: "tools.0.input_schema: The compiled grammar is too large." })] },
  { signal: "thinking_refused", name: "400: thinking is bound elsewhere, with or without it", script: [refused(400, "invalid_request_error", { message: THINKING_BOUND })] },
  { signal: "key_refused", name: "401", script: [refused(401, "authentication_error")] },
  { signal: "no_credit", name: "402", script: [refused(402, "billing_error")] },
  { signal: "not_allowed", name: "403", script: [refused(403, "permission_error")] },
  { signal: "model_unknown", name: "404", script: [refused(404, "not_found_error")] },
  { signal: "too_large", name: "413", script: [refused(413, "request_too_large")] },
  { signal: "other_refusal", name: "418", script: [refused(418, "invalid_request_error")] },
  { signal: "rate_limited", name: "429", script: [refused(429, "rate_limit_error", { headers: { "retry-after-ms": "1" } })] },
  { signal: "rate_limited", name: "429 that asks for more patience than anyone has", script: [refused(429, "rate_limit_error", { headers: { "retry-after": "31" } })], requests: 1 },
  { signal: "spend_limit", name: "429 enforced_spend_limit_reached", script: [refused(429, "rate_limit_error", { errorCode: "enforced_spend_limit_reached" })] },
  { signal: "spend_limit", name: "429 contract_spend_limit_reached", script: [refused(429, "rate_limit_error", { errorCode: "contract_spend_limit_reached" })] },
  { signal: "server_error", name: "500", script: [refused(500, "api_error")] },
  { signal: "upstream_away", name: "502 of a proxy", script: [refused(502, "api_error")] },
  { signal: "upstream_away", name: "503", script: [refused(503, "api_error")] },
  { signal: "upstream_away", name: "504", script: [refused(504, "timeout_error")] },
  { signal: "overloaded", name: "529", script: [refused(529, "overloaded_error")] },
  { signal: "unreachable", name: "connection refused", script: [], requests: 0, options: { env: { ANTHROPIC_BASE_URL: await closedAddress() } } },
  { signal: "unreachable", name: "no such host", script: [], requests: 0, options: { network: thrown("ENOTFOUND") } },
  { signal: "connect_slow", name: "no connection in time", script: [], requests: 0, options: { network: thrown("UND_ERR_CONNECT_TIMEOUT") } },
  { signal: "reset", name: "reset before an answer", script: [{ kind: "reset" }] },
  { signal: "reset_in_stream", name: "reset within the stream", script: [{ kind: "cut", name: "deliver_api", input }], usage: 2 },
  { signal: "overloaded_in_stream", name: "an overload within the stream", script: [{ kind: "error-in-stream", type: "overloaded_error", after: input }], usage: 2 },
  { signal: "error_in_stream", name: "an api_error within the stream", script: [{ kind: "error-in-stream", type: "api_error" }], usage: 2 },
  { signal: "truncated", name: "a stream that ends without message_stop", script: [{ kind: "truncated", name: "deliver_api", input }], usage: 2 },
  { signal: "truncated", name: "a proxy's page instead of a stream", script: [{ kind: "raw", contentType: "text/html", body: "<h1>Welcome</h1>" }] },
  { signal: "unreadable", name: "events that are not JSON", script: [{ kind: "raw", contentType: "text/event-stream", body: "event: message_start\ndata: {\n\n" }] },
  { signal: "stalled", name: "a stream that falls silent", script: [{ kind: "stall", name: "deliver_api", input }], usage: 1, options: { env: { CLAUDE_STALL_MS: "700" } } },
  { signal: "stalled", name: "no first byte", script: [{ kind: "silence" }], options: { env: { CLAUDE_STALL_MS: "300" } } },
  { signal: "too_slow", name: "longer than the whole call may take", script: [{ kind: "stall", name: "deliver_api", input }], usage: 1, options: { env: { CLAUDE_TIMEOUT_MS: "700" } } },
  { signal: "too_slow", name: "no answer within the whole call's time", script: [{ kind: "silence" }], options: { env: { CLAUDE_TIMEOUT_MS: "300" } } },
  { signal: "max_tokens", name: "cut at max_tokens, twice", script: [{ ...good, stopReason: "max_tokens" }], usage: 2 },
  { signal: "context_full", name: "the context window is full", script: [{ ...good, stopReason: "model_context_window_exceeded" }], usage: 1 },
  { signal: "paused", name: "a turn that is paused, twice", script: [{ kind: "text", text: "One moment", stopReason: "pause_turn" }], usage: 2 },
  { signal: "no_tool_call", name: "words instead of a tool, twice", script: [{ kind: "text", text: "Here is your API" }], usage: 2 },
  { signal: "no_tool_call", name: "nothing at all, twice", script: [{ kind: "text", text: "" }], usage: 2 },
  { signal: "unknown_tool", name: "a tool that is not there, twice", script: [{ kind: "tool", name: "deploy_now", input: {} }], usage: 2 },
  { signal: "unknown_tool", name: "a question that may not be asked, twice", script: [{ kind: "tool", name: "ask_question", input: { question: "Which?", choices: [] } }], usage: 2 },
  { signal: "unusable_input", name: "a tool input that is not JSON, twice", script: [{ kind: "tool", name: "deliver_api", json: '{"name": "x' }], usage: 2 },
  { signal: "unusable_input", name: "a tool input of another form, twice", script: [{ kind: "tool", name: "deliver_api", input: { name: "x" } }], usage: 2 },
  { signal: "unusable_input", name: "a contract test whose body is not JSON, twice", script: [{ kind: "tool", name: "deliver_api", input: bodyless }], usage: 2 },
];

for (const { signal, name, script, usage = 0, requests, options } of FAILURES) {
  const rule = CLAUDE_FAILURES[signal];
  const sent = requests ?? 1 + rule.retries;
  test(`${name}: ${rule.code} after ${sent} request${sent === 1 ? "" : "s"}, in words of ours, with what it used and no result`, async () => {
    const run = await runScripted(script, options);
    assert.equal(run.outcome, undefined);
    assert.ok(run.error instanceof AppError, String(run.error));
    assert.equal(run.error.code, rule.code);
    assert.match(run.error.message, new RegExp(`^${wordsOf(rule.words)} Nothing was deployed\\.$`, "i"));
    assert.doesNotMatch(run.error.message, /sk-ant|\{/);
    assert.equal(run.claude.requests.length, sent);
    assert.equal(run.usage.length, usage);
    assert.equal(run.usage.length > 0, rule.mayCost && usage > 0);
    assert.ok(run.usage.every(({ inputTokens, costMicros, paidBy }) => inputTokens === 1_200 && costMicros > 0 && paidBy === "platform"));
  });
}

const wordsOf = (words: string): string => words.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll(/\{\w+\}/g, ".+");

test("every row of the table of failures is held by a test", () => {
  const tested = new Set<string>([...FAILURES.map(({ signal }) => signal), "declined"]);
  assert.deepEqual(Object.keys(CLAUDE_FAILURES).filter((signal) => !tested.has(signal)), []);
});

test("the model's own refusal refuses the description, once, and says so", async () => {
  const { outcome, claude, usage } = await runScripted([{ kind: "text", text: "No.", stopReason: "refusal" }]);
  assert.ok(outcome?.kind === "refusal");
  assert.match(outcome.message, /declined/);
  assert.deepEqual([claude.requests.length, usage.length], [1, 1]);
});

for (const first of [refused(529, "overloaded_error"), refused(429, "rate_limit_error", { headers: { "retry-after-ms": "1" } }), { kind: "reset" }, { kind: "cut", name: "deliver_api", input }, { kind: "truncated", name: "deliver_api", input }, { kind: "error-in-stream", type: "overloaded_error" }] satisfies Scripted[]) {
  test(`${first.kind}${"status" in first ? ` ${first.status}` : ""} once, then an answer: the answer is the result`, async () => {
    const { outcome, claude } = await runScripted([first, good]);
    assert.equal(outcome?.kind, "api");
    assert.equal(claude.requests.length, 2);
    assert.deepEqual(claude.requests[1], claude.requests[0]);
  });
}

for (const message of ["The compiled grammar is too large, which would cause performance issues.", "tools.0.custom.eager_input_streaming: Extra inputs are not permitted"]) {
  test(`tools that are refused ("${message.slice(0, 40)}…") are offered again as plain ones`, async () => {
    const { outcome, claude } = await runScripted([refused(400, "invalid_request_error", { message }), good]);
    assert.equal(outcome?.kind, "api");
    assert.deepEqual(claude.requests.map(({ tools }) => /"strict"|"eager_input_streaming"/.test(JSON.stringify(tools))), [true, false]);
  });
}

test("a repair whose thinking is refused is sent again without it", async () => {
  const first = await runScripted([good]);
  const written = first.outcome?.kind === "api" ? first.outcome.written : null;
  const { outcome, claude } = await runScripted([refused(400, "invalid_request_error", { message: THINKING_BOUND }), good], { request: { repair: { written, report: "broken" } } });
  assert.equal(outcome?.kind, "api");
  assert.deepEqual(claude.requests.map(({ messages }) => JSON.stringify(messages).includes('"signature"')), [true, false]);
});

test("an answer that was cut short is asked for once more with the larger limit", async () => {
  const { outcome, claude, usage } = await runScripted([{ ...good, stopReason: "max_tokens" }, good]);
  assert.equal(outcome?.kind, "api");
  assert.deepEqual(claude.requests.map(({ max_tokens }) => max_tokens), [1_000, 2_000]);
  assert.equal(usage.length, 2);
});

test("different failures after each other end after five requests", async () => {
  const { error, claude } = await runScripted([refused(500, "api_error"), refused(529, "overloaded_error"), { kind: "reset" }, { kind: "truncated", name: "deliver_api", input }, refused(503, "api_error"), good]);
  assert.ok(error instanceof AppError);
  assert.equal(claude.requests.length, 5);
});

test("a broken answer's estimate of output tokens grows with what was received", async () => {
  const { usage } = await runScripted([{ kind: "truncated", name: "deliver_api", input }]);
  assert.ok(usage.every(({ outputTokens }) => outputTokens > 100));
});

test("a failure with the workspace's own key sends its owner to it, not the operator", async () => {
  const { error } = await runScripted([refused(401, "authentication_error")], { paidBy: "workspace" });
  assert.match(String(error), /workspace's own Anthropic key.*workspace's owner/);
});

test("cancelling before the answer ends the HTTP request: the server sees it close, and nothing was used", async () => {
  const controller = new AbortController();
  let left: Promise<void> = Promise.resolve();
  const { error, usage } = await runScripted([{ kind: "silence" }], {
    signal: controller.signal,
    onStart(claude) {
      left = claude.left();
      void claude.arrived().then(() => controller.abort());
    },
  });
  assert.ok(error instanceof Error && error.name === "AbortError", String(error));
  await left;
  assert.equal(usage.length, 0);
});

test("cancelling within the answer ends the HTTP request: the server sees it close, and what was used is told", async () => {
  const controller = new AbortController();
  let left: Promise<void> = Promise.resolve();
  const { error, usage } = await runScripted([{ kind: "stall", name: "deliver_api", input }], {
    signal: controller.signal,
    onStart: (claude) => void (left = claude.left()),
    onCode: () => controller.abort(),
  });
  assert.ok(error instanceof Error && error.name === "AbortError", String(error));
  await left;
  assert.equal(usage.length, 1);
});

test("cancelling during the pause before a retry sends nothing more", async () => {
  const controller = new AbortController();
  const { error, claude } = await runScripted([refused(529, "overloaded_error", { headers: { "retry-after": "20" } })], {
    signal: controller.signal,
    async network(url, init) {
      const response = await fetch(url, init);
      setImmediate(() => controller.abort());
      return response;
    },
  });
  assert.ok(error instanceof Error && error.name === "AbortError");
  assert.equal(claude.requests.length, 1);
});
