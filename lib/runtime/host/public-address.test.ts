import assert from "node:assert/strict";
import { networkInterfaces } from "node:os";
import { test } from "node:test";
import { isPublicAddress } from "./public-address.ts";
import { INSIDE_ADDRESSES, OUTSIDE_ADDRESSES } from "./ssrf-corpus.ts";

test("no special address is public; the ones beside them are", () => {
  assert.deepEqual(INSIDE_ADDRESSES.filter((address) => isPublicAddress(address)), []);
  assert.deepEqual(OUTSIDE_ADDRESSES.filter((address) => !isPublicAddress(address)), []);
});

test("this host's own addresses are not public, in any spelling, be they public elsewhere", () => {
  for (const own of Object.values(networkInterfaces()).flatMap((found) => found?.map(({ address }) => address) ?? [])) assert.equal(isPublicAddress(own), false, own);
  const mine = ["93.184.215.14", "2606:4700:4700::1111"];
  for (const address of [...mine, "2606:4700:4700:0:0:0:0:1111", "2606:4700:4700:0000::1111"]) {
    assert.equal(isPublicAddress(address, mine), false, address);
    assert.equal(isPublicAddress(address, []), true, `the twin of ${address}`);
  }
});
