import assert from "node:assert/strict";
import { test } from "node:test";
import { parseScratchOptions } from "./parse-scratch-options.ts";

const fixture = { method: "GET", url: "https://a.example", status: 200, body: "" };

test("fixtures come through with whole addresses, without headers that the sender sets or that claim to be the platform", () => {
  const parsed = parseScratchOptions({ secretNames: ["KEY"], fixtures: [{ ...fixture, headers: { "X-A": "1", "Content-Length": "9", "X-Platform-Refusal": "1", connection: "close" } }] });
  assert.deepEqual(parsed, { secretNames: ["KEY"], fixtures: [{ ...fixture, url: "https://a.example/", headers: { "X-A": "1" } }] });
  assert.deepEqual(parseScratchOptions(undefined), {});
});

test("anything else is malformed", () => {
  const wrong = [{ url: "/x" }, { url: "file:///etc/passwd" }, { url: 5 }, { method: "CONNECT" }, { method: "GET / HTTP/1.1" }, { status: 101 }, { status: "200" }, { body: {} }, { headers: { "a b": "x" } }, { headers: { a: "x\r\ny: z" } }, { headers: { a: 1 } }, { headers: [] }];
  for (const change of wrong) assert.throws(() => parseScratchOptions({ fixtures: [{ ...fixture, ...change }] }), { code: "malformed" }, JSON.stringify(change));
  for (const options of ["x", [], { fixtures: {} }, { fixtures: [null] }, { secretNames: [5] }, { secretNames: ["a\"b"] }, { fixtures: Array.from({ length: 101 }, () => fixture) }]) {
    assert.throws(() => parseScratchOptions(options), { code: "malformed" }, JSON.stringify(options).slice(0, 60));
  }
});
