import assert from "node:assert/strict";
import { test } from "node:test";
import { fillSecrets, type Fillable } from "./secret-placeholders.ts";

const MARK = "0123456789abcdef0123456789abcdef";
const VALUE = 'p&"ss /ü=1';
const reveal = (name: string): string => (name === "KEY" ? VALUE : assert.fail(name));
const holder = `{{secret:KEY:${MARK}}}`;
const fill = (parts: Partial<Fillable>, mark = MARK) => {
  const { path, headers, body } = fillSecrets({ path: "/", headers: {}, body: Buffer.alloc(0), ...parts }, mark, reveal);
  return { path, headers, body: body.toString("utf8") };
};

test("a placeholder is filled in wherever it stands, encoded as the place wants it", () => {
  assert.equal(fill({ headers: { authorization: `Bearer ${holder}` } }).headers.authorization, `Bearer ${VALUE}`);
  assert.equal(fill({ headers: { authorization: `Basic ${Buffer.from(`me:${holder}`).toString("base64")}` } }).headers.authorization, `Basic ${Buffer.from(`me:${VALUE}`).toString("base64")}`);
  assert.equal(fill({ path: `/bot${holder}/x?a=${encodeURIComponent(holder)}&b=${holder.replaceAll("{", "%7B").replaceAll("}", "%7D")}` }).path, `/bot${encodeURIComponent(VALUE)}/x?a=${encodeURIComponent(VALUE)}&b=${encodeURIComponent(VALUE)}`);
  assert.deepEqual(JSON.parse(fill({ headers: { "content-type": "application/json" }, body: Buffer.from(JSON.stringify({ key: holder, ü: "ü" })) }).body), { key: VALUE, ü: "ü" });
  assert.equal(new URLSearchParams(fill({ headers: { "content-type": "application/x-www-form-urlencoded" }, body: Buffer.from(new URLSearchParams({ key: holder, a: "ü&" }).toString()) }).body).get("key"), VALUE);
  assert.equal(fill({ headers: { "content-type": "text/plain" }, body: Buffer.from(`ü ${holder}`) }).body, `ü ${VALUE}`);
});

test("what is no text of this runtime's own stays as it is: without the mark, with another one, or in bytes", () => {
  const texts = ["{{secret:KEY}}", `{{secret:KEY:${"f".repeat(32)}}}`, "{{secret:KEY:}}", `{{secret:KEY:.*}}`, `{{secret:key:${MARK}}}`];
  for (const own of texts) assert.deepEqual(fill({ path: `/${own}`, headers: { "x-a": own }, body: Buffer.from(own) }), { path: `/${own}`, headers: { "x-a": own }, body: own }, own);
  for (const mark of ["", ".*", "[0-9a-f]{32}"]) assert.equal(fill({ path: `/${holder}` }, mark).path, `/${holder}`, mark);
  const bytes = Buffer.from([0, 255, 254, 128, 10]);
  assert.deepEqual(fillSecrets({ path: "/", headers: {}, body: bytes }, MARK, reveal).body, bytes);
});
