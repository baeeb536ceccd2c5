import type { Json } from "#lib/runtime/runtime.ts";
import { invalid } from "./data-failure.ts";
import { isStorable } from "./field-name.ts";

export type Fields = { [field: string]: Json };

const MAX_DOCUMENT_BYTES = 64 * 1024;
const MAX_DEPTH = 20;
/** Postgres writes numbers out in full: 1e308 takes 309 bytes of what is counted. */
const MAX_NUMBER = 1e40;

/** A document of the API's own, or a part of one. `what` names it in the refusal. Throws DataFailure `invalid`. */
export function parseFields(value: unknown, what: string): Fields {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw invalid(`${what} is an object.`);
  requireValue(value, what);
  return value as Fields;
}

/** Throws DataFailure `invalid` for what can't be stored: too large, too deep, or text that Postgres has no form for. */
export function requireValue(value: unknown, what: string): void {
  requireStorable(value, 0);
  const size = Buffer.byteLength(JSON.stringify(value) ?? "");
  if (size > MAX_DOCUMENT_BYTES) throw invalid(`${what} has ${Math.ceil(size / 1024)} KB; a document holds at most ${MAX_DOCUMENT_BYTES / 1024} KB.`);
}

/** Of a document that was changed. Throws DataFailure `invalid`. */
export function requireSize(fields: Fields): void {
  if (Buffer.byteLength(JSON.stringify(fields)) > MAX_DOCUMENT_BYTES) throw invalid(`A document holds at most ${MAX_DOCUMENT_BYTES / 1024} KB.`);
}

/** A stored document that comes back in a change carries the platform's fields: they are left out. */
export function ownFields(value: Fields): Fields {
  const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, version, ...data } = value;
  if (version !== undefined && typeof version !== "number") throw invalid('"version" is a field of the platform, a number: give yours another name.');
  return data;
}

function requireStorable(value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw invalid(`A document is at most ${MAX_DEPTH} levels deep.`);
  if (typeof value === "string" && !isStorable(value)) throw invalid("Text can't hold the character NUL or half of a surrogate pair.");
  if (typeof value === "number") return requireNumber(value);
  if (value === null || typeof value !== "object") return;
  for (const [key, member] of Object.entries(value)) {
    if (!isStorable(key)) throw invalid("A field's name can't hold the character NUL or half of a surrogate pair.");
    requireStorable(member, depth + 1);
  }
}

function requireNumber(value: number): void {
  const size = Math.abs(value);
  if (size >= MAX_NUMBER || (size > 0 && size < 1 / MAX_NUMBER)) throw invalid(`The number ${value} is too ${size < 1 ? "close to 0" : "large"}: what is stored has less than 40 digits before the point and after it. Store it as a text.`);
}
