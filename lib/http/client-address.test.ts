import assert from "node:assert/strict";
import { test } from "node:test";
import { clientAddress } from "./client-address.ts";

const PROXY = "10.0.0.1";
const TRUE = "203.0.113.7";
const SPOOFED = "198.51.100.66";

/** Headers as they arrive behind `hops` proxies of ours: what a client sends first, what our proxies append last. */
const CASES: { name: string; hops: number; headers: [string, string][]; is: string }[] = [
  { name: "no proxy of ours: nothing is believed", hops: 0, headers: [["X-Forwarded-For", SPOOFED]], is: PROXY },
  { name: "no proxy of ours, every spelling", hops: 0, headers: [["x-forwarded-for", SPOOFED], ["Forwarded", `for=${SPOOFED}`], ["X-Real-IP", SPOOFED], ["True-Client-IP", SPOOFED], ["CF-Connecting-IP", SPOOFED], ["X-Client-IP", SPOOFED]], is: PROXY },
  { name: "one proxy", hops: 1, headers: [["X-Forwarded-For", TRUE]], is: TRUE },
  { name: "one proxy that appends to what the client claims", hops: 1, headers: [["X-Forwarded-For", `${SPOOFED}, ${TRUE}`]], is: TRUE },
  { name: "one proxy that adds a line of its own", hops: 1, headers: [["X-Forwarded-For", SPOOFED], ["X-Forwarded-For", TRUE]], is: TRUE },
  { name: "names in any case", hops: 1, headers: [["x-FORWARDED-for", SPOOFED], ["X-Forwarded-For", TRUE]], is: TRUE },
  { name: "two proxies", hops: 2, headers: [["X-Forwarded-For", `${SPOOFED}, ${TRUE}, 10.0.0.2`]], is: TRUE },
  { name: "two proxies on two lines", hops: 2, headers: [["X-Forwarded-For", `${SPOOFED}, ${TRUE}`], ["X-Forwarded-For", "10.0.0.2"]], is: TRUE },
  { name: "a client that claims to be our proxies", hops: 2, headers: [["X-Forwarded-For", `${SPOOFED}, 10.0.0.3, 10.0.0.2, ${TRUE}, 10.0.0.2`]], is: TRUE },
  { name: "five hundred claims", hops: 1, headers: [["X-Forwarded-For", `${Array.from({ length: 500 }, (_, i) => `198.51.100.${i % 256}`).join(",")},${TRUE}`]], is: TRUE },
  { name: "empty claims move nothing", hops: 1, headers: [["X-Forwarded-For", `,, ,${SPOOFED},,`], ["X-Forwarded-For", TRUE]], is: TRUE },
  { name: "empty claims behind two proxies", hops: 2, headers: [["X-Forwarded-For", `${SPOOFED}, , ,${TRUE}, 10.0.0.2`]], is: TRUE },
  { name: "tabs and spaces", hops: 1, headers: [["X-Forwarded-For", `${SPOOFED}\t,\t  ${TRUE}  \t`]], is: TRUE },
  { name: "a proxy that names the port", hops: 1, headers: [["X-Forwarded-For", `${SPOOFED}, ${TRUE}:51234`]], is: TRUE },
  { name: "IPv6", hops: 1, headers: [["X-Forwarded-For", `${SPOOFED}, 2001:db8::1`]], is: "2001:db8::1" },
  { name: "IPv6 in brackets", hops: 1, headers: [["X-Forwarded-For", "[2001:db8::1]"]], is: "2001:db8::1" },
  { name: "IPv6 with a port", hops: 1, headers: [["X-Forwarded-For", "[2001:db8::1]:443"]], is: "2001:db8::1" },
  { name: "IPv6 in quotes", hops: 1, headers: [["X-Forwarded-For", '"[2001:db8::1]:443"']], is: "2001:db8::1" },
  { name: "IPv4 as IPv6", hops: 1, headers: [["X-Forwarded-For", "::ffff:203.0.113.7"]], is: "::ffff:203.0.113.7" },
  { name: "Forwarded beside it is the client's", hops: 1, headers: [["Forwarded", `for=${SPOOFED};proto=https`], ["X-Forwarded-For", TRUE]], is: TRUE },
  { name: "Forwarded alone is the client's", hops: 1, headers: [["Forwarded", `for=${SPOOFED}, for="[2001:db8::1]:443"`]], is: PROXY },
  { name: "X-Real-IP alone is the client's", hops: 1, headers: [["X-Real-IP", SPOOFED]], is: PROXY },
  { name: "no header: somebody in our own network", hops: 1, headers: [], is: PROXY },
  { name: "fewer hops than said: the outermost that was seen", hops: 3, headers: [["X-Forwarded-For", TRUE]], is: TRUE },
  ...["unknown", "_hidden", "localhost", "example.com", "256.1.1.1", "1.2.3", "0x7f.1", "2130706433", "::1::2", "fe80::1%eth0", "[::1", "::1]", "[2001:db8::1]:x", `${SPOOFED}:`, `${SPOOFED}:99999999`, "for=1.2.3.4", "'; drop table--", "<script>", "%00", "1.2.3.4\u0000", "１.2.3.4", "-", "a".repeat(10_000)]
    .map((entry) => ({ name: `no address: ${JSON.stringify(entry).slice(0, 40)}`, hops: 1, headers: [["X-Forwarded-For", `${SPOOFED}, ${entry}`]] as [string, string][], is: PROXY })),
];

for (const { name, hops, headers, is } of CASES) {
  test(`who connects, ${name}`, () => {
    assert.equal(clientAddress(PROXY, headers.flat(), hops), is);
  });
}
