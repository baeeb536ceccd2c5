import assert from "node:assert/strict";
import { test } from "node:test";
import { createAddressLimit } from "./address-limit.ts";

test("an address gets its limit in a sliding minute, and who waits as told succeeds", () => {
  for (const offsetMs of [0, 20_000, 59_000]) {
    let now = 6_000_000 + offsetMs;
    const limit = createAddressLimit({ now: () => now }, 10);
    for (let i = 0; i < 10; i += 1) assert.ok(limit.take("1.1.1.1").isAllowed);
    for (let i = 0; i < 3; i += 1) {
      const refused = limit.take("1.1.1.1");
      assert.equal(refused.isAllowed, false);
      now += refused.retrySeconds * 1000;
      assert.ok(limit.take("1.1.1.1").isAllowed);
    }
  }
});

test("addresses do not share, but those of one IPv6 network do; looking counts nothing", () => {
  const limit = createAddressLimit({ now: () => 0 }, 1);
  for (let i = 0; i < 5; i += 1) assert.ok(limit.peek("1.1.1.1").isAllowed);
  assert.ok(limit.take("1.1.1.1").isAllowed);
  assert.ok(!limit.take("::ffff:1.1.1.1").isAllowed);
  assert.ok(limit.take("1.1.1.2").isAllowed);
  assert.ok(limit.take("2001:db8::1").isAllowed);
  assert.ok(!limit.take("2001:0db8:0:0:ffff::2").isAllowed);
  assert.ok(limit.take("2001:db8:0:1::1").isAllowed);
});

test("an attacker with more addresses than are remembered doesn't free those of others beyond the oldest, and memory stays bounded", () => {
  const limit = createAddressLimit({ now: () => 0 }, 1);
  for (let i = 0; i < 49_000; i += 1) limit.take(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  assert.ok(limit.take("192.0.2.1").isAllowed);
  for (let i = 0; i < 40_000; i += 1) limit.take(`11.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  assert.ok(!limit.take("192.0.2.1").isAllowed);
  assert.ok(limit.take("10.0.0.0").isAllowed, "the oldest are forgotten");
});
