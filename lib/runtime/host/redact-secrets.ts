import { Transform } from "node:stream";

const MARK = Buffer.from("[redacted]");
const HTML: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * A secret in the forms that a host is likely to say it back in; upper and lower case are the same to the search. This keeps a secret from
 * code that a host tells it to, not from a host that helps the code: what is split up, encoded twice, wrapped or spaced, in UTF-16, encrypted
 * or arithmetic on it can't be found. Such a host was told the secret by its owner.
 */
export function formsOf(value: string): Buffer[] {
  const bytes = Buffer.from(value);
  const hex = bytes.toString("hex");
  const json = JSON.stringify(value).slice(1, -1);
  const uri = encodeURIComponent(value);
  const forms = [
    value, [...value].toReversed().join(""), value.replace(/[&<>"']/g, (sign) => HTML[sign] ?? sign),
    json, json.replaceAll("/", "\\/"), json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
    uri, uri.replaceAll("%20", "+"), uri.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`), hex.replace(/../g, "%$&"),
    hex, ...[0, 1, 2].flatMap((before) => base64Within(bytes, before)),
  ];
  return [...new Set(forms.map((form) => fold(Buffer.from(form)).toString("latin1")))].map((form) => Buffer.from(form, "latin1"));
}

/** A header's value, as Node reads it, without any of the forms. */
export function redactText(text: string, forms: readonly Buffer[]): string {
  return Buffer.concat(redact(Buffer.from(text, "latin1"), forms, true).clean).toString("latin1");
}

/** A stream without any of the forms, also where one lies across two pieces. Holds back no more than what may still become one. */
export function redactStream(forms: readonly Buffer[]): Transform {
  let held: Buffer = Buffer.alloc(0);
  const pass = (bytes: Buffer, isEnd: boolean): Buffer => {
    const { clean, rest } = redact(bytes, forms, isEnd);
    held = rest;
    return Buffer.concat(clean);
  };
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, pass(Buffer.concat([held, chunk]), false)),
    flush: (done) => done(null, pass(held, true)),
  });
}

/** Of the base64 of a text with `before` bytes (of 3) before the secret, the characters that are its own whatever stands around it. */
function base64Within(secret: Buffer, before: number): string[] {
  const own = [Math.ceil((8 * before) / 6), Math.floor((8 * (before + secret.length)) / 6)] as const;
  const around = Buffer.concat([Buffer.alloc(before), secret]);
  return [around.toString("base64").slice(...own), around.toString("base64url").slice(...own)];
}

/** Without case: letters of one byte, so that nothing moves. */
const fold = (bytes: Buffer): Buffer => Buffer.from(bytes.toString("latin1").toLowerCase(), "latin1");

/** The first form first, of two at one place the longer. `rest` may be the beginning of one, unless this is the end. */
function redact(bytes: Buffer, forms: readonly Buffer[], isEnd: boolean): { clean: Buffer[]; rest: Buffer } {
  const folded = fold(bytes);
  const beginning = (from: number) => (isEnd ? bytes.length : Math.min(bytes.length, ...forms.map((form) => beginningAtEnd(folded, form, from))));
  // Looked for once more only where the last place was passed: a form that is not there is looked for once.
  const found = forms.map((form) => ({ form, at: place(folded, form, 0) }));
  const clean: Buffer[] = [];
  let from = 0;
  let waits = beginning(0);
  for (;;) {
    for (const each of found) if (each.at < from) each.at = place(folded, each.form, from);
    const next = found.reduce((best, each) => (each.at < best.at || (each.at === best.at && each.form.length > best.form.length) ? each : best), { form: MARK, at: Infinity });
    if (next.at >= waits) break;
    clean.push(bytes.subarray(from, next.at), MARK);
    from = next.at + next.form.length;
    if (from > waits) waits = beginning(from);
  }
  return { clean: [...clean, bytes.subarray(from, waits)], rest: bytes.subarray(waits) };
}

function place(bytes: Buffer, form: Buffer, from: number): number {
  const at = bytes.indexOf(form, from);
  return at < 0 ? Infinity : at;
}

/** Where the last bytes become the beginning of the form; the end where they don't. */
function beginningAtEnd(bytes: Buffer, form: Buffer, from: number): number {
  const first = form.subarray(0, 1);
  for (let at = place(bytes, first, Math.max(from, bytes.length - form.length + 1)); at < bytes.length; at = place(bytes, first, at + 1)) {
    if (bytes.subarray(at).equals(form.subarray(0, bytes.length - at))) return at;
  }
  return bytes.length;
}
