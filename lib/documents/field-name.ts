import { invalid } from "./data-failure.ts";

/** Reads a field's name. It is always a bound value of a statement, never part of its text. Throws DataFailure `invalid`. */
export function fieldName(value: unknown): string {
  if (typeof value === "string" && value.length > 0 && value.length <= 200 && isStorable(value)) return value;
  throw invalid("A field's name is a text of 1 to 200 characters.");
}

/** The fields that the platform gives each document, and what they are in JSON. */
export const PLATFORM_TYPES: ReadonlyMap<string, "string" | "number"> = new Map([["id", "string"], ["version", "number"], ["createdAt", "string"], ["updatedAt", "string"]]);

/** Reads the name of a field of the API's own. Throws DataFailure `invalid`. */
export function ownFieldName(value: unknown): string {
  const name = fieldName(value);
  if (PLATFORM_TYPES.has(name)) throw invalid(`"${name}" is a field of the platform, which sets it.`);
  return name;
}

/** Postgres' jsonb holds neither NUL nor half a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes("\0") && text.isWellFormed();
