import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { formsOf, redactStream, redactText } from "./redact-secrets.ts";

const VALUE = 'p&"ss /ü=1(x)';
const forms = formsOf(VALUE);
const bytes = Buffer.from(VALUE);
const escaped = (encode: (byte: number) => string): string => [...bytes].map(encode).join("");
const hexOf = (byte: number): string => byte.toString(16).padStart(2, "0");

/** What a host may say, each without a character of its own around the secret. */
const SAID: Record<string, string> = {
  plain: VALUE, "in upper case": VALUE.replace(/[a-z]/g, (letter) => letter.toUpperCase()), reversed: [...VALUE].toReversed().join(""), "in HTML": "p&amp;&quot;ss /ü=1(x)",
  JSON: 'p&\\"ss /ü=1(x)', "JSON as PHP writes it": 'p&\\"ss \\/ü=1(x)', "JSON as Python writes it": 'p&\\"ss /\\u00fc=1(x)',
  "in an address": encodeURIComponent(VALUE), "in a form": encodeURIComponent(VALUE).replaceAll("%20", "+"), "in a strict address": "p%26%22ss%20%2F%C3%BC%3D1%28x%29",
  "in a lower-case address": encodeURIComponent(VALUE).toLowerCase(), "every byte escaped": escaped((byte) => `%${hexOf(byte)}`), "every byte escaped, upper case": escaped((byte) => `%${hexOf(byte).toUpperCase()}`),
  hexadecimal: bytes.toString("hex"), "hexadecimal, upper case": bytes.toString("hex").toUpperCase(),
};

test("a secret is found in every form that a host is likely to say it back in", () => {
  for (const [name, said] of Object.entries(SAID)) {
    const wire = Buffer.from(`a ${said} b`).toString("latin1");
    assert.equal(redactText(wire, forms), "a [redacted] b", name);
  }
});

test("a secret is found in base64 of either alphabet wherever it begins, but for a character at each end that its neighbours share", () => {
  // Its base64 has both of the signs in which the alphabets differ.
  const value = "\u00fb\u00ff~~?? key >>>";
  const found = formsOf(value);
  for (const encoding of ["base64", "base64url"] as const) {
    for (const before of ["", "a", "ab", "user:", "user:1", "user:12"]) {
      for (const after of ["", "z", "zz"]) {
        const whole = Buffer.from(`${before}${value}${after}`).toString(encoding);
        const [from, to] = [Math.ceil((8 * before.length) / 6), Math.floor((8 * (before.length + Buffer.byteLength(value))) / 6)];
        assert.equal(redactText(whole, found), `${whole.slice(0, from)}[redacted]${whole.slice(to)}`, whole);
      }
    }
  }
});

test("a stream has none of the forms however it is cut, and all else passes", async () => {
  const said = Buffer.from(`x${Object.values(SAID).join("-")}${VALUE}${VALUE.slice(0, 5)} ü end`);
  for (let size = 1; size < 40; size += 1) {
    const pieces = Array.from({ length: Math.ceil(said.length / size) }, (_unused, index) => said.subarray(index * size, (index + 1) * size));
    const out = await text(Readable.from(pieces).pipe(redactStream(forms)));
    assert.equal(out, `x${Object.values(SAID).map(() => "[redacted]").join("-")}[redacted]${VALUE.slice(0, 5)} ü end`, `pieces of ${size}`);
  }
});

test("a secret that begins as it ends, or as another one does, is found however the stream is cut", async () => {
  const both = [...formsOf("abcdabcd"), ...formsOf("abcdabcd-long"), ...formsOf("dabcdabcx")];
  for (const [said, clean] of [["abcdabcdabcdabcd", "[redacted][redacted]"], ["abcdabcd-long", "[redacted]"], ["abcdabcd-lo", "[redacted]-lo"], ["abcdabcx", "abcdabcx"], ["zabcdabcdabcx", "z[redacted]abcx"]] as const) {
    for (let cut = 0; cut <= said.length; cut += 1) {
      assert.equal(await text(Readable.from([Buffer.from(said.slice(0, cut)), Buffer.from(said.slice(cut))]).pipe(redactStream(both))), clean, `${said} cut at ${cut}`);
    }
  }
});

test("nothing waits that can't become a secret", () => {
  const stream = redactStream(forms);
  stream.write("data: hello\n\n");
  assert.equal(String(stream.read()), "data: hello\n\n");
  stream.write(`${VALUE} and`);
  assert.equal(String(stream.read()), "[redacted] and");
});
