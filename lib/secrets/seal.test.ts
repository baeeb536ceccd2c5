import assert from "node:assert/strict";
import { test } from "node:test";
import { seal, unseal } from "./seal.ts";

const KEY = "k".repeat(20) + "0123456789ab";

test("a sealed secret opens with its key and its context", () => {
  const sealed = seal("sk-ant-secret", "model-key w1", KEY);
  assert.equal(unseal(sealed, "model-key w1", KEY), "sk-ant-secret");
  assert.doesNotMatch(sealed, /secret/);
  assert.notEqual(seal("sk-ant-secret", "model-key w1", KEY), sealed);
});

test("another key, another context and a changed text open nothing", () => {
  const sealed = seal("sk-ant-secret", "model-key w1", KEY);
  assert.equal(unseal(sealed, "model-key w2", KEY), null);
  assert.equal(unseal(sealed, "model-key w1", `${KEY}x`), null);
  assert.equal(unseal(sealed.replace(/.$/, (last) => (last === "A" ? "B" : "A")), "model-key w1", KEY), null);
  assert.equal(unseal("nonsense", "model-key w1", KEY), null);
});
