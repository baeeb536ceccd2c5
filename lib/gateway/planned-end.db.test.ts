import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { RuntimeEnd } from "#lib/runtime/runtime.ts";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";

let gateway: TestGateway;
let api: TestApi;
let end: RuntimeEnd | null = null;
before(async () => {
  gateway = await startTestGateway({ explainLost: async () => end });
  api = await gateway.makeApi();
});
after(() => gateway.stop());

/** The runtime takes the call along; a second time it answers. */
async function callTakenAlong(method: string, body?: string): Promise<{ status: number; sent: number }> {
  let sent = 0;
  gateway.answer((request, response) => {
    sent += 1;
    if (sent === 1) request.socket.destroy();
    else response.end("served");
  });
  const reply = await fetch(`${gateway.url}/${api.apiId}/`, { method, headers: { "x-api-key": api.key }, ...(body === undefined ? {} : { body }) });
  await reply.text();
  return { status: reply.status, sent };
}

test("a call that only reads is sent again when we took its runtime away under it", async () => {
  end = { code: "bad_gateway", reason: "It was replaced.", isPlanned: true };
  assert.deepEqual(await callTakenAlong("GET"), { status: 200, sent: 2 });
  assert.deepEqual(await callTakenAlong("HEAD"), { status: 200, sent: 2 });
});

test("a call that may change something is sent once, whatever became of it", async () => {
  for (const method of ["POST", "PUT", "DELETE"]) assert.deepEqual(await callTakenAlong(method, method === "DELETE" ? undefined : "{}"), { status: 502, sent: 1 });
});

test("a call whose runtime crashed or was killed is not sent again: the next one might end it too", async () => {
  end = { code: "bad_gateway", reason: "It crashed." };
  assert.deepEqual(await callTakenAlong("GET"), { status: 502, sent: 1 });
  end = { code: "deadline", reason: "It blocked." };
  assert.deepEqual(await callTakenAlong("GET"), { status: 504, sent: 1 });
  end = null;
  assert.deepEqual(await callTakenAlong("GET"), { status: 502, sent: 1 }, "it listens still");
});
