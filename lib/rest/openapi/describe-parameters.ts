import type { AnyOperation } from "../operations.ts";
import { pathParameter } from "../path-parameters.ts";
import { isOnce } from "./is-once.ts";
import { type Schema, toSchema } from "./to-schema.ts";

/** What an operation reads beside its body. */
export function describeParameters(operation: AnyOperation): Schema[] {
  const { path, method, query, events, etag } = operation;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({ name, in: "path", required: true, ...pathParameter(path, name), schema: { type: "string" } }));
  const properties = query ? Object.entries(toSchema(query, "output")["properties"] ?? {}) : [];
  const inQuery = properties.map(([name, { description, ...schema }]: [string, Schema]) => ({ name, in: "query", required: false, ...(description ? { description } : {}), schema }));
  const header = (name: string): Schema => ({ $ref: `#/components/parameters/${name}` });
  return [
    ...inPath, ...inQuery, ...(events && method === "GET" ? [header("Last-Event-ID")] : []), ...(etag && method !== "GET" ? [header("If-Match")] : []), ...(isOnce(operation) ? [header("Idempotency-Key")] : []),
  ];
}

const header = (name: string, description: string, example: string): Schema => ({ name, in: "header", required: false, description, schema: { type: "string" }, example });

/** The headers that several operations read, as components. */
export const headerParameters = (): Schema => ({
  "Last-Event-ID": header("Last-Event-ID", "The number of the last event that was read: the stream goes on after it.", "12"),
  "If-Match": header("If-Match", "The ETag that was read: when somebody else changed it since, 412 and nothing is changed.", '"3"'),
  "Idempotency-Key": header("Idempotency-Key", "1 to 255 visible ASCII characters. The same key, address and body get the first reply again for 24 hours (with `Idempotent-Replayed: true`), without a secret that it told; another request with the same key is refused.", "order-2031-01-31"),
});
