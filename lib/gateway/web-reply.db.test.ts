import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestGateway, type TestGateway } from "./test-gateway.ts";
import { callOfRequest } from "./web-reply.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway(); });
after(() => bed.stop());

async function serve(request: Request): Promise<Response | null> {
  const accepted = callOfRequest(request, bed.gateway.origin, "127.0.0.1");
  if (!accepted) return null;
  void bed.gateway.handle(accepted.call);
  return accepted.response;
}

test("the fallback serves the same stages over Request and Response", async () => {
  const api = await bed.makeApi();
  bed.answer((request, response) => void request.pipe(response));
  const echo = await serve(new Request(`http://localhost/${api.apiId}/echo?a=b`, { method: "POST", body: "hello", headers: { "x-api-key": api.key } }));
  assert.deepEqual([echo?.status, await echo?.text()], [200, "hello"]);
  assert.equal(bed.received.at(-1)?.url, "/echo?a=b");
  assert.equal((await serve(new Request(`http://localhost/${api.apiId}/echo`)))?.status, 401);
  bed.answer((_request, response) => { response.writeHead(204).end(); });
  assert.equal((await serve(new Request(`http://localhost/${api.apiId}/x`, { headers: { "x-api-key": api.key } })))?.status, 204);
  assert.equal(await serve(new Request("http://localhost/favicon.ico")), null);
});
