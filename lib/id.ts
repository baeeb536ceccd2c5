import { randomBytes, randomFillSync, randomUUID } from "node:crypto";

const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A random string over `alphabet` without modulo bias. */
export function randomString(length: number, alphabet: string = BASE62): string {
  const limit = 256 - (256 % alphabet.length);
  let out = "";
  while (out.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < limit && out.length < length) out += alphabet[byte % alphabet.length];
    }
  }
  return out;
}

const pool = Buffer.alloc(4096);
let poolUsed = pool.length;

/** Random bytes in hexadecimal, at most 64. Drawn ahead: a system call each would cost more than all else that makes an id. */
export function randomHex(bytes: number): string {
  if (poolUsed + bytes > pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  const hex = pool.toString("hex", poolUsed, poolUsed + bytes);
  poolUsed += bytes;
  return hex;
}

/** `api_` + 16 of `[a-z0-9]`. */
export const newApiId = (): string => `api_${randomString(16, LOWER)}`;

const API_ID = /^api_[a-z0-9]{16}$/;
/** Whether `value` has the form of an API id; checked before any I/O. */
export const isApiId = (value: string): boolean => API_ID.test(value);

export const newUuid = (): string => randomUUID();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (value: string): boolean => UUID.test(value);

const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;
/** The request id to use: the caller's when it has the allowed form, else a new one. */
export const requestIdFrom = (header: string | undefined | null): string => (header && REQUEST_ID.test(header) ? header : randomUUID());
