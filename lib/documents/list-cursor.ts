import { invalid } from "./data-failure.ts";
import { isStorable } from "./field-name.ts";

export interface ListOrder {
  field: string;
  direction: "asc" | "desc";
}
/** The place after a document: its sort key as Postgres prints it, and its id for ties. */
export interface Cursor {
  key: string;
  id: string;
}

/** A document's largest value, written as JSON twice. */
const MAX_CURSOR = 400_000;

/** Opaque to the API. It names its order, so that a cursor of another list is refused. */
export const encodeCursor = (order: ListOrder, cursor: Cursor): string =>
  Buffer.from(JSON.stringify([order.field, order.direction, cursor.key, cursor.id])).toString("base64url");

export function decodeCursor(text: unknown, order: ListOrder): Cursor {
  const bad = invalid("This cursor does not belong to this list: use the cursor of the page before, with the same orderBy.");
  if (typeof text !== "string" || text.length > MAX_CURSOR) throw bad;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    throw bad;
  }
  if (!Array.isArray(parts)) throw bad;
  const [field, direction, key, id] = parts as unknown[];
  if (field !== order.field || direction !== order.direction || typeof key !== "string" || typeof id !== "string") throw bad;
  if (!isStorable(key) || !isStorable(id)) throw bad;
  return { key, id };
}
