import type { DataOperation } from "#lib/runtime/host-ports.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { invalid } from "./data-failure.ts";
import { fieldName, isStorable, ownFieldName } from "./field-name.ts";
import { parseWhere, type Condition } from "./parse-where.ts";
import { parseAggregate, type Aggregate } from "./parse-aggregate.ts";
import { parseFields, ownFields, requireValue, type Fields } from "./parse-fields.ts";
import { decodeCursor, type ListOrder, type Cursor } from "./list-cursor.ts";

export interface ListPart {
  where: Condition[];
  order: ListOrder;
  limit: number;
  cursor: Cursor | null;
}
/** Seconds; null: for good; undefined: as it was. */
export type Lifetime = number | null | undefined;
export type Operation = { collection: string } & (
  | { name: "insert"; id: string | null; data: Fields; unique: string[]; lifetime: number | null }
  | { name: "get"; id: string }
  | ({ name: "list" } & ListPart)
  | { name: "update"; id: string; patch: Fields; ifVersion: number | null; unique: string[]; lifetime: Lifetime }
  | { name: "delete"; id: string }
  | { name: "count"; where: Condition[] }
  | ({ name: "aggregate" } & Aggregate)
  | { name: "increment"; id: string; field: string; by: number; min: number | null; max: number | null }
  | { name: "kvGet" | "kvDelete"; id: string }
  | { name: "kvPut"; id: string; value: Json; lifetime: number | null }
  | { name: "kvList"; prefix: string; limit: number; after: string | null }
);
/** All of its operations, or none. */
export interface Transaction {
  name: "transaction";
  operations: Operation[];
}

export const MAX_LIST = 100;
/** Of one turn, those within transactions counted: what a transaction can add unseen is what quotas allow for. */
export const MAX_OPERATIONS = 100;
/** Where the keys of c.env.DATA.kv are; no collection of an API has such a name. */
export const KV_COLLECTION = "_kv";
const DEFAULT_LIST = 20;
const MAX_LIFETIME_S = 10 * 366 * 86_400;
const COLLECTION = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;

/** Reads `[operation, collection, ...arguments]` or `["transaction", operations]`, all of it hostile. Throws DataFailure `invalid` in words. */
export function parseOperation(operation: DataOperation): Operation | Transaction {
  const [name, operations] = operation;
  if (name !== "transaction") return parseSingle(operation);
  if (!Array.isArray(operations) || operations.length > MAX_OPERATIONS) throw invalid(`A transaction has at most ${MAX_OPERATIONS} operations.`);
  return { name, operations: operations.map((inner: unknown) => parseSingle(Array.isArray(inner) ? inner : [])) };
}

function parseSingle([name, collection, ...rest]: DataOperation): Operation {
  const [first, second, third, fourth] = rest;
  switch (name) {
    case "kvGet":
    case "kvDelete":
      return { name, collection: KV_COLLECTION, id: idOf(first) };
    case "kvPut":
      requireValue(second, "The value");
      return { name, collection: KV_COLLECTION, id: idOf(first), value: (second ?? null) as Json, lifetime: lifetimeOf(third) ?? null };
    case "kvList":
      return { name, collection: KV_COLLECTION, ...keysPart(first) };
  }
  if (typeof collection !== "string" || !COLLECTION.test(collection)) {
    throw invalid("A collection's name has letters, digits and _, starts with a letter and is at most 63 characters long.");
  }
  switch (name) {
    case "insert": {
      const value = parseFields(first, "The document to insert");
      const id = value["id"] === undefined || value["id"] === null ? null : idOf(value["id"]);
      return { name, collection, id, data: ownFields(value), unique: uniqueOf(second), lifetime: lifetimeOf(second) ?? null };
    }
    case "get":
    case "delete":
      return { name, collection, id: idOf(first) };
    case "list":
      return { name, collection, ...parseList(first) };
    case "update": {
      const { ifVersion } = record(third);
      if (ifVersion !== undefined && !Number.isInteger(ifVersion)) throw invalid("ifVersion is a whole number.");
      const patch = ownFields(parseFields(second, "The change"));
      return { name, collection, id: idOf(first), patch, ifVersion: typeof ifVersion === "number" ? ifVersion : null, unique: uniqueOf(third), lifetime: lifetimeOf(third) };
    }
    case "count":
      return { name, collection, where: parseWhere(first) };
    case "aggregate":
      return { name, collection, ...parseAggregate(first) };
    case "increment": {
      const { min, max } = record(fourth);
      requireValue(third, "by");
      return { name, collection, id: idOf(first), field: ownFieldName(second), by: finite(third, "by"), min: optional(min, "min"), max: optional(max, "max") };
    }
    default:
      throw invalid("There is no such data operation.");
  }
}

/** Reads `{ where, orderBy, limit, cursor }`. Throws DataFailure `invalid`. */
export function parseList(value: unknown): ListPart {
  const { where, orderBy, limit, cursor } = record(value);
  const [field, direction] = Array.isArray(orderBy) ? (orderBy as unknown[]) : [orderBy ?? "createdAt", "asc"];
  if (direction !== "asc" && direction !== "desc" && direction !== undefined) throw invalid('orderBy is a field or [field, "asc" | "desc"].');
  const order: ListOrder = { field: fieldName(field), direction: direction ?? "asc" };
  return { where: parseWhere(where), order, limit: limitOf(limit), cursor: cursor === undefined || cursor === null || cursor === "" ? null : decodeCursor(cursor, order) };
}

/** Reads `{ prefix, limit, cursor }`; the cursor of a list of keys is the last key. */
function keysPart(value: unknown): { prefix: string; limit: number; after: string | null } {
  const { prefix, limit, cursor } = record(value);
  if (prefix !== undefined && (typeof prefix !== "string" || prefix.length > 200 || !isStorable(prefix))) throw invalid("prefix is a text of at most 200 characters.");
  return { prefix: prefix ?? "", limit: limitOf(limit), after: cursor === undefined || cursor === null || cursor === "" ? null : idOf(cursor) };
}

function limitOf(limit: unknown): number {
  const size = limit === undefined || limit === null ? DEFAULT_LIST : limit;
  if (typeof size !== "number" || !Number.isInteger(size) || size < 1 || size > MAX_LIST) throw invalid(`limit is a whole number from 1 to ${MAX_LIST}.`);
  return size;
}

function lifetimeOf(options: unknown): Lifetime {
  const { ttlSeconds } = record(options);
  if (ttlSeconds === undefined || ttlSeconds === null) return ttlSeconds;
  if (typeof ttlSeconds !== "number" || !(ttlSeconds > 0) || ttlSeconds > MAX_LIFETIME_S) throw invalid(`ttlSeconds is a number over 0, at most ${MAX_LIFETIME_S}.`);
  return ttlSeconds;
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
