import type { SchemaNode } from "./schema-node.ts";

/** A value that fits a schema: its own example, else its default, its first choice, or one that is made up. */
export function exampleOf(schema: SchemaNode, depth = 0): unknown {
  const { example, fallback, choices, types } = schema;
  if (example !== undefined) return example;
  if (fallback !== undefined) return fallback;
  if (choices && choices.length > 0) return choices[0];
  const type = types.find((each) => each !== "null");
  if (type === "object" || schema.properties.length > 0) return Object.fromEntries(schema.properties.filter(({ isRequired }) => isRequired || depth === 0).map(({ name, schema: inner }) => [name, exampleOf(inner, depth + 1)]));
  if (type === "array") return schema.items && depth < 4 ? [exampleOf(schema.items, depth + 1)] : [];
  if (type === "integer" || type === "number") return Math.min(Math.max(1, schema.minimum ?? 1), schema.maximum ?? Number.MAX_SAFE_INTEGER);
  if (type === "boolean") return true;
  if (type === "null") return null;
  return textFor(schema);
}

const TEXTS: Record<string, string> = { date: "2026-05-17", "date-time": "2026-05-17T09:30:00Z", time: "09:30:00", email: "ada@example.com", uri: "https://example.com", url: "https://example.com", uuid: "3f2504e0-4f89-41d3-9a0c-0305e82c3301" };

function textFor({ format, minLength = 0, maxLength = 200 }: SchemaNode): string {
  const text = TEXTS[format ?? ""] ?? "example";
  return text.padEnd(minLength, "x").slice(0, Math.max(maxLength, minLength));
}
