import assert from "node:assert/strict";
import { test } from "node:test";
import { serveMethodNotAllowed } from "./serve.ts";

test("a method that an address does not serve: 405 as a problem body with Allow", async () => {
  const response = await serveMethodNotAllowed(["GET", "POST"])(new Request("http://localhost:3000/api/v1/keys", { method: "PUT" }));
  assert.equal(response.status, 405);
  assert.equal(response.headers.get("allow"), "GET, HEAD, POST, OPTIONS");
  assert.equal(((await response.json()) as { error: string }).error, "method_not_allowed");
});
