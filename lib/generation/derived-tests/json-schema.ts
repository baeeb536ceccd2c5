import { Validator, type Schema } from "@cfworker/json-schema";
import { AppError } from "#lib/errors.ts";
import type { Json } from "#lib/versions/schema.ts";
import { isObject, memberOf } from "./json-value.ts";
import { isQuickPattern } from "./is-quick-pattern.ts";
import { regExpOf } from "./reg-exp-of.ts";

/** Why `value` does not fit `schema`, with its place, or null when it does. */
export type SchemaCheck = (schema: Json, value: Json) => string | null;

/** More evaluations of schemas than any honest check of one value needs. */
const MAX_STEPS = 300_000;

/**
 * Checks values against schemas of one OpenAPI 3.1 document (JSON Schema 2020-12). The document is an untrusted program's: its schemas are
 * interpreted, never compiled to code; patterns that could run for years or can't be read are left out, and a check of too many steps is a mismatch.
 */
export function createSchemaCheck(document: Json): SchemaCheck {
  const steps = { left: MAX_STEPS };
  const schemas = memberOf(memberOf(document, "components"), "schemas");
  const definitions = isObject(schemas) ? mapValues(schemas, (schema) => clean(schema, 0)) : {};
  const validators = new Map<Json, Validator>();
  const validatorOf = (schema: Json): Validator => {
    const known = validators.get(schema) ?? new Validator(counted({ $defs: structuredClone(definitions), allOf: [clean(schema, 0)] }, steps), "2020-12");
    validators.set(schema, known);
    return known;
  };
  return (schema, value) => {
    steps.left = MAX_STEPS;
    try {
      const result = validatorOf(schema).validate(value);
      if (result.valid) return null;
      const last = result.errors.at(-1);
      return last ? `${place(last.instanceLocation)}: ${last.error}` : "it does not fit the schema";
    } catch (error) {
      return `its schema can't be applied: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unknown reason"}`;
    }
  };
}

/** The validator reads `$recursiveAnchor` of each schema that it applies: the reading is what counts the steps. */
function counted(schema: { [key: string]: Json }, steps: { left: number }): Schema {
  const visit = (value: Json): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    Object.values(value).forEach(visit);
    Object.defineProperty(value, "$recursiveAnchor", { enumerable: false, get: () => {
      steps.left -= 1;
      if (steps.left < 0) throw new Error("checking takes too many steps");
      return undefined;
    } });
  };
  visit(schema);
  return schema;
}

/** The keywords whose values are schemas, by the form in which they hold them. */
const ONE = new Set(["items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else", "unevaluatedProperties", "unevaluatedItems"]);
const LIST = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const MAP = new Set(["properties", "patternProperties", "dependentSchemas"]);
const PLAIN = new Set(["type", "enum", "const", "required", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minContains", "maxContains", "dependentRequired"]);
/** Formats on which libraries agree. Of the others only the pattern beside them counts. */
const FORMATS = new Set(["date", "date-time", "uuid"]);
const REFERENCE = "#/components/schemas/";

/** The schema with the keywords that decide, references into `$defs`, and nothing else: examples and extensions would be read as schemas. */
function clean(schema: Json, depth: number): Json {
  if (depth > 60) throw new AppError("generation_failed", "A schema of the OpenAPI document is nested too deeply. Nothing was deployed.");
  if (!isObject(schema)) return schema === false ? false : true;
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "$ref" && typeof value === "string") kept[key] = value.startsWith(REFERENCE) ? `#/$defs/${value.slice(REFERENCE.length)}` : value;
    else if (PLAIN.has(key)) kept[key] = value;
    else if (key === "pattern" && typeof value === "string" && isQuickPattern(value) && regExpOf(value)) kept[key] = value;
    else if (key === "format" && FORMATS.has(String(value)) && schema.pattern === undefined) kept[key] = value;
    else if (ONE.has(key)) kept[key] = clean(value, depth + 1);
    else if (LIST.has(key) && Array.isArray(value)) kept[key] = value.map((item) => clean(item, depth + 1));
    else if (MAP.has(key) && isObject(value)) kept[key] = mapValues(value, (item) => clean(item, depth + 1));
  }
  return kept;
}

const place = (pointer: string): string => (pointer === "#" ? "body" : `body${pointer.slice(1).replaceAll("/", ".")}`);

const mapValues = (map: { [key: string]: Json }, change: (value: Json) => Json): { [key: string]: Json } => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
