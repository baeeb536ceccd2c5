import assert from "node:assert/strict";
import test from "node:test";
import { readEvents, type SseMessage } from "./read-events.ts";

async function read(chunks: string[]): Promise<SseMessage[]> {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
  const messages: SseMessage[] = [];
  for await (const message of readEvents(body)) messages.push(message);
  return messages;
}

test("an event cut anywhere is read whole", async () => {
  const text = ': open\n\nid: 3\nevent: code\ndata: {"text":"é"}\n\n';
  for (let cut = 1; cut < text.length; cut += 1) {
    assert.deepEqual(await read([text.slice(0, cut), text.slice(cut)]), [{ id: 3, event: "code", data: '{"text":"é"}' }]);
  }
});

test("comments and unfinished events are not messages", async () => {
  assert.deepEqual(await read([": heartbeat\n\n", "id: 1\ndata: {}"]), []);
});
