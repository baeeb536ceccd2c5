/** A JSON Schema as far as a form needs it, references resolved. */
export interface SchemaNode {
  types: readonly string[];
  description: string;
  format?: string;
  pattern?: string;
  choices?: readonly unknown[];
  example?: unknown;
  fallback?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  items?: SchemaNode;
  properties: readonly { name: string; isRequired: boolean; schema: SchemaNode }[];
}

const MAX_DEPTH = 8;
export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** Reads a schema of a document that may say anything: what it doesn't understand takes any value. */
export function readSchema(raw: unknown, document: unknown, depth = 0): SchemaNode {
  const schema = resolve(raw, document);
  if (!isRecord(schema) || depth > MAX_DEPTH) return { types: [], description: "", properties: [] };
  const union = [schema["anyOf"], schema["oneOf"]].find(Array.isArray);
  if (union) return readUnion(union, schema, document, depth);
  const merged = Array.isArray(schema["allOf"]) ? mergeAll(schema, document) : schema;
  const required = Array.isArray(merged["required"]) ? merged["required"] : [];
  const properties = isRecord(merged["properties"]) ? Object.entries(merged["properties"]) : [];
  return {
    types: typesOf(merged),
    description: textOf(merged["description"]) ?? "",
    ...bounds(merged),
    ...(merged["items"] === undefined ? {} : { items: readSchema(merged["items"], document, depth + 1) }),
    properties: properties.map(([name, property]) => ({ name, isRequired: required.includes(name), schema: readSchema(property, document, depth + 1) })),
  };
}

/** `{ anyOf: [string, null] }` is a string that may be null; of several kinds of things the first gives the form. */
function readUnion(union: readonly unknown[], schema: Record<string, unknown>, document: unknown, depth: number): SchemaNode {
  const options = union.map((option) => readSchema(option, document, depth + 1));
  const first = options.find(({ types }) => !types.includes("null")) ?? options[0] ?? { types: [], description: "", properties: [] };
  const description = textOf(schema["description"]) ?? first.description;
  const others = options.filter((option) => option !== first && !option.types.every((type) => type === "null"));
  // A value of another branch is right too, so nothing of the first may refuse it.
  if (others.length > 0) return { types: [], description, properties: [], ...(first.example === undefined ? {} : { example: first.example }) };
  return { ...first, description, types: [...new Set(options.flatMap(({ types }) => types))], ...bounds(schema) };
}

function bounds(schema: Record<string, unknown>): Partial<SchemaNode> {
  const [format, pattern] = [textOf(schema["format"]), textOf(schema["pattern"])];
  const [minimum, maximum, minLength, maxLength] = ["minimum", "maximum", "minLength", "maxLength"].map((name) => numberOf(schema[name]));
  const choices = Array.isArray(schema["enum"]) ? schema["enum"] : "const" in schema ? [schema["const"]] : undefined;
  const example = schema["example"] ?? (Array.isArray(schema["examples"]) ? schema["examples"][0] : undefined);
  return {
    ...(format === undefined ? {} : { format }), ...(pattern === undefined ? {} : { pattern }), ...(choices ? { choices } : {}),
    ...(example === undefined ? {} : { example }), ...(schema["default"] === undefined ? {} : { fallback: schema["default"] }),
    ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }),
    ...(minLength === undefined ? {} : { minLength }), ...(maxLength === undefined ? {} : { maxLength }),
  };
}

function typesOf({ type, properties, items, nullable }: Record<string, unknown>): string[] {
  const named = [type].flat().filter((each): each is string => typeof each === "string");
  if (named.length > 0) return nullable === true ? [...named, "null"] : named;
  return isRecord(properties) ? ["object"] : items === undefined ? [] : ["array"];
}

function mergeAll(schema: Record<string, unknown>, document: unknown): Record<string, unknown> {
  const parts = [...(Array.isArray(schema["allOf"]) ? schema["allOf"] : []), { ...schema, allOf: undefined }].map((part) => resolve(part, document)).filter(isRecord);
  const properties = Object.assign({}, ...parts.map((part) => part["properties"]));
  return { ...Object.assign({}, ...parts), properties, required: parts.flatMap((part) => (Array.isArray(part["required"]) ? part["required"] : [])) };
}

/** Follows `#/…` of the document itself; anything else stays unknown. */
export function resolve(value: unknown, document: unknown, hops = 0): unknown {
  const reference = isRecord(value) ? value["$ref"] : undefined;
  if (typeof reference !== "string") return value;
  if (!reference.startsWith("#/") || hops > MAX_DEPTH) return undefined;
  const found = reference.slice(2).split("/").reduce<unknown>((at, part) => (isRecord(at) ? at[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined), document);
  return resolve(found, document, hops + 1);
}
