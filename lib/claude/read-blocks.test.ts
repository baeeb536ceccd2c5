import assert from "node:assert/strict";
import { test } from "node:test";
import { runScripted } from "../../e2e/fixtures/scripted-claude-run.ts";

const events = (...list: { type: string }[]): Buffer => Buffer.from(list.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""));

test("an answer whose first block never began is read all the same", async () => {
  const input = JSON.stringify({ message: "No network yet.", suggestions: ["Keep notes"] });
  const answer = [
    { type: "message_start", message: { usage: { input_tokens: 1, output_tokens: 1 } } },
    { type: "content_block_start", index: 1, content_block: { type: "tool_use", id: "toolu_1", name: "refuse_description", input: {} } },
    { type: "content_block_delta", index: 1, delta: { type: "input_json_delta", partial_json: input } },
    { type: "message_delta", delta: { stop_reason: "tool_use" }, usage: { output_tokens: 9 } },
    { type: "message_stop" },
  ];
  const { outcome } = await runScripted([{ kind: "chunks", chunks: [events(...answer)] }]);
  assert.deepEqual(outcome, { kind: "refusal", ...JSON.parse(input) });
});
