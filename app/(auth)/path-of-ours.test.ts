import assert from "node:assert/strict";
import test from "node:test";
import { pathOfOurs } from "./path-of-ours.ts";

test("only a path of this site is followed after signing in", () => {
  for (const path of ["/generate", "/apis/api_0123456789abcdef?tab=code"]) assert.equal(pathOfOurs(path), path);
  for (const path of ["https://evil.example", "/.//evil.example", "/a/..//evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "", undefined, ["/generate"], "/login"]) {
    assert.equal(pathOfOurs(path), "/dashboard");
  }
});
