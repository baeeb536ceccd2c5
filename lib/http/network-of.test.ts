import assert from "node:assert/strict";
import { test } from "node:test";
import { networkOf } from "./network-of.ts";

test("every spelling of an address has one name", () => {
  for (const same of ["192.0.2.7", "::ffff:192.0.2.7", "::FFFF:192.0.2.7", "::ffff:c000:207", "0:0:0:0:0:ffff:c000:0207", "0000::ffff:192.0.2.7"]) assert.equal(networkOf(same), "192.0.2.7", same);
  for (const same of ["2001:db8::1", "2001:DB8::ffff", "2001:0db8:0000:0000::", "2001:db8:0:0:1:2:3:4", "2001:db8::1:2:3:4", "2001:db8::192.0.2.7", "2001:db8::1%eth0"]) assert.equal(networkOf(same), "2001:db8:0:0::/64", same);
  assert.equal(new Set(["2001:db8::1", "2001:db8:0:1::1", "2001:db9::1", "::1", "fe80::1", "1::", "::ffff:0:192.0.2.7", "64:ff9b::192.0.2.7"].map(networkOf)).size, 7);
});
