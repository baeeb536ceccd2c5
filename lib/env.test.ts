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

test("keys and peppers of a list are refused when they are short or placeholders, by their place and never by their text", () => {
  const good = "q8Yt0mXv3LpZr7WbKc5NdHs2Jf9GaEu4";
  for (const bad of ["k8Yt0mXv3LpZr7WbKc5NdHs2Jf9GaEu", "changeme-changeme-changeme-changeme", "a".repeat(40), `${good} ${good}`]) {
    for (const name of ["VALID_API_KEYS", "KEY_PEPPER_PREVIOUS"]) {
      assert.throws(() => readEnv({ [name]: `${good}, ${bad}` }), (error: Error) => error.message.includes(`${name}`) && / 2 of 2 /.test(error.message) && !error.message.includes(bad));
    }
  }
  assert.deepEqual(readEnv({ KEY_PEPPER_PREVIOUS: ` ${good},, x${good} ` }).KEY_PEPPER_PREVIOUS, [good, `x${good}`]);
});

test("keys of the settings are kept as digests only", () => {
  const key = "q8Yt0mXv3LpZr7WbKc5NdHs2Jf9GaEu4";
  const env = readEnv({ VALID_API_KEYS: `${key},${key}5` });
  assert.deepEqual(env.VALID_API_KEYS.map(({ length }) => length), [32, 32]);
  assert.ok(!JSON.stringify(env).includes(key) && !env.VALID_API_KEYS.some((digest) => digest.includes(key)));
  assert.deepEqual(readEnv({}).VALID_API_KEYS, []);
});
