import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { WebSocket, WebSocketServer } from "ws";
import { startTestGateway, type TestGateway } from "./test-gateway.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway(); });
after(() => bed.stop());

test("a WebSocket passes both ways with a key, is metered as 101, and is refused without one", async () => {
  const api = await bed.makeApi();
  const sockets = new WebSocketServer({ server: bed.upstream, perMessageDeflate: true });
  sockets.on("connection", (socket) => socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary })));
  const client = new WebSocket(`ws://127.0.0.1:${bed.port}/${api.apiId}/live`, { headers: { "x-api-key": api.key } });
  const echoes: string[] = [];
  await new Promise<void>((resolve, reject) => {
    client.on("error", reject);
    client.on("open", () => ["one", "x".repeat(200_000)].forEach((text) => client.send(text)));
    client.on("message", (data: Buffer) => {
      echoes.push(data.toString());
      if (echoes.length === 2) resolve();
    });
  });
  assert.deepEqual(echoes.map((text) => text.length), [3, 200_000]);
  assert.equal(client.extensions, "");
  client.close();
  const status = await new Promise<number>((resolve) => {
    const refused = new WebSocket(`ws://127.0.0.1:${bed.port}/${api.apiId}/live`);
    refused.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    refused.on("error", () => {});
  });
  assert.equal(status, 401);
  const until = Date.now() + 3_000;
  let statuses: number[] = [];
  while (statuses.length < 2 && Date.now() < until) statuses = (await bed.admin<{ status_code: number }[]>`select status_code from public.api_usage where api_id = ${api.apiId} order by id`).map((row) => row.status_code);
  assert.deepEqual(statuses, [101, 401]);
  sockets.close();
});
