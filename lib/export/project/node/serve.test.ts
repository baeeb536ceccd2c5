import assert from "node:assert/strict";
import { once } from "node:events";
import { get, request as sendRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { serve } from "./serve.ts";

test("a path that begins with two slashes stays one, and a Host that can't be read is a 400", async () => {
  const server = await serve(async (request) => new Response(new URL(request.url).pathname), { host: "127.0.0.1", port: 0 });
  const ask = async (path: string, host?: string): Promise<[status: number | undefined, text: string]> => {
    const sent = get({ port: (server.address() as AddressInfo).port, path, ...(host ? { headers: { host } } : {}) });
    const [reply] = (await once(sent, "response")) as [IncomingMessage];
    return [reply.statusCode, Buffer.concat(await reply.toArray()).toString()];
  };
  try {
    assert.deepEqual(await ask("//books/1"), [200, "//books/1"]);
    assert.deepEqual(await ask("/books?a=1"), [200, "/books"]);
    assert.equal((await ask("/books", "a b"))[0], 400);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("a body over 1 MB is a 413, also without a length and whatever the API makes of it; one of 1 MB is read", async () => {
  const apis: Record<string, (request: Request) => Promise<Response>> = {
    throws: async (request) => new Response(String((await request.text()).length)),
    answers: async (request) => request.text().then((text) => new Response(String(text.length)), () => new Response("broken", { status: 500 })),
  };
  const server = await serve(async (request) => apis[new URL(request.url).pathname.slice(1)]?.(request) ?? Response.error(), { host: "127.0.0.1", port: 0 });
  const send = async (path: string, bytes: number): Promise<[status: number | undefined, text: string]> => {
    const sent = sendRequest({ port: (server.address() as AddressInfo).port, path, method: "POST", headers: { "transfer-encoding": "chunked" } });
    sent.write(Buffer.alloc(bytes - 1));
    sent.end("x");
    const [reply] = (await once(sent, "response")) as [IncomingMessage];
    return [reply.statusCode, Buffer.concat(await reply.toArray()).toString()];
  };
  try {
    for (const path of ["/throws", "/answers"]) {
      assert.deepEqual(await send(path, 1 << 20), [200, String(1 << 20)]);
      assert.deepEqual(await send(path, (1 << 20) + 1), [413, "A body has at most 1 MB."]);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
