import { z } from "zod";

export type Schema = Record<string, unknown>;

/** JSON Schema of 2020-12, which is OpenAPI 3.1's. What holds any JSON says nothing about it. */
export function toSchema(schema: z.ZodType, io: "input" | "output"): Schema {
  const { $schema: _dialect, $defs: _definitions, ...made } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return JSON.parse(JSON.stringify(made, (_key, value: unknown) => (typeof value === "object" && value !== null && "$ref" in value ? {} : value)));
}

/** What is not JSON is described by its media type alone. */
export const BYTES: Schema = { type: "string", format: "binary" };
