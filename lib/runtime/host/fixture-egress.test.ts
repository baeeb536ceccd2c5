import assert from "node:assert/strict";
import { test } from "node:test";
import { EgressRefused, refuseEgress } from "./egress.ts";
import { fixtureEgress } from "./fixture-egress.ts";

const fixture = (method: string, url: string, body = "") => ({ method, url, status: 200, body });
const call = (method: string, url: string) => ({ method, url: new URL(url), headers: {}, body: Buffer.alloc(0) });

test("a fixture answers its method and URL; one without a query answers any query, after one with exactly this query", async () => {
  const egress = fixtureEgress([fixture("GET", "https://a.example/x", "any"), fixture("get", "https://a.example/x?q=1", "one"), fixture("POST", "https://a.example", "root")]);
  const bodyOf = async (method: string, url: string) => (await egress(call(method, url))).body;
  assert.deepEqual([await bodyOf("GET", "https://a.example/x?q=1"), await bodyOf("GET", "https://a.example/x?q=2"), await bodyOf("GET", "https://A.example:443/x#h"), await bodyOf("POST", "https://a.example/")], ["one", "any", "any", "root"]);
  for (const [method, url] of [["POST", "https://a.example/x"], ["GET", "http://a.example/x"], ["GET", "https://a.example/x/"], ["GET", "https://a.example.evil/x"], ["GET", "https://a.example@evil.example/x"]] as const) {
    await assert.rejects(egress(call(method, url)), (error: Error) => error instanceof EgressRefused && error.message.startsWith(`No fixture answers ${method} `), url);
  }
});

test("a live API's refusal names the host", async () => {
  await assert.rejects(refuseEgress(call("GET", "https://api.example.com/x")), { message: "This API may not reach api.example.com: no host is approved. Hosts can't be approved yet in this version." });
});
