import assert from "node:assert/strict";
import { test } from "node:test";
import { hidesSomething, keptBody, keptQuery, keptText } from "./kept-body.ts";
import { keptReplyHeaders, keptRequestHeaders } from "./kept-headers.ts";

const KEY = `apic_${"a1B2c3D4".repeat(5)}`;
const JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

test("what is named or looks like a secret is left out of a body, wherever it is, and the rest stays", () => {
  const kept = keptBody(JSON.stringify({ title: "Dune", password: "hunter22", user: { accessToken: "xyz", note: `mine is ${KEY}` }, list: [{ cvv: 123 }, JWT], tokens: { left: 3 } }));
  assert.deepEqual(kept?.isMasked, true);
  assert.deepEqual(JSON.parse(kept?.text ?? ""), { title: "Dune", password: "[hidden]", user: { accessToken: "[hidden]", note: "mine is [hidden]" }, list: [{ cvv: "[hidden]" }, "[hidden]"], tokens: { left: 3 } });
  assert.deepEqual(keptBody('{"title":"Dune","pages":412}'), { text: '{"title":"Dune","pages":412}', isMasked: false });
});

test("a body that isn't JSON, or is too long to be kept whole, isn't kept", () => {
  for (const body of [null, "", "password=hunter22", Buffer.from([0xff, 0xfe, 0]), JSON.stringify("x".repeat(9_000))]) assert.equal(keptBody(body), null);
});

test("a query keeps its form, without the values of what is named like a secret", () => {
  assert.equal(keptQuery(`page=2&api%5Fkey=abcdef&q=a%20b&access_token=xyz&${KEY}`), "page=2&api%5Fkey=[hidden]&q=a%20b&access_token=[hidden]&[hidden]");
  assert.equal(hidesSomething(keptText(`/books/${KEY}`)), true);
  assert.equal(keptText("a\0b"), "a\uFFFDb");
});

test("of headers that may say who calls only the names are kept", () => {
  const { headers, otherHeaders } = keptRequestHeaders(["Host", "x", "Accept", "text/html", "Authorization", "Bearer mine-alone-1", "X-Shop-Login", "mine-alone-2", "Cookie", "mine-alone-3", "User-Agent", `curl ${KEY}`]);
  assert.deepEqual(headers, { accept: "text/html", "user-agent": "curl [hidden]" });
  assert.deepEqual(otherHeaders, ["authorization", "x-shop-login", "cookie"]);
  assert.deepEqual(keptReplyHeaders(["Content-Type", "text/plain", "X-Session-Token", "mine-alone-4"]), { "content-type": "text/plain", "x-session-token": "[hidden]" });
});
