import type { Json } from "#lib/versions/schema.ts";
import type { OutlineField } from "../outline/schema.ts";
import { isObject } from "./read-document.ts";

type JsonObject = { [key: string]: Json };
export interface ReadFields {
  fields: OutlineField[];
  /** What no field can hold, in words. */
  unserved: string[];
}

/** What every thing here has anyway. */
const GIVEN = /^(?:_?id|uuid|created_?at|updated_?at|created|updated|version|links|_links)$/i;
const MAX_REFERENCES = 8;

/** The fields of a schema of a thing. `things`: the singulars that a field may refer to. */
export function fieldsOfSchema(schema: JsonObject, thing: string, document: JsonObject, things: readonly string[]): ReadFields {
  const { properties, required } = merged(schema, document, 0);
  const read: ReadFields = { fields: [], unserved: [] };
  for (const [name, raw] of Object.entries(properties)) {
    if (GIVEN.test(name)) continue;
    const found = isObject(raw) ? resolved(raw, document) : {};
    const kind = kindOf(name, found, things);
    if (!kind) read.unserved.push(`${name} of ${thing}: a field here holds one value or a list of texts`);
    else if (found["readOnly"] === true) read.unserved.push(`${name} of ${thing}: it is set by the API, and the document does not say to what`);
    else read.fields.push({ name: name.slice(0, 40), isRequired: required.has(name) && kind.kind !== "boolean", isUnique: false, ...kind });
  }
  return read;
}

type Kind = Pick<OutlineField, "kind" | "choices" | "min" | "max" | "maxLength" | "of">;

function kindOf(name: string, schema: JsonObject, things: readonly string[]): Kind | null {
  const types = [schema["type"]].flat().filter((type) => type !== "null");
  const type = types.length === 1 ? types[0] : undefined;
  const choices = Array.isArray(schema["enum"]) ? schema["enum"].filter((value) => typeof value === "string") : [];
  if (choices.length > 1) return { kind: "choice", choices: choices.slice(0, 30) };
  const target = things.find((thing) => name.toLowerCase().replace(/_?ids?$/, "") === thing.replaceAll(" ", "") && /id$/i.test(name));
  if (target && (type === "string" || type === "integer")) return { kind: "reference", of: target };
  if (type === "boolean") return { kind: "boolean" };
  if (type === "integer" || type === "number") return { kind: type === "number" && /price|amount|cost|total|fee/i.test(name) ? "money" : type, ...bound("min", schema["minimum"]), ...bound("max", schema["maximum"]) };
  if (type === "array") return isObject(schema["items"]) && schema["items"]["type"] === "string" ? { kind: "list" } : null;
  return type === "string" ? text(name, schema) : null;
}

function text(name: string, { format, maxLength }: JsonObject): Kind {
  const kind = FORMATS[String(format)];
  if (kind) return { kind };
  const most = typeof maxLength === "number" && maxLength >= 5 && maxLength <= 10_000 ? { maxLength } : {};
  const isLong = /description|notes?|body|content|text|comment|summary|bio/i.test(name) || (typeof maxLength === "number" && maxLength > 500);
  return { kind: isLong ? "longText" : "text", ...most };
}

const FORMATS: Record<string, Kind["kind"]> = { date: "date", "date-time": "dateTime", time: "time", email: "email", uri: "url", url: "url" };
const bound = (end: "min" | "max", value: Json | undefined): Partial<Kind> => (typeof value === "number" && Number.isInteger(value) && Math.abs(value) <= 1e9 ? { [end]: value } : {});

/** All properties of a schema and of those that it is made of. */
function merged(raw: JsonObject, document: JsonObject, depth: number): { properties: JsonObject; required: Set<string> } {
  const schema = resolved(raw, document);
  const parts = depth < MAX_REFERENCES && Array.isArray(schema["allOf"]) ? schema["allOf"].filter(isObject).slice(0, 10).map((part) => merged(part, document, depth + 1)) : [];
  const own = isObject(schema["properties"]) ? schema["properties"] : {};
  const names = Array.isArray(schema["required"]) ? schema["required"].filter((name) => typeof name === "string") : [];
  return { properties: Object.assign({}, ...parts.map(({ properties }) => properties), own), required: new Set([...parts.flatMap(({ required }) => [...required]), ...names]) };
}

/** Follows `$ref` within the document, a few steps at most; no other document is read. */
export function resolved(schema: JsonObject, document: JsonObject): JsonObject {
  let found = schema;
  for (let step = 0; step < MAX_REFERENCES && typeof found["$ref"] === "string"; step += 1) {
    const target = found["$ref"].startsWith("#/") ? found["$ref"].slice(2).split("/").reduce<Json | undefined>((at, part) => (isObject(at) && Object.hasOwn(at, part) ? at[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined), document) : undefined;
    if (!isObject(target)) return {};
    found = target;
  }
  return "$ref" in found ? {} : found;
}
