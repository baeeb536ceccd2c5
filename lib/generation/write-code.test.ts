import assert from "node:assert/strict";
import { test } from "node:test";
import type { GenerationEvent } from "./events.ts";
import { generatorOf } from "./generation-fixture.ts";
import { writeCode } from "./write-code.ts";

test("a question's time begins when it is put, however long the generator thought before", async () => {
  let now = Date.parse("2026-01-01T00:00:00Z");
  const generator = {
    ...generatorOf({}),
    // oxlint-disable-next-line require-yield -- a generator that only asks
    async *generate(request: { answer: unknown }) {
      now += 60_000;
      return request.answer ? { kind: "api" as const, api: {} } : { kind: "question" as const, question: { text: "Which?", choices: [{ label: "A", means: "a" }, { label: "B", means: "b" }] } };
    },
  };
  const asker = { waitMs: 30_000, open: async () => {}, answer: async () => "B" };
  const events: GenerationEvent[] = [];
  for await (const event of writeCode({ prompt: "x", repair: null, asker, clock: { now: () => now } }, generator, new AbortController().signal)) events.push(event);
  const [question, answer] = events;
  assert.equal(question?.type === "question" && question.until, "2026-01-01T00:01:30.000Z");
  assert.deepEqual(answer, { type: "answer", answer: "B", isDefault: false });
});
