import assert from "node:assert/strict";
import { test } from "node:test";
import { hashKey, looksLikeKey, makeKey, parseKey, possibleHashes } from "./key-format.ts";

const pepper = { version: 2, secret: "p".repeat(32) };
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

test("a made key parses as its kind, and its visible parts are its own", () => {
  for (const kind of ["call", "management"] as const) {
    const key = makeKey(kind, pepper);
    assert.equal(parseKey(key.secret), kind);
    assert.equal(key.secret.slice(0, 13), key.prefix);
    assert.equal(key.secret.slice(-4), key.lastFour);
    assert.equal(key.pepperVersion, 2);
    assert.equal(key.hash.length, 32);
  }
});

test("a key holds at least 190 random bits", () => {
  assert.ok((makeKey("call", pepper).secret.length - "apic_".length - 6) * Math.log2(62) >= 190);
});

test("any single flipped character is refused without a database", () => {
  const { secret } = makeKey("call", pepper);
  for (let at = 5; at < secret.length; at += 1) {
    for (const other of BASE62) {
      if (other !== secret[at]) assert.equal(parseKey(secret.slice(0, at) + other + secret.slice(at + 1)), undefined);
    }
  }
});

test("a call key renamed to a management key is refused", () => {
  assert.equal(parseKey(makeKey("call", pepper).secret.replace("apic_", "apim_")), undefined);
});

test("nothing else is a key", () => {
  const { secret } = makeKey("call", pepper);
  for (const value of ["", "apic_", secret.slice(1), `${secret}0`, ` ${secret}`, `${secret}\n`, secret.slice(0, -1), "Bearer x", "eyJhbGciOi.e30.x"]) {
    assert.equal(parseKey(value), undefined, JSON.stringify(value));
  }
  assert.equal(looksLikeKey("apic_x"), true);
  assert.equal(looksLikeKey("eyJhbGciOi"), false);
});

test("the hash depends on the pepper, and every pepper is tried", () => {
  const { secret, hash } = makeKey("call", pepper);
  const older = { version: 1, secret: "q".repeat(32) };
  assert.notDeepEqual(hashKey(secret, older), hash);
  assert.deepEqual(possibleHashes(secret, [pepper, older]), [hash, hashKey(secret, older)]);
});
