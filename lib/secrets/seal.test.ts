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
  for (const part of [1, 2, 3]) assert.equal(unseal(withPart(sealed, part, flipFirstBit), "model-key w1", KEY), null);
  assert.equal(unseal("nonsense", "model-key w1", KEY), null);
});

test("a shortened tag opens nothing", () => {
  const sealed = seal("sk-ant-secret", "model-key w1", KEY);
  assert.equal(unseal(withPart(sealed, 2, (tag) => tag.subarray(0, 4)), "model-key w1", KEY), null);
});

/** Changes the bytes, not the letters: the last letter of base64url has bits that mean nothing. */
function withPart(sealed: string, index: number, change: (bytes: Buffer) => Buffer): string {
  const parts = sealed.split(".");
  parts[index] = change(Buffer.from(parts[index] ?? "", "base64url")).toString("base64url");
  return parts.join(".");
}

function flipFirstBit(bytes: Buffer): Buffer {
  bytes[0] = (bytes[0] ?? 0) ^ 0x80;
  return bytes;
}
