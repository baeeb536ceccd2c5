import assert from "node:assert/strict";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
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
