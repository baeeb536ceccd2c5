import assert from "node:assert/strict";
import test from "node:test";
import type { GenerationEvent } from "#lib/generation/events.ts";
import { EMPTY_BUILD, foldEvent } from "./build-state.ts";
import { reduceBuild } from "./reduce-build.ts";

const EVENTS: GenerationEvent[] = [
  { type: "started", generationId: "g", apiId: "api_0000000000000000", prompt: "books", generator: { id: "built-in", label: "Built-in", note: "" } },
  { type: "stage", stage: "prompt", status: "running" },
  { type: "stage", stage: "prompt", status: "passed", ms: 1 },
  { type: "code", file: "main.ts", text: "const a" },
  { type: "code", file: "main.ts", text: " = 1;" },
  { type: "test", result: { name: "creates", status: "passed", ms: 4, requests: 2 }, index: 0, total: 3 },
  { type: "failed", outcome: "failed", error: "generation_failed", message: "no", suggestions: [], stages: [] },
];
const fold = (events: [GenerationEvent, number][]) => events.reduce((state, [event, seq]) => foldEvent(state, event, seq), EMPTY_BUILD);

test("pieces of one file follow each other", () => {
  assert.deepEqual(fold(EVENTS.map((event, index) => [event, index + 1])).files, [{ name: "main.ts", text: "const a = 1;" }]);
});

test("code that is written anew takes the place of what was shown", () => {
  assert.deepEqual(run({ type: "rewrite" }, { type: "code", file: "main.ts", text: "let b" }).files, [{ name: "main.ts", text: "let b" }]);
});

test("a resume that overlaps changes nothing", () => {
  const numbered = EVENTS.map((event, index): [GenerationEvent, number] => [event, index + 1]);
  assert.deepEqual(fold([...numbered.slice(0, 5), ...numbered]), fold(numbered));
});

test("a terminal event ends the build", () => {
  const state = fold(EVENTS.map((event, index) => [event, index + 1]));
  assert.equal(state.phase, "failed");
  assert.equal(state.failure?.message, "no");
  assert.deepEqual(state.stages.prompt, { status: "passed", ms: 1, detail: undefined });
});

const run = (...events: GenerationEvent[]) => fold([...EVENTS.slice(0, -1), ...events].map((event, index) => [event, index + 1]));
const usage: GenerationEvent = { type: "usage", usage: { inputTokens: 1, outputTokens: 2, cacheReadTokens: 0, cacheWriteTokens: 0, costMicros: 3, paidBy: "platform" } };

test("a repair keeps the read description and what was used, and clears what is written again", () => {
  const state = run(usage, { type: "repair", attempt: 1, of: 3, stage: "contract-test", reason: "A test failed." });
  assert.deepEqual([state.files, state.tests, state.testTotal, state.usage.length, state.repairs.length], [[], [], 0, 1, 1]);
  assert.deepEqual(Object.keys(state.stages), ["prompt"]);
});

test("a restart clears everything but which build it is and who writes it", () => {
  const state = run(usage, { type: "restarted" });
  assert.deepEqual(state, { ...EMPTY_BUILD, phase: "running", generationId: "g", prompt: "books", generator: state.generator, lastSeq: 8 });
  assert.equal(state.generator?.id, "built-in");
});

test("a question waits until its answer comes, whoever gave it", () => {
  const question: GenerationEvent = { type: "question", question: { text: "Which?", choices: [{ label: "A", means: "a" }, { label: "B", means: "b" }] }, until: "2030-01-01T00:00:00.000Z" };
  assert.equal(run(question).question?.question.text, "Which?");
  const answered = run(question, { type: "answer", answer: "B", isDefault: false });
  assert.deepEqual([answered.question, answered.answer?.answer], [null, "B"]);
});

test("a stream that is reached again is no longer lost, whatever it tells first", () => {
  const started = fold([[EVENTS[0] as GenerationEvent, 1]]);
  const lost = reduceBuild(started, { kind: "lost" });
  assert.equal(lost.phase, "lost");
  assert.equal(reduceBuild(lost, { kind: "reached" }).phase, "running");
  assert.equal(reduceBuild(EMPTY_BUILD, { kind: "reached" }).phase, "idle", "what nobody started is not running");
});
