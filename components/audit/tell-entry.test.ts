import assert from "node:assert/strict";
import { test } from "node:test";
import { tellActor, tellAgent, tellEntry, tellValue } from "./tell-entry.ts";

test("an entry is told as a person says it", () => {
  const told = (action: string, type: string, name: string | null) => tellEntry({ action, object: { type, id: "x1", name } });
  assert.deepEqual([told("rolled", "key", "Shop"), told("deployed", "deployment", "version 2"), told("created", "version", "version 2"), told("purged", "api", "Books"), told("changed", "model key", "…abcd"), told("removed", "member", null)],
    ["Rolled key Shop", "Deployed version 2", "Created version 2", "Purged API Books", "Changed Anthropic key …abcd", "Removed member x1"]);
});

test("whoever is gone is told without a name", () => {
  const told = (kind: "user" | "key" | "platform", name: string | null) => tellActor({ actor: { kind, id: null, name } });
  assert.deepEqual([told("user", "ada@example.com"), told("user", null), told("key", "CI"), told("key", null), told("platform", null)],
    ["ada@example.com", "an account that is gone", "the management key CI", "a management key that is gone", "the platform"]);
});

test("values and programs are told short", () => {
  assert.deepEqual([null, "", [], 7, true, ["a", "b"], "x".repeat(130), [{ method: "GET" }]].map(tellValue), ["none", "none", "none", "7", "true", "a, b", `${"x".repeat(120)}…`, '[{"method":"GET"}]']);
  assert.deepEqual(["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36", "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "curl/8.9.1", "python-requests/2.32 x"].map(tellAgent),
    ["Chrome on macOS", "Firefox on Linux", "curl/8.9.1", "python-requests/2.32"]);
});
