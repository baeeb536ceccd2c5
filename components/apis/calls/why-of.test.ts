import assert from "node:assert/strict";
import { test } from "node:test";
import { isOfPlatform, whyOf } from "./why-of.ts";

const detail = { headers: {}, otherHeaders: [], requestBytes: 0, body: null, limit: null, replyHeaders: {}, responseBytes: 0, reply: null, keyId: null, skipped: 0 };
const replied = (text: string) => ({ ...detail, reply: { text, isMasked: false } });

test("who refused a call and why is told from its status, its reply and its console", () => {
  assert.equal(whyOf({ status: 200, errorCode: null, console: [], detail }), null);
  assert.deepEqual(whyOf({ status: 404, errorCode: null, console: [], detail: replied('{"error":{"code":"not_found","message":"There is no such book."}}') }), { title: "The API refused it", text: "There is no such book." });
  assert.deepEqual(whyOf({ status: 500, errorCode: null, console: [{ level: "log", text: "a" }, { level: "exception", text: "TypeError: x is null\n    at main.ts:3" }], detail: replied("{}") }), { title: "The API failed", text: "TypeError: x is null" });
  assert.deepEqual(whyOf({ status: 429, errorCode: "rate_limited", console: [], detail: replied('{"error":"rate_limited","message":"Wait 5 s."}') }), { title: "The platform refused it", text: "Wait 5 s." });
  assert.deepEqual(whyOf({ status: 500, errorCode: null, console: [], detail: replied("[1]") })?.text, "It answered 500 and printed no reason.");
});

test("what the platform refused is not the API's to mend; what the API could not answer is", () => {
  assert.equal(isOfPlatform({ status: 429, errorCode: "rate_limited" }), true);
  assert.equal(isOfPlatform({ status: 504, errorCode: "timeout" }), false);
  assert.equal(isOfPlatform({ status: 404, errorCode: null }), false);
});
