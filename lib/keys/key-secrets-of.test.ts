import assert from "node:assert/strict";
import { test } from "node:test";
import { readEnv } from "#lib/env.ts";
import { keySecretsOf } from "./key-secrets-of.ts";

const [first, second, third] = ["q8Yt0mXv3LpZr7WbKc5NdHs2Jf9GaEu4", "w8Yt0mXv3LpZr7WbKc5NdHs2Jf9GaEu4", "e8Yt0mXv3LpZr7WbKc5NdHs2Jf9GaEu4"];

test("a new pepper hashes, the ones before it still find, and callers stay who they are", () => {
  const before = keySecretsOf(readEnv({ KEY_PEPPER: first }));
  assert.deepEqual(before, { peppers: [{ version: 1, secret: first }], consumerSecret: first });
  const after = keySecretsOf(readEnv({ KEY_PEPPER: third, KEY_PEPPER_VERSION: "3", KEY_PEPPER_PREVIOUS: `${second},${first}` }));
  assert.deepEqual(after, { peppers: [{ version: 3, secret: third }, { version: 2, secret: second }, { version: 1, secret: first }], consumerSecret: first });
  assert.equal(keySecretsOf(readEnv({ KEY_PEPPER: third, CONSUMER_ID_SECRET: first }))?.consumerSecret, first);
  assert.equal(keySecretsOf(readEnv({})), null);
});
