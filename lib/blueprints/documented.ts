import type { ContractStep, Json } from "#lib/versions/schema.ts";
import { step } from "./contract-step.ts";

/** What a schema of the document says: the members that are always there, in order, or some of them, and what it says of some of its members. */
export interface Documented {
  required: readonly string[] | { $hasAll: string[] };
  properties?: { [name: string]: Json };
}

/**
 * A step that holds an API to its own document, which clients are generated from: which members its schemas require, the form of every
 * error, and, by path, one parameter of its GET.
 */
export const documented = (schemas: Record<string, Documented>, parameters: Record<string, Json> = {}): ContractStep => {
  const all: [string, Documented][] = [...Object.entries(schemas), ["Problem", { required: ["error"], properties: { error: { required: ["code", "message"] } } }]];
  const paths = Object.fromEntries(Object.entries(parameters).map(([path, parameter]) => [path, { get: { parameters: { $contains: parameter } } }]));
  return step("GET", "/openapi.json", 200, {
    expect: { components: { schemas: Object.fromEntries(all.map(([name, { required, properties }]) => [name, { required: "$hasAll" in required ? required : [...required], ...(properties ? { properties } : {}) }])) }, ...(Object.keys(paths).length > 0 ? { paths } : {}) },
  });
};

export const WHOLE = { type: "integer" } as const;
/** The usual `limit` of a list. */
export const LIMIT: Json = { name: "limit", schema: { type: "integer", minimum: 1, maximum: 100, default: 20 } };
