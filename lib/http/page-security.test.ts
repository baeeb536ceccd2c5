import assert from "node:assert/strict";
import test from "node:test";
import { pageSecurityPolicy } from "./page-security.ts";

test("a page of the product runs only scripts and styles with its nonce, and nobody frames it", () => {
  const policy = pageSecurityPolicy("abc", false);
  assert.doesNotMatch(policy, /unsafe-/);
  assert.match(policy, /script-src 'self' 'nonce-abc' 'strict-dynamic'/);
  assert.match(policy, /frame-ancestors 'none'/);
});
