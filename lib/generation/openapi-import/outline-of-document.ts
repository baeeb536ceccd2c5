import type { Json } from "#lib/versions/schema.ts";
import { plainName } from "../outline/name-of.ts";
import { MOST_FIELDS, MOST_THINGS, type Outline, outlineSchema, type OutlineThing } from "../outline/schema.ts";
import { onLastWord, singular } from "../resource-builder/words.ts";
import { fieldsOfSchema, resolved } from "./fields-of-schema.ts";
import { isObject } from "./read-document.ts";

type JsonObject = { [key: string]: Json };
export interface DocumentOutline {
  /** Null: the document describes nothing that could be kept. */
  outline: Outline | null;
  /** Operations and fields that are not built, each with the reason. */
  unserved: string[];
}

const METHODS = ["get", "post", "put", "patch", "delete", "head", "options"];
/** What each thing is served with, by whether the path ends in a parameter. */
const SERVED = { collection: new Set(["get", "post"]), item: new Set(["get", "put", "patch", "delete"]) };

/** The things that an OpenAPI document keeps, as far as the built-in generator serves them. */
export function outlineOfDocument(document: JsonObject): DocumentOutline {
  const paths = isObject(document["paths"]) ? Object.entries(document["paths"]).flatMap(([path, item]) => (isObject(item) ? [{ path, item, place: placeOf(path) }] : [])) : [];
  const schemas = new Map<string, JsonObject>();
  for (const { item, place } of paths) if (place && !schemas.has(place.thing)) schemas.set(place.thing, schemaOf(item, document) ?? {});
  for (const { item, place } of paths) if (place && Object.keys(schemas.get(place.thing) ?? {}).length === 0) schemas.set(place.thing, schemaOf(item, document) ?? {});
  if (paths.length === 0) for (const [name, schema] of Object.entries(definitionsOf(document))) if (isObject(schema) && isObject(schema["properties"])) schemas.set(plainName(name), schema);
  const unserved: string[] = [];
  const names = [...schemas.keys()];
  const things = names.flatMap((name): OutlineThing[] => {
    const { fields, unserved: parts } = fieldsOfSchema(schemas.get(name) ?? {}, name, document, names.filter((other) => other !== name));
    unserved.push(...parts);
    return fields.length > 0 ? [{ singular: name.slice(0, 40), ownership: "shared", fields: fields.slice(0, MOST_FIELDS), search: [], rules: [] }] : [];
  });
  unserved.push(...things.slice(MOST_THINGS).map((thing) => `${thing.singular}: at most ${MOST_THINGS} kinds of things fit in one API`));
  const outline = fitting({ things: things.slice(0, MOST_THINGS) }, unserved);
  const kept = new Set(outline?.things.map((thing) => thing.singular));
  for (const { path, item, place } of paths) {
    for (const method of METHODS.filter((name) => isObject(item[name]))) {
      if (place && kept.has(place.thing) && SERVED[place.isItem ? "item" : "collection"].has(method)) continue;
      unserved.push(`${method.toUpperCase()} ${path}: ${place && kept.has(place.thing) ? "things here are listed, added, read, changed and deleted" : "the document does not say what it keeps"}`);
    }
  }
  return { outline, unserved: unserved.map((line) => line.slice(0, 300)) };
}

/** `/api/v1/books/{id}` is one of the books; null where nothing is named. */
function placeOf(path: string): { thing: string; isItem: boolean } | null {
  const parts = path.split("/").filter((part) => part !== "" && !/^(?:api|rest|v\d+)$/i.test(part));
  const isItem = /^\{[^{}]+\}$/.test(parts.at(-1) ?? "");
  const name = parts.at(isItem ? -2 : -1);
  const thing = name === undefined || name.includes("{") ? "" : onLastWord(plainName(name), singular);
  // `/books/{id}/publish` does something with a book.
  return thing === "" || (!isItem && parts.length > 1 && parts.at(-2)?.includes("{") && onLastWord(plainName(name ?? ""), singular) === plainName(name ?? "")) ? null : { thing, isItem };
}

/** What is sent to make or change one, else what is answered. */
function schemaOf(item: JsonObject, document: JsonObject): JsonObject | null {
  for (const method of ["post", "put", "patch", "get"]) {
    const operation = item[method];
    if (!isObject(operation)) continue;
    const body = isObject(operation["requestBody"]) ? resolved(operation["requestBody"], document) : {};
    const inBody = Array.isArray(operation["parameters"]) ? operation["parameters"].filter(isObject).find((parameter) => parameter["in"] === "body") : undefined;
    const replies = isObject(operation["responses"]) ? operation["responses"] : {};
    const reply = ["200", "201"].map((status) => replies[status]).find(isObject);
    const found = jsonSchemaIn(body) ?? (inBody && isObject(inBody["schema"]) ? inBody["schema"] : null) ?? (reply ? jsonSchemaIn(resolved(reply, document)) : null);
    const thing = found ? oneOf(resolved(found, document), document) : null;
    if (thing) return thing;
  }
  return null;
}

function jsonSchemaIn(holder: JsonObject): JsonObject | null {
  const content = isObject(holder["content"]) ? Object.entries(holder["content"]).find(([type]) => /json/.test(type))?.[1] : holder;
  return isObject(content) && isObject(content["schema"]) ? content["schema"] : null;
}

/** A list is one of its items. */
function oneOf(schema: JsonObject, document: JsonObject): JsonObject | null {
  if (isObject(schema["items"])) return resolved(schema["items"], document);
  const wrapped = isObject(schema["properties"]) ? ["items", "data", "results"].map((name) => (isObject(schema["properties"]) ? schema["properties"][name] : undefined)).find((part) => isObject(part) && isObject(part["items"])) : undefined;
  if (isObject(wrapped) && isObject(wrapped["items"])) return resolved(wrapped["items"], document);
  return isObject(schema["properties"]) || Array.isArray(schema["allOf"]) ? schema : null;
}

const definitionsOf = (document: JsonObject): JsonObject => (isObject(document["components"]) && isObject(document["components"]["schemas"]) ? document["components"]["schemas"] : isObject(document["definitions"]) ? document["definitions"] : {});

/** Without the fields that can't be built as they are, each told. */
function fitting(outline: Outline, unserved: string[]): Outline | null {
  let things = outline.things;
  for (let round = 0; things.length > 0 && round < 20; round += 1) {
    const read = outlineSchema.safeParse({ things });
    if (read.success) return read.data;
    const wrong = new Map<number, Map<number | null, string>>();
    for (const { path: [, thing, member, field], message } of read.error.issues) if (typeof thing === "number") wrong.set(thing, (wrong.get(thing) ?? new Map()).set(member === "fields" && typeof field === "number" ? field : null, message));
    things = things.flatMap((thing, index) => {
      const found = wrong.get(index);
      if (!found) return [thing];
      unserved.push(...[...found].map(([field, message]) => `${field === null ? thing.singular : `${thing.fields[field]?.name ?? ""} of ${thing.singular}`}: ${message}`));
      const fields = thing.fields.filter((_field, at) => !found.has(at));
      return found.has(null) || fields.length === 0 ? [] : [{ ...thing, fields }];
    });
  }
  return null;
}
