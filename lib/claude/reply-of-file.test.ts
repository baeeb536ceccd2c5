import assert from "node:assert/strict";
import { test } from "node:test";
import { runScripted } from "../../e2e/fixtures/scripted-claude-run.ts";
import { framesOf } from "../../e2e/fixtures/scripted-claude-events.ts";
import { chunkToText } from "./recording.ts";
import { replyOfFile } from "./reply-of-file.ts";

const input = { message: "No network, \"yet\" 🙂.", suggestions: ["Keep notes"] };
const sse = framesOf({ tool: { name: "refuse_description", input } }).join("");
const message = { type: "message", stop_reason: "tool_use", content: [{ type: "thinking", thinking: "", signature: "s" }, { type: "text", text: "Here" }, { type: "tool_use", id: "toolu_1", name: "refuse_description", input }], usage: { input_tokens: 5, output_tokens: 6 } };
const recording = { about: "", match: { contentHash: "", tools: [], turns: [] }, response: { status: 200, headers: {}, chunks: [chunkToText(Buffer.from(sse))] } };

for (const [form, text] of [["stream", sse], ["message", JSON.stringify(message)], ["recording", JSON.stringify(recording)], ["tool input", JSON.stringify(input)]] as const) {
  test(`a ${form} is recognised, and means the same as when the model's API sends it`, async () => {
    const reply = replyOfFile(text, "refuse_description");
    assert.equal(reply.form, form);
    const { outcome } = await runScripted([{ kind: "chunks", chunks: [reply.sse] }]);
    assert.deepEqual(outcome, { kind: "refusal", ...input });
  });
}

test("a message's usage is kept", async () => {
  const { usage } = await runScripted([{ kind: "chunks", chunks: [replyOfFile(JSON.stringify(message), "x").sse] }]);
  assert.deepEqual(usage.map(({ inputTokens, outputTokens }) => [inputTokens, outputTokens]), [[5, 6]]);
});

test("anything else is refused with words", () => {
  assert.throws(() => replyOfFile("Here is your API", "x"), /neither JSON nor a stream of events/);
});
