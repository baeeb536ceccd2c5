import assert from "node:assert/strict";
import { test } from "node:test";
import { createAddressLimit, networkOf } from "./address-limit.ts";

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

test("every spelling of an address has one name", () => {
  for (const same of ["192.0.2.7", "::ffff:192.0.2.7", "::FFFF:192.0.2.7", "::ffff:c000:207", "0:0:0:0:0:ffff:c000:0207", "0000::ffff:192.0.2.7"]) assert.equal(networkOf(same), "192.0.2.7", same);
  for (const same of ["2001:db8::1", "2001:DB8::ffff", "2001:0db8:0000:0000::", "2001:db8:0:0:1:2:3:4", "2001:db8::1:2:3:4", "2001:db8::192.0.2.7", "2001:db8::1%eth0"]) assert.equal(networkOf(same), "2001:db8:0:0::/64", same);
  assert.equal(new Set(["2001:db8::1", "2001:db8:0:1::1", "2001:db9::1", "::1", "fe80::1", "1::", "::ffff:0:192.0.2.7", "64:ff9b::192.0.2.7"].map(networkOf)).size, 7);
});

test("an attacker with more addresses than are remembered doesn't free those of others beyond the oldest, and memory stays bounded", () => {
  const limit = createAddressLimit({ now: () => 0 }, 1);
  for (let i = 0; i < 49_000; i += 1) limit.take(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  assert.ok(limit.take("192.0.2.1").isAllowed);
  for (let i = 0; i < 40_000; i += 1) limit.take(`11.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  assert.ok(!limit.take("192.0.2.1").isAllowed);
});
