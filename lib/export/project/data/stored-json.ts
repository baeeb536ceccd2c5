import type { Fields } from "#lib/documents/parse-fields.ts";
import type { Json } from "#lib/runtime/runtime.ts";

/** A document as it lies in SQLite. */
export interface StoredJson {
  data: string;
  /** Its texts in lower case where SQLite's own `lower` would not do, which knows only ASCII. */
  folded: string | null;
}

/** Member names become letters, digits, `_` and `~`, so that each can stand in a JSON path. */
export const keyOf = (field: string): string => (/^[A-Za-z_][A-Za-z0-9_]*$/.test(field) ? field : `~${Buffer.from(field).toString("hex")}`);
const fieldOf = (key: string): string => (key.startsWith("~") ? Buffer.from(key.slice(1), "hex").toString() : key);

/** The folded text of the document's id: no field's key is this. */
export const ID_KEY = "~id";

export function toStored(id: string, fields: Fields): StoredJson {
  const entries = Object.entries(fields).map(([field, value]) => [keyOf(field), value] as const);
  const texts = [...entries, [ID_KEY, id] as const].filter((entry): entry is readonly [string, string] => typeof entry[1] === "string" && /[^\0-\x7f]/.test(entry[1]));
  return {
    data: JSON.stringify(Object.fromEntries(entries)),
    folded: texts.length === 0 ? null : JSON.stringify(Object.fromEntries(texts.map(([key, text]) => [key, text.toLowerCase()]))),
  };
}

/** With its members in the order in which the platform's database gives them: by length, then by bytes. */
export function fromStored(data: string): Fields {
  const fields = Object.entries(JSON.parse(data) as Fields).map(([key, value]) => [fieldOf(key), value] as const);
  return ordered(Object.fromEntries(fields)) as Fields;
}

function ordered(value: Json): Json {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => ({ key, bytes: Buffer.from(key), member }));
  entries.sort((a, b) => a.bytes.length - b.bytes.length || Buffer.compare(a.bytes, b.bytes));
  return Object.fromEntries(entries.map(({ key, member }) => [key, ordered(member)]));
}
