import assert from "node:assert/strict";
import { test } from "node:test";
import { makeKey, parseKey } from "./key-format.ts";
import { CHECK_SNIPPET, GITHUB_PATTERN, GITLEAKS_RULE, KEY_PATTERN } from "./secret-scanning.ts";

const pepper = { version: 1, secret: "p".repeat(32) };
const keys = Array.from({ length: 500 }, (_, index) => makeKey(index % 2 === 0 ? "call" : "management", pepper).secret);
const found = (pattern: string, text: string) => [...text.matchAll(new RegExp(pattern, "g"))].map(([match]) => match);

test("the documented patterns find every key in the texts where keys are lost, whole and once", () => {
  const inGitleaks = /regex = '''(.+)'''/.exec(GITLEAKS_RULE)?.[1] ?? "";
  for (const key of keys) {
    for (const text of [key, `KEY=${key}\n`, `"${key}"`, `Authorization: Bearer ${key}`, `https://x.example/?k=${key}&b=1`, `(${key})`, `${key},${key}`.slice(0, key.length + 1)]) {
      for (const pattern of [KEY_PATTERN, inGitleaks]) assert.deepEqual(found(pattern, text), [key], text);
      const [around] = [...text.matchAll(new RegExp(`(?:^|[^0-9A-Za-z_])(${GITHUB_PATTERN.secret})(?:$|[^0-9A-Za-z_])`, "g"))];
      assert.equal(around?.[1], key, text);
    }
  }
  assert.ok(["apic_", "apim_"].every((word) => GITLEAKS_RULE.includes(`"${word}"`)));
});

test("what is no key is not found: shorter and longer words, other prefixes, other characters", () => {
  const [key = ""] = keys;
  for (const text of [key.slice(0, -1), `${key}0`, `x${key}`, key.replace("api", "app"), `${key.slice(0, 20)}-${key.slice(21)}`, "apic_"]) assert.deepEqual(found(KEY_PATTERN, text), [], text);
});

test("the documented check tells real keys from mistyped ones as the product does", async () => {
  const { isKey } = (await import(`data:text/javascript,${encodeURIComponent(CHECK_SNIPPET)}`)) as { isKey(text: string): boolean };
  for (const key of keys) {
    const mistyped = `${key.slice(0, 10)}${key[10] === "a" ? "b" : "a"}${key.slice(11)}`;
    assert.deepEqual([isKey(key), isKey(mistyped), isKey(`${key}0`)], [true, false, false]);
    assert.equal(parseKey(mistyped), undefined);
  }
});
