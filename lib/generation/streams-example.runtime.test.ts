import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { startLiveGateway, type LiveGateway } from "../../supabase/tests/live-gateway.ts";
import { openSocket } from "../../supabase/tests/test-socket.ts";

let live: LiveGateway;
before(async () => { live = await startLiveGateway(); });
after(() => live.close());

test("the system prompt's example of a stream and a socket passes the check, is built, and talks through the gateway", async () => {
  const prompt = readFileSync(path.join(import.meta.dirname, "prompts/system.md"), "utf8");
  const [, imports, routes] = /# Streams and WebSockets[^]*?```ts\n([^]*?)\n\n([^]*?)```/.exec(prompt) ?? [];
  const main = `import { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "api-creator";
${imports}
type Reading = { celsius: number };
type Said = { text: string; by: string };
const app = new OpenAPIHono<{ Bindings: Env }>();
${routes}
export default app;
`;
  assert.deepEqual(await live.sandbox.backend.check({ "main.ts": main }), []);
  const built = await live.sandbox.backend.build({ "main.ts": main });
  assert.ok(built.ok);
  const api = await live.deploy(built.bundle);
  const { socket, next, closed } = await openSocket(`${live.bed.url}/${api.apiId}/live`, api.key);
  socket.send("hello");
  assert.match(String(await next()), /"text":"hello"/);
  socket.send(Buffer.from([1]));
  assert.equal((await closed).code, 1003);
  const gone = new AbortController();
  const reader = (await live.fetch(api, "/events", { signal: gone.signal })).body?.getReader();
  assert.equal(new TextDecoder().decode((await reader?.read())?.value), "event: reading\ndata: null\nid: 1\n\n");
  gone.abort();
});
