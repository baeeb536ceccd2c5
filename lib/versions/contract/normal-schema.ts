/** A schema as callers feel it: which types, which members, which bounds. */
export interface NormalSchema {
  /** `integer` is told apart from `number`; empty: anything. */
  types: Set<string>;
  isNullable: boolean;
  /** Null: any value of the types. */
  values: unknown[] | null;
  members: Map<string, unknown>;
  required: Set<string>;
  /** Other members than those named may be there. */
  isOpen: boolean;
  items: unknown;
  /** `minLength` … as numbers; `pattern`, `format` as text. */
  bounds: Map<string, number | string>;
  /** More than one form, compared as a whole: its text. */
  forms: string | null;
}

const BOUNDS = ["minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "pattern", "format"];
const REFERENCE = "#/components/";
const MAX_REFERENCES = 20;
const MAX_REFERENCE_LENGTH = 500;

/** What `$ref` leads to in its document; itself when it is none. */
export function resolved(schema: unknown, document: unknown): unknown {
  let found = schema;
  for (let step = 0; step < MAX_REFERENCES && isRecord(found) && typeof found["$ref"] === "string"; step += 1) {
    const path = found["$ref"];
    if (!path.startsWith(REFERENCE) || path.length > MAX_REFERENCE_LENGTH) return undefined;
    found = path.slice(2).split("/").reduce<unknown>((value, name) => memberOf(value, name.replaceAll("~1", "/").replaceAll("~0", "~")), document);
  }
  return found;
}

/** `steps`: how many schemas, members, options and values a whole comparison may still read. A document can be made to branch at every reference. */
export function normalSchema(schema: unknown, document: unknown, steps: { left: number }, depth = 0): NormalSchema {
  const normal: NormalSchema = { types: new Set(), isNullable: false, values: null, members: new Map(), required: new Set(), isOpen: true, items: undefined, bounds: new Map(), forms: null };
  if (steps.left < 0 || depth > 8) return normal;
  const from = resolved(schema, document);
  steps.left -= sizeOf(from);
  if (!isRecord(from) || steps.left < 0) return normal;
  takeOwn(normal, from);
  for (const part of listOf(from["allOf"])) merge(normal, normalSchema(part, document, steps, depth + 1));
  const options = listOf(from["anyOf"] ?? from["oneOf"]);
  const [only, ...others] = options.filter((option) => !isNull(resolved(option, document)));
  if (options.length > 0 && others.length === 0 && only !== undefined) merge(normal, normalSchema(only, document, steps, depth + 1));
  if (options.length > others.length + (only === undefined ? 0 : 1)) normal.isNullable = true;
  if (others.length > 0) {
    normal.forms = JSON.stringify(options);
    steps.left -= normal.forms.length >> 6;
  }
  return normal;
}

/** What reading one schema costs, without what is inside of its members. */
const sizeOf = (schema: unknown): number => ["properties", "enum", "anyOf", "oneOf", "allOf", "required"].reduce((sum, name) => sum + Object.keys(Object(memberOf(schema, name))).length, 1);

function takeOwn(normal: NormalSchema, from: Record<string, unknown>): void {
  for (const type of listOf(Array.isArray(from["type"]) ? from["type"] : from["type"] === undefined ? [] : [from["type"]])) {
    if (type === "null") normal.isNullable = true;
    else normal.types.add(String(type));
  }
  const values = from["const"] === undefined ? from["enum"] : [from["const"]];
  if (Array.isArray(values)) {
    normal.values = values.filter((value) => value !== null);
    if (values.includes(null)) normal.isNullable = true;
  }
  if (isRecord(from["properties"])) for (const [name, value] of Object.entries(from["properties"])) normal.members.set(name, value);
  for (const name of listOf(from["required"])) normal.required.add(String(name));
  normal.isOpen = from["additionalProperties"] !== false;
  normal.items = from["items"];
  for (const name of BOUNDS) {
    const value = from[name];
    if (typeof value === "number" || typeof value === "string") normal.bounds.set(name, value);
  }
}

function merge(into: NormalSchema, from: NormalSchema): void {
  for (const type of from.types) into.types.add(type);
  for (const [name, value] of from.members) into.members.set(name, value);
  for (const name of from.required) into.required.add(name);
  for (const [name, value] of from.bounds) into.bounds.set(name, value);
  into.isNullable ||= from.isNullable;
  into.values ??= from.values;
  into.items ??= from.items;
  into.isOpen &&= from.isOpen;
  into.forms ??= from.forms;
}

const isNull = (schema: unknown): boolean => isRecord(schema) && schema["type"] === "null";
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
export const memberOf = (value: unknown, name: string): unknown => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined);
