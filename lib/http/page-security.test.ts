import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { pageSecurityPolicy } from "./page-security.ts";

test("a page of the product runs only scripts and styles with its nonce, and nobody frames it", () => {
  const policy = pageSecurityPolicy("abc", false);
  assert.doesNotMatch(policy, /unsafe-(?!hashes)/);
  assert.equal(/script-src [^;]*/.exec(policy)?.[0], "script-src 'self' 'nonce-abc' 'strict-dynamic'");
  assert.match(policy, /frame-ancestors 'none'/);
});

test("the one sheet without a nonce is the toasts' own, as it is installed", () => {
  const source = readFileSync(fileURLToPath(import.meta.resolve("sonner")), "utf8");
  const sheet = /^__insertCSS\((".*")\);?$/m.exec(source)?.[1];
  assert.ok(sheet, "sonner still inserts its sheet by itself");
  const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const allowed = /style-src [^;]*/.exec(pageSecurityPolicy("abc", false))?.[0].split(" ").filter((source) => source.startsWith("'sha256-"));
  assert.deepEqual(allowed, [hashOf(""), hashOf(String(JSON.parse(sheet)))]);
});

test("the one style attribute is what hides a streamed part of a drawing", () => {
  const allowed = /style-src-attr ([^;]*)/.exec(pageSecurityPolicy("abc", false))?.[1];
  assert.equal(allowed, `'unsafe-hashes' 'sha256-${createHash("sha256").update("display:none").digest("base64")}'`);
});

test("pages call their own origin and those that are named, and nobody else", () => {
  const called = (policy: string) => /connect-src ([^;]*)/.exec(policy)?.[1];
  assert.equal(called(pageSecurityPolicy("abc", false)), "'self'");
  assert.equal(called(pageSecurityPolicy("abc", false, ["https://apis.example", "https://crashes.example"])), "'self' https://apis.example https://crashes.example");
});
