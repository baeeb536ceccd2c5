import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import { curlOf } from "./curl-of.ts";

test("a shell reads back exactly what the call holds, quotes included", () => {
  const body = { title: `It's "here" $HOME \`x\` \\`, n: 1 };
  const command = curlOf({ url: "http://localhost:3000/api_x", method: "POST", path: "/a?b=1&c='2'", body, key: "apic_k" });
  const words = execFileSync("sh", ["-c", `printf '%s\\0' ${command}`]).toString().split("\0").slice(0, -1);
  assert.deepEqual(words, [
    "curl", "-X", "POST", "http://localhost:3000/api_x/a?b=1&c='2'", "-H", "Authorization: Bearer apic_k", "-H", "Content-Type: application/json", "-d", JSON.stringify(body),
  ]);
});

test("a GET has neither method nor body", () => {
  assert.equal(curlOf({ url: "http://h/api_x", method: "GET", path: "/", key: "k" }), "curl 'http://h/api_x/' \\\n  -H 'Authorization: Bearer k'");
});
