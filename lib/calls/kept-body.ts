import { KEPT_BODY_BYTES, type KeptBody } from "./schema.ts";

/** Members and parameters that are left out of what is kept of a call. */
const SECRET_NAME = /pass(word|phrase|code)?$|^pw$|secret|token|api[-_]?key|authorization|cookie|credential|session|signature|private[-_]?key|^otp$|^pin$|^cv[vc]2?$|card[-_]?number|^iban$|^ssn$/i;
/** Our keys, JSON Web Tokens, and what comes after a scheme of HTTP authentication, wherever they are. */
const SECRET_TEXT = /\bapi[cm]_[0-9A-Za-z]{16,}|\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*|\b(?:bearer|basic)\s+[\w+/=.~-]{8,}/gi;
const HIDDEN = "[hidden]";

/** A body as it is kept: JSON without what is named or looks like a secret. Null: too long, or not JSON. */
export function keptBody(body: Buffer | string | null): KeptBody | null {
  if (body === null || body.length === 0 || body.length > KEPT_BODY_BYTES) return null;
  const text = body.toString();
  let isMasked = false;
  const hide = (): string => {
    isMasked = true;
    return HIDDEN;
  };
  try {
    const value: unknown = JSON.parse(text, (name, member: unknown) => {
      const isLeaf = typeof member === "string" || typeof member === "number";
      if (isLeaf && SECRET_NAME.test(name)) return hide();
      return typeof member === "string" ? member.replaceAll(SECRET_TEXT, hide).replaceAll("\0", "\uFFFD") : member;
    });
    return { text: JSON.stringify(value), isMasked };
  } catch {
    return null;
  }
}

/** A query (without its question mark) as it is kept, encoded as it came. */
export function keptQuery(query: string): string {
  return query.split("&").map((part) => {
    const end = part.indexOf("=");
    return end !== -1 && SECRET_NAME.test(decoded(part.slice(0, end))) ? `${part.slice(0, end)}=${HIDDEN}` : keptText(part);
  }).join("&").slice(0, 1_024);
}

/** A path or a header's value as it is kept. */
export const keptText = (text: string): string => text.replaceAll(SECRET_TEXT, HIDDEN).replaceAll("\0", "\uFFFD");

/** Whether something was left out of it: it can't be sent again. */
export const hidesSomething = (text: string | null): boolean => text?.includes(HIDDEN) === true;

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
