import { createHmac } from "node:crypto";
import { crc32 } from "node:zlib";
import { randomString } from "#lib/id.ts";

export type KeyKind = "call" | "management";

/** A secret kept outside of the database, with its number; older ones stay listed until their keys are gone. */
export interface Pepper {
  version: number;
  secret: string;
}

export interface NewKey {
  /** Shown once. */
  secret: string;
  /** What stays visible: `apic_` and eight characters. */
  prefix: string;
  lastFour: string;
  hash: Buffer;
  pepperVersion: number;
}

const PREFIX: Record<KeyKind, string> = { call: "apic_", management: "apim_" };
/** 33 characters of base62 are 196 bits. */
const RANDOM_LENGTH = 33;
const CHECKSUM_LENGTH = 6;
export const KEY_LENGTH = PREFIX.call.length + RANDOM_LENGTH + CHECKSUM_LENGTH;
const FORM = /^(apic|apim)_([0-9A-Za-z]{33})([0-9A-Za-z]{6})$/;
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Makes a key. The newest pepper hashes it. */
export function makeKey(kind: KeyKind, pepper: Pepper): NewKey {
  const body = PREFIX[kind] + randomString(RANDOM_LENGTH);
  const secret = body + checksum(body);
  return { secret, prefix: secret.slice(0, 13), lastFour: secret.slice(-4), hash: hashKey(secret, pepper), pepperVersion: pepper.version };
}

/** The kind of a well-formed key; undefined for anything else, a typo included, with no database call. */
export function parseKey(value: string): KeyKind | undefined {
  const match = FORM.exec(value);
  if (!match || checksum(value.slice(0, -CHECKSUM_LENGTH)) !== match[3]) return undefined;
  return match[1] === "apic" ? "call" : "management";
}

/** Whether `value` claims to be one of our keys, well-formed or not. */
export const looksLikeKey = (value: string): boolean => value.startsWith(PREFIX.call) || value.startsWith(PREFIX.management);

/** HMAC-SHA-256 with the pepper: a stolen database can't be searched for a leaked key. */
export const hashKey = (secret: string, pepper: Pepper): Buffer => createHmac("sha256", pepper.secret).update(secret).digest();

/** The hashes a key may be stored under, one per pepper. */
export const possibleHashes = (secret: string, peppers: readonly Pepper[]): Buffer[] => peppers.map((pepper) => hashKey(secret, pepper));

/** The pepper that hashes what is new. Throws without any: that is a mistake of the start. */
export function newestOf(peppers: readonly Pepper[]): Pepper {
  const [newest] = peppers;
  if (!newest) throw new Error("no pepper is set");
  return newest;
}

/** CRC-32 in base62: not a secret, only there to find typing mistakes and to let scanners recognise a leaked key. */
function checksum(body: string): string {
  let rest = crc32(body);
  let out = "";
  for (let i = 0; i < CHECKSUM_LENGTH; i += 1) {
    out = BASE62.charAt(rest % 62) + out;
    rest = Math.floor(rest / 62);
  }
  return out;
}
