import type { DataOperation, Json } from "#lib/runtime/runtime.ts";
import { invalid } from "./data-failure.ts";
import { fieldName, isStorable } from "./field-name.ts";
import { parseWhere, type Condition } from "./parse-where.ts";
import { parseAggregate, type Aggregate } from "./parse-aggregate.ts";
import { decodeCursor, type ListOrder, type Cursor } from "./list-cursor.ts";

export type Fields = { [field: string]: Json };
export type Operation = { collection: string } & (
  | { name: "insert"; id: string | null; data: Fields; unique: string[] }
  | { name: "get"; id: string }
  | { name: "list"; where: Condition[]; order: ListOrder; limit: number; cursor: Cursor | null }
  | { name: "update"; id: string; patch: Fields; ifVersion: number | null; unique: string[] }
  | { name: "delete"; id: string }
  | { name: "count"; where: Condition[] }
  | ({ name: "aggregate" } & Aggregate)
  | { name: "increment"; id: string; field: string; by: number; min: number | null; max: number | null }
);

export const MAX_DOCUMENT_BYTES = 64 * 1024;
export const MAX_LIST = 100;
const DEFAULT_LIST = 20;
const MAX_DEPTH = 20;
const COLLECTION = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;

/** Reads `[operation, collection, ...arguments]`, all of it hostile. Throws DataFailure `invalid` in words. */
export function parseOperation([name, collection, ...rest]: DataOperation): Operation {
  if (typeof collection !== "string" || !COLLECTION.test(collection)) {
    throw invalid("A collection's name has letters, digits and _, starts with a letter and is at most 63 characters long.");
  }
  const [first, second, third, fourth] = rest;
  switch (name) {
    case "insert": {
      const value = fieldsOf(first, "The document to insert");
      const id = value["id"] === undefined || value["id"] === null ? null : idOf(value["id"]);
      return { name, collection, id, data: ownFields(value), unique: uniqueOf(second) };
    }
    case "get":
    case "delete":
      return { name, collection, id: idOf(first) };
    case "list":
      return { name, collection, ...listOptions(first) };
    case "update": {
      const { ifVersion } = record(third);
      if (ifVersion !== undefined && !Number.isInteger(ifVersion)) throw invalid("ifVersion is a whole number.");
      const patch = ownFields(fieldsOf(second, "The change"));
      return { name, collection, id: idOf(first), patch, ifVersion: typeof ifVersion === "number" ? ifVersion : null, unique: uniqueOf(third) };
    }
    case "count":
      return { name, collection, where: parseWhere(first) };
    case "aggregate":
      return { name, collection, ...parseAggregate(first) };
    case "increment": {
      const { min, max } = record(fourth);
      return { name, collection, id: idOf(first), field: fieldName(second), by: finite(third, "by"), min: optional(min, "min"), max: optional(max, "max") };
    }
    default:
      throw invalid("There is no such data operation.");
  }
}

function listOptions(value: unknown): { where: Condition[]; order: ListOrder; limit: number; cursor: Cursor | null } {
  const { where, orderBy, limit, cursor } = record(value);
  const [field, direction] = Array.isArray(orderBy) ? (orderBy as unknown[]) : [orderBy ?? "createdAt", "asc"];
  if (direction !== "asc" && direction !== "desc" && direction !== undefined) throw invalid('orderBy is a field or [field, "asc" | "desc"].');
  const order: ListOrder = { field: fieldName(field), direction: direction ?? "asc" };
  const size = limit === undefined || limit === null ? DEFAULT_LIST : limit;
  if (typeof size !== "number" || !Number.isInteger(size) || size < 1 || size > MAX_LIST) throw invalid(`limit is a whole number from 1 to ${MAX_LIST}.`);
  return { where: parseWhere(where), order, limit: size, cursor: cursor === undefined || cursor === null || cursor === "" ? null : decodeCursor(cursor, order) };
}

function record(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function idOf(value: unknown): string {
  if (typeof value !== "string" || value.length === 0 || value.length > 200 || !isStorable(value)) throw invalid("An id is a text of 1 to 200 characters.");
  return value;
}

function finite(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw invalid(`${name} is a number.`);
  return value;
}
const optional = (value: unknown, name: string): number | null => (value === undefined || value === null ? null : finite(value, name));

function uniqueOf(options: unknown): string[] {
  const { unique } = record(options);
  if (unique === undefined) return [];
  if (!Array.isArray(unique) || unique.length > 5) throw invalid("unique names at most 5 fields.");
  return unique.map(fieldName);
}

function fieldsOf(value: unknown, what: string): Fields {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw invalid(`${what} is an object.`);
  requireStorable(value, 0);
  const size = Buffer.byteLength(JSON.stringify(value));
  if (size > MAX_DOCUMENT_BYTES) throw invalid(`${what} has ${Math.ceil(size / 1024)} KB; a document holds at most ${MAX_DOCUMENT_BYTES / 1024} KB.`);
  return value as Fields;
}

/** A stored document that comes back in a change carries the platform's fields: they are left out. */
function ownFields(value: Fields): Fields {
  const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, version, ...data } = value;
  if (version !== undefined && typeof version !== "number") throw invalid('"version" is a field of the platform, a number: give yours another name.');
  return data;
}

function requireStorable(value: unknown, depth: number): void {
  if (depth > MAX_DEPTH) throw invalid(`A document is at most ${MAX_DEPTH} levels deep.`);
  if (typeof value === "string" && !isStorable(value)) throw invalid("Text can't hold the character NUL or half of a surrogate pair.");
  if (value === null || typeof value !== "object") return;
  for (const [key, member] of Object.entries(value)) {
    if (!isStorable(key)) throw invalid("A field's name can't hold the character NUL or half of a surrogate pair.");
    requireStorable(member, depth + 1);
  }
}
