import { Transform } from "node:stream";

const MARK = Buffer.from("[redacted]");

/** A secret in the forms that a host is likely to say it back in. Another form (reversed, hexadecimal) is not found: that is a known limit. */
export function formsOf(value: string): Buffer[] {
  const forms = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), Buffer.from(value).toString("base64").replace(/=+$/, "")];
  return [...new Set(forms)].map((form) => Buffer.from(form));
}

/** A header's value without any of the forms. */
export function redactText(text: string, forms: readonly Buffer[]): string {
  return replaceAll(Buffer.from(text), forms).toString("utf8");
}

/** A stream without any of the forms, also where one lies across two pieces. Holds back no more than what may still become one. */
export function redactStream(forms: readonly Buffer[]): Transform {
  let held: Buffer = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const clean = replaceAll(Buffer.concat([held, chunk]), forms);
      const beginning = Math.max(0, ...forms.map((form) => beginningAtEnd(clean, form)));
      held = clean.subarray(clean.length - beginning);
      done(null, clean.subarray(0, clean.length - beginning));
    },
    flush: (done) => done(null, held),
  });
}

function replaceAll(bytes: Buffer, forms: readonly Buffer[]): Buffer {
  let result = bytes;
  // The longest first: one form may hold another.
  for (const form of forms.toSorted((a, b) => b.length - a.length)) {
    const pieces: Buffer[] = [];
    let from = 0;
    for (let at = result.indexOf(form); at >= 0; at = result.indexOf(form, from)) {
      pieces.push(result.subarray(from, at), MARK);
      from = at + form.length;
    }
    if (from > 0) result = Buffer.concat([...pieces, result.subarray(from)]);
  }
  return result;
}

/** How many of the last bytes are the beginning of the form. */
function beginningAtEnd(bytes: Buffer, form: Buffer): number {
  for (let length = Math.min(form.length - 1, bytes.length); length > 0; length -= 1) {
    if (bytes.subarray(bytes.length - length).equals(form.subarray(0, length))) return length;
  }
  return 0;
}
