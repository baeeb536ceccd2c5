import assert from "node:assert/strict";
import { test } from "node:test";
import { hostSchema } from "./parse.ts";

const host = (url: string) => ({ host: "api.example.com", why: "Rates", fixtures: [{ method: "GET", url, status: 200, body: "{}" }] });

test("a host's fixtures lead to it; what is no address is said so", () => {
  assert.ok(hostSchema.safeParse(host("https://api.example.com/rates?base=EUR")).success);
  for (const url of ["books", "", "https://", "https://other.example.com/rates", "ftp://api.example.com/"]) {
    const read = hostSchema.safeParse(host(url));
    assert.ok(!read.success && read.error.issues.every(({ path }) => path[0] === "fixtures"), url);
  }
});
