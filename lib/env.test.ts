import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { envSchema, readEnv } from "./env.ts";

const example = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
const listed = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value }));

test(".env.example lists exactly the settings that lib/env.ts reads", () => {
  assert.deepEqual(listed.map(({ name }) => name).sort(), Object.keys(envSchema.shape).sort());
});

test(".env.example shows each setting's default", () => {
  const defaults = readEnv({}) as Record<string, unknown>;
  for (const { name, value } of listed) {
    const shown = readEnv({ [name]: value }) as Record<string, unknown>;
    if (value !== "" && defaults[name] !== undefined) assert.equal(shown[name], defaults[name], name);
  }
});

test("an unusable environment names every bad setting at once", () => {
  assert.throws(() => readEnv({ PORT: "many", ENVIRONMENT: "moon" }), /ENVIRONMENT[\s\S]*PORT|PORT[\s\S]*ENVIRONMENT/);
});

test("an empty value counts as unset", () => {
  assert.equal(readEnv({ PORT: "" }).PORT, 3000);
});

test("placeholder secrets are refused outside of development", () => {
  for (const KEY_PEPPER of ["changeme-changeme-changeme-changeme", "a".repeat(40), "your-secret-goes-here-0123456789abcdef"]) {
    assert.throws(() => readEnv({ ENVIRONMENT: "production", KEY_PEPPER }), /KEY_PEPPER is a placeholder/);
    assert.equal(readEnv({ KEY_PEPPER }).KEY_PEPPER, KEY_PEPPER);
  }
  assert.ok(readEnv({ ENVIRONMENT: "production", KEY_PEPPER: "q8Yt0mXv3LpZr7WbKc5NdHs2Jf9GaEu4" }).KEY_PEPPER);
});
