import { ANY, type Member, type Shape } from "./shape.ts";
import { intersect } from "./intersect.ts";

const REFERENCE = "#/components/schemas/";
const MAX_DEPTH = 20;
/** Schemas that are read of one: a document can be made to branch at every reference. */
const MAX_READS = 500;

/** The shape that a named schema of an OpenAPI document describes; what it says beyond types, members and enums is left out. */
export function schemaShape(openapi: unknown, name: string): Shape {
  const schemas = member(member(openapi, "components"), "schemas");
  let left = MAX_READS;
  const shapeOf = (schema: unknown, depth: number): Shape => {
    left -= 1;
    if (left < 0 || depth > MAX_DEPTH || !isRecord(schema)) return ANY;
    if (typeof schema["$ref"] === "string") return schema["$ref"].startsWith(REFERENCE) ? shapeOf(member(schemas, schema["$ref"].slice(REFERENCE.length)), depth + 1) : ANY;
    if (Array.isArray(schema["enum"])) return unionOf(schema["enum"].map(literalOf));
    if (schema["const"] !== undefined) return literalOf(schema["const"]);
    if (Array.isArray(schema["allOf"])) return schema["allOf"].map((one) => shapeOf(one, depth + 1)).reduce(intersect, ANY);
    const options = schema["anyOf"] ?? schema["oneOf"];
    if (Array.isArray(options)) return unionOf(options.map((one) => shapeOf(one, depth + 1)));
    const types = Array.isArray(schema["type"]) ? schema["type"] : [schema["type"]];
    return unionOf(types.map((type) => ofType(type, schema, (inner) => shapeOf(inner, depth + 1))));
  };
  return shapeOf(member(schemas, name), 0);
}

function ofType(type: unknown, schema: Record<string, unknown>, shapeOf: (schema: unknown) => Shape): Shape {
  if (type === "integer" || type === "number") return { kind: "scalar", type: "number" };
  if (type === "string" || type === "boolean" || type === "null") return { kind: "scalar", type };
  if (type === "array") return { kind: "array", item: shapeOf(schema["items"]) };
  if (type !== "object") return ANY;
  if (!isRecord(schema["properties"])) return { kind: "record", value: shapeOf(schema["additionalProperties"]) };
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  // With a default the code fills in what is missing.
  const members = Object.entries(schema["properties"]).map(([name, value]): [string, Member] => [name, { shape: shapeOf(value), isOptional: !required.has(name) || member(value, "default") !== undefined }]);
  return { kind: "object", members: Object.fromEntries(members) };
}

const literalOf = (value: unknown): Shape =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? { kind: "literal", value } : value === null ? { kind: "scalar", type: "null" } : ANY;
const unionOf = (shapes: Shape[]): Shape => (shapes.length === 1 ? (shapes[0] ?? ANY) : { kind: "union", of: shapes });
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const member = (value: unknown, name: string): unknown => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined);
