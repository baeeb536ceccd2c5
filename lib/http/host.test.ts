import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHost } from "./host.ts";

test("a host is read whatever its case, its trailing dot and its port", () => {
  for (const [text, name, port] of [["x", "x", null], ["API.Example.COM.", "api.example.com", null], ["x:80", "x", 80], ["x.:65535", "x", 65_535], ["127.0.0.1:3000", "127.0.0.1", 3000], ["[::1]", "[::1]", null], ["[2001:DB8::1]:80", "[2001:db8::1]", 80], ["a_b.xn--caf-dma.example", "a_b.xn--caf-dma.example", null]] as const) {
    assert.deepEqual(parseHost(text), { name, port }, text);
  }
});

test("what two parsers could read differently is no host", () => {
  const long = `${"a".repeat(64)}.example`;
  for (const text of ["", " ", "x ", " x", "a b", "a,b", "x/y", "x?y", "x#y", "x@y", "u:p@x", "x:", "x:0", "x:65536", "x:+1", "x:8 0", "x:80:80", ":80", ".", "..", ".x", "x..y", "x..", "-x", "x-", "[::1", "::1", "[::1]x", "[zz]", "[::1%25eth0]", "x\\y", "x%2ey", "caf\u00e9", "x\u0000", "http://x", long, `${"a.".repeat(127)}a`]) {
    assert.equal(parseHost(text), null, text);
  }
});
