import assert from "node:assert/strict";
import { test } from "node:test";
import { EgressRefused, type OutboundCall } from "./egress.ts";
import { fixtureEgress } from "./fixture-egress.ts";

const fixture = (method: string, url: string, body = "") => ({ method, url, status: 200, body });
const call = (method: string, url: string, mark = ""): OutboundCall => ({ method, target: url, url: new URL(url), headers: {}, body: Buffer.alloc(0), requestId: "r", mark, signal: new AbortController().signal });

test("a fixture answers its method and URL; one without a query answers any query, after one with exactly this query", async () => {
  const egress = fixtureEgress([fixture("GET", "https://a.example/x", "any"), fixture("get", "https://a.example/x?q=1", "one"), fixture("POST", "https://a.example", "root")]);
  const bodyOf = async (method: string, url: string) => (await egress(call(method, url))).body;
  assert.deepEqual([await bodyOf("GET", "https://a.example/x?q=1"), await bodyOf("GET", "https://a.example/x?q=2"), await bodyOf("GET", "https://A.example:443/x#h"), await bodyOf("POST", "https://a.example/")], ["one", "any", "any", "root"]);
  for (const [method, url] of [["POST", "https://a.example/x"], ["GET", "http://a.example/x"], ["GET", "https://a.example/x/"], ["GET", "https://a.example.evil/x"], ["GET", "https://a.example@evil.example/x"]] as const) {
    await assert.rejects(egress(call(method, url)), (error: Error) => error instanceof EgressRefused && error.message.startsWith(`No fixture answers ${method} `), url);
  }
});

test("a fixture with a secret's placeholder in its address answers the runtime's own", async () => {
  const egress = fixtureEgress([fixture("GET", "https://a.example/bot{{secret:TOKEN}}/send?key={{secret:KEY}}", "sent")]);
  const mark = "0123456789abcdef0123456789abcdef";
  for (const url of [`https://a.example/bot{{secret:TOKEN:${mark}}}/send?key={{secret:KEY:${mark}}}`, "https://a.example/bot{{secret:TOKEN}}/send?key={{secret:KEY}}"]) assert.equal((await egress(call("GET", url, mark))).body, "sent");
});
