import assert from "node:assert/strict";
import { test } from "node:test";
import { routeOf } from "./route-of.ts";

test("a route keeps the words of its author and nothing that a caller chose", () => {
  assert.equal(routeOf("GET", "/"), "GET /");
  assert.equal(routeOf("GET", "/v1/top10?key=apic_secret#x"), "GET /v1/top10");
  assert.equal(routeOf("PUT", "/books/550e8400-e29b-41d4-a716-446655440000/loans/12"), "PUT /books/{id}/loans/{id}");
  assert.equal(routeOf("GET", "/reset/Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA/ann%40example.com"), "GET /reset/{id}/{id}");
});

test("a route is short however long the path is", () => {
  assert.ok(routeOf("GET", "/a".repeat(16_000)).length <= 80);
});
