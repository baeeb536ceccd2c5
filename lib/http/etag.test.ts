import assert from "node:assert/strict";
import { test } from "node:test";
import { etagOf, ifMatch } from "./etag.ts";

test("If-Match accepts the tag that was given, one of several, or any; never a weak or another one", () => {
  for (const header of ['"3"', '"2", "3"', "*", etagOf(3)]) assert.equal(ifMatch(header)?.(3), true, header);
  for (const header of ['"2"', 'W/"3"', "3", '"33"', ""]) assert.equal(ifMatch(header)?.(3), false, header);
  assert.equal(ifMatch(null), null);
});
