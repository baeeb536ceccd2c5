import assert from "node:assert/strict";
import { test } from "node:test";
import { checkTarget, splitCallPath } from "./call-path.ts";

const ID = "api_0123456789abcdef";

test("a call is told from everything else by the form of its path", () => {
  assert.deepEqual(splitCallPath(`/${ID}`), { apiId: ID, target: "/" });
  assert.deepEqual(splitCallPath(`/${ID}/`), { apiId: ID, target: "/" });
  assert.deepEqual(splitCallPath(`/${ID}?a=1`), { apiId: ID, target: "/?a=1" });
  assert.deepEqual(splitCallPath(`/${ID}//x%2F?`), { apiId: ID, target: "//x%2F?" });
  assert.deepEqual(splitCallPath(`http://any.example:80/${ID}/x`), { apiId: ID, target: "/x" });
  for (const other of ["/", "", "*", `/${ID}x`, `/${ID}.json`, `//${ID}`, `/x/${ID}`, `/${ID.toUpperCase()}`, "/api_0123", `/api%5f0123456789abcdef`]) assert.equal(splitCallPath(other), null, other);
});

test("a version's address is told from the API's, and from anything else, by its form", () => {
  assert.deepEqual(splitCallPath(`/${ID}~4`), { apiId: ID, version: "4", target: "/" });
  assert.deepEqual(splitCallPath(`/${ID}~4-0123456789abcdef/x`), { apiId: ID, version: "4-0123456789abcdef", target: "/x" });
  assert.deepEqual(splitCallPath(`/${ID}~12/x?a=~3`), { apiId: ID, version: "12", target: "/x?a=~3" });
  assert.deepEqual(splitCallPath(`/${ID}~4?a=1`), { apiId: ID, version: "4", target: "/?a=1" });
  assert.deepEqual(splitCallPath(`/${ID}/~4`), { apiId: ID, target: "/~4" });
  for (const other of ["~", "~0", "~04", "~x", "~4x", "~4~5", "~-1", "~1.0", "~1234567890", "%7E4", "~4-", "~4-0123456789abcde", "~4-0123456789ABCDEF", "~4-0123456789abcdef0"]) assert.equal(splitCallPath(`/${ID}${other}`), null, other);
});

test("dots and percent signs that are data pass; the query is never judged", () => {
  for (const target of ["/", "/a..b", "/...", "/.well-known/x", "/a%252e%252e/", "/%25", "/a?x=../..&y=%zz&z=\\", "/a/./b"]) checkTarget(target);
});

test("traversal in every spelling, NUL, backslash and bad escapes are refused", () => {
  for (const target of ["/..", "/../", "/a/../b", "/%2e%2e", "/.%2E/a", "/%2e./a", "/a/%2e%2e", "/a%2f%2e%2e%2fb", "/a%5c..%5cb", "/a\\b", "/%00", "/a%0", "/%", "/%g0", "/a#b", "/a b", "/\u00e9"]) {
    assert.throws(() => checkTarget(target), { code: "malformed" }, target);
  }
  assert.throws(() => checkTarget(`/${"a".repeat(17_000)}`), { code: "too_large" });
});
