import assert from "node:assert/strict";
import { test } from "node:test";
import { addressList, isAddressRange } from "./address-list.ts";

test("an address, or a range with its bits, is one; what a router would not take is none", () => {
  for (const good of ["192.0.2.7", "192.0.2.0/24", "0.0.0.0/0", "2001:db8::1", "2001:db8::/32", "::/0"]) assert.equal(isAddressRange(good), true, good);
  for (const bad of ["", "192.0.2", "192.0.2.7/33", "192.0.2.7/", "192.0.2.7/24/1", "2001:db8::/129", "fe80::1%eth0", "example.com", "192.0.2.7 ", "1.2.3.4/-1"]) assert.equal(isAddressRange(bad), false, bad);
});

test("an address is found in its range, also when an IPv4 one comes as IPv6, and not beside it", () => {
  const isIn = addressList(["192.0.2.0/24", "198.51.100.7", "2001:db8::/32"]);
  for (const inside of ["192.0.2.0", "192.0.2.255", "::ffff:192.0.2.9", "198.51.100.7", "2001:db8:1::1"]) assert.equal(isIn(inside), true, inside);
  for (const outside of ["192.0.3.0", "198.51.100.8", "::ffff:198.51.100.8", "2001:db9::1", "unknown", ""]) assert.equal(isIn(outside), false, outside);
  assert.equal(addressList([])("192.0.2.7"), false);
});
