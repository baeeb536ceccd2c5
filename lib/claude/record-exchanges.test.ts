import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readEnv } from "#lib/env.ts";
import { cutAtRandom, readRecordings, replay } from "../../e2e/fixtures/scripted-claude-replay.ts";
import { runScripted } from "../../e2e/fixtures/scripted-claude-run.ts";
import { recordExchanges } from "./record-exchanges.ts";
import { chunkToText, matchOf, textToChunk } from "./recording.ts";

const directory = mkdtempSync(join(tmpdir(), "recordings-"));
after(() => rmSync(directory, { recursive: true, force: true }));

const refusal = { message: "Keine Übertragung möglich 🙂.", suggestions: ["Keep notes"] };

test("what is recorded replays to the same outcome, however its bytes are cut, and holds no key", async () => {
  const env = { CLAUDE_RECORD_DIR: directory };
  const live = await runScripted([{ kind: "tool", name: "refuse_description", input: refusal, chunkSize: 7 }], { env });
  assert.deepEqual(live.outcome, { kind: "refusal", ...refusal });
  const files = readdirSync(directory);
  assert.equal(files.length, 1);
  assert.doesNotMatch(readFileSync(join(directory, files[0] ?? ""), "utf8"), /sk-ant|x-api-key|authorization/i);
  for (let seed = 1; seed <= 20; seed += 1) {
    const { outcome } = await runScripted(replay(directory, cutAtRandom(seed, 60)));
    assert.deepEqual(outcome, live.outcome);
  }
});

test("a request that no recording has is refused, and the answer says what was looked for", async () => {
  const script = replay(directory);
  const step = typeof script === "function" ? script({ tools: [], messages: [{ role: "user", content: "something else" }] }, 1) : undefined;
  assert.ok(step?.kind === "status" && step.status === 404);
  assert.match(step.message ?? "", /something else/);
});

test("an answer that breaks off is not recorded", async () => {
  const empty = mkdtempSync(join(tmpdir(), "recordings-"));
  await runScripted([{ kind: "cut", name: "refuse_description", input: refusal }], { env: { CLAUDE_RECORD_DIR: empty } });
  assert.deepEqual(readdirSync(empty), []);
  rmSync(empty, { recursive: true });
});

test("only calls of the Messages API are recorded", async () => {
  const inner = async () => new Response("{}");
  const response = await recordExchanges("/nowhere", inner)("https://api.example.com/v1/models", { method: "POST", body: "{}" });
  assert.equal(await response.text(), "{}");
});

test("production refuses to record people's descriptions", () => {
  assert.throws(() => readEnv({ ENVIRONMENT: "production", CLAUDE_RECORD_DIR: directory }), /people's descriptions/);
});

const request = (changes: object = {}) => ({
  model: "one", max_tokens: 1, system: "told", tools: [{ name: "b" }, { name: "a" }],
  messages: [
    { role: "user", content: "Keep books" },
    { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: "a", input: {} }] },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "GET /books/0b6ddcf0-5d7e-4b0f-9a57-0b0d6f1a2b3c took 12.5 ms\nand more" }] },
  ],
  ...changes,
});

test("a request is matched by its words and tools: model, system prompt, ids, times and a report's details change nothing", () => {
  const hash = matchOf(request()).contentHash;
  const later = JSON.parse(JSON.stringify(request({ model: "two", system: "told better", tools: [{ name: "a" }, { name: "b" }] })).replaceAll("toolu_1", "toolu_2").replace("0b6ddcf0", "1c7eedf1").replace("12.5 ms", "8 ms").replace("and more", "and less"));
  assert.equal(matchOf(later).contentHash, hash);
  for (const other of [request({ tools: [{ name: "a" }] }), request({ messages: [{ role: "user", content: "Keep films" }] })]) assert.notEqual(matchOf(other).contentHash, hash);
});

test("bytes survive as text or as base64, also when a chunk cuts a character", () => {
  const bytes = Buffer.from("data: 🙂 base64:");
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)];
    assert.deepEqual(Buffer.concat(chunks.map(chunkToText).map(textToChunk)), bytes);
  }
});

test("the recordings of the tree say that they are scripted", () => {
  const recordings = [...readRecordings(join(import.meta.dirname, "../../e2e/fixtures/recordings")).values()];
  assert.equal(recordings.length, 4);
  for (const { about } of recordings) assert.match(about, /^Scripted, not a model's words/);
});
