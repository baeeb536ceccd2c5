import type { IncomingHttpHeaders } from "node:http";

/** What of a request may hold placeholders. */
export interface Fillable {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
/** The value of a secret by its name. Throws EgressRefused. */
export type RevealSecret = (name: string) => string;

const NAME = "([A-Z][A-Z0-9_]{0,62})";
const [OPEN, COLON, CLOSE] = ["(?:\\{|%7[Bb]){2}", "(?::|%3[Aa])", "(?:\\}|%7[Dd]){2}"];

/**
 * Puts secrets where the code put `c.env.SECRETS.NAME`: in headers (a Basic credential included), in the address, in the body, encoded as
 * the place wants it. A placeholder carries the runtime's own random mark: text that callers of the API send in can't name a secret.
 */
export function fillSecrets({ path, headers, body }: Fillable, mark: string, reveal: RevealSecret): Fillable {
  if (!isMark(mark)) return { path, headers, body };
  const placeholder = new RegExp(`${OPEN}secret${COLON}${NAME}${COLON}${mark}${CLOSE}`, "g");
  const fill = (text: string, encode: (value: string) => string): string => text.replace(placeholder, (_all, name: string) => encode(reveal(name)));
  const fillHeader = (value: string): string => {
    const [, credential] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(value) ?? [];
    if (credential === undefined) return fill(value, plain);
    const known = Buffer.from(credential, "base64").toString("utf8");
    const filled = fill(known, plain);
    return filled === known ? value : `Basic ${Buffer.from(filled).toString("base64")}`;
  };
  return {
    path: fill(path, encodeURIComponent),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.map(fillHeader) : value === undefined ? value : fillHeader(value)])),
    // As bytes: what is no text stays as it is.
    body: body.length === 0 ? body : Buffer.from(fill(body.toString("latin1"), bodyEncoding(String(headers["content-type"] ?? ""))), "latin1"),
  };
}

/** An address as fixtures write it: without the mark. */
export const withoutMark = (text: string, mark: string): string => (isMark(mark) ? text.replace(new RegExp(`${COLON}${mark}(?=${CLOSE})`, "g"), "") : text);

const isMark = (mark: string): boolean => /^[a-f0-9]{16,64}$/.test(mark);
const plain = (value: string): string => value;
const asBytes = (text: string): string => Buffer.from(text).toString("latin1");

function bodyEncoding(contentType: string): (value: string) => string {
  if (/\bjson\b/i.test(contentType)) return (value) => asBytes(JSON.stringify(value).slice(1, -1));
  if (/x-www-form-urlencoded/i.test(contentType)) return encodeURIComponent;
  return asBytes;
}
