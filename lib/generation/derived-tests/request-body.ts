import type { ScratchRequest } from "#lib/runtime/runtime.ts";
import type { Json } from "#lib/versions/schema.ts";
import { readJson } from "./check-reply.ts";
import { isObject, memberOf } from "./json-value.ts";
import { follow } from "./operations.ts";

export type Body = { [key: string]: Json };
/** Schemas that a walk has been at: references of an untrusted document may lead back, or unfold without end. */
export type Seen = Set<Json>;

/** The request with another JSON body. */
export const withBody = (request: ScratchRequest, body: Json): ScratchRequest => ({ ...request, body: JSON.stringify(body) });

/** The request's JSON body when it is an object. */
export function bodyOf(request: ScratchRequest): Body | null {
  const body = readJson(request.body ?? "");
  return isObject(body) ? body : null;
}

/** A member that the schema describes, at any depth that the body has. */
export interface Place {
  path: string[];
  schema: Json;
  isRequired: boolean;
}

/** Every described member of the body, outermost first. */
export function placesOf(document: Json, schema: Json, body: Json, path: string[] = []): Place[] {
  const shape = shapeOf(document, schema);
  if (path.length > 3) return [];
  if (Array.isArray(body)) {
    const items = memberOf(follow(document, schema), "items");
    return items === undefined || body[0] === undefined ? [] : placesOf(document, items, body[0], [...path, "0"]);
  }
  if (!shape || !isObject(body)) return [];
  const own = Object.entries(shape.properties).map(([name, member]) => ({ path: [...path, name], schema: follow(document, member) ?? {}, isRequired: shape.required.has(name) }));
  const inner = own.flatMap((place) => {
    const name = place.path.at(-1) ?? "";
    return Object.hasOwn(body, name) ? placesOf(document, place.schema, body[name] ?? null, place.path) : [];
  });
  return [...own, ...inner];
}

export interface Shape {
  properties: { [name: string]: Json };
  required: Set<string>;
  additional: Json | undefined;
}

/** An object schema with its references followed and its `allOf` put together, each part once; null when it isn't one. */
export function shapeOf(document: Json, schema: Json, seen: Seen = new Set()): Shape | null {
  const found = follow(document, schema);
  if (!isObject(found) || seen.has(found)) return null;
  seen.add(found);
  const parts = Array.isArray(found.allOf) ? found.allOf.map((part) => shapeOf(document, part, seen)) : [];
  const own = isObject(found.properties) ? found.properties : {};
  const properties = Object.assign({}, ...parts.map((part) => part?.properties ?? {}), own);
  const required = new Set([...parts.flatMap((part) => [...(part?.required ?? [])]), ...(Array.isArray(found.required) ? found.required.filter((name) => typeof name === "string") : [])]);
  if (Object.keys(properties).length === 0 && found.type !== "object") return null;
  return { properties, required, additional: found.additionalProperties ?? parts.find((part) => part?.additional !== undefined)?.additional };
}

/** A copy of the body with another value at the path; undefined takes the member away. */
export function replaceAt(body: Json, path: readonly string[], value: Json | undefined): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value ?? null;
  if (Array.isArray(body)) return body.map((item, index) => (String(index) === name ? replaceAt(item, rest, value) : item));
  const members = isObject(body) ? { ...body } : {};
  if (rest.length === 0 && value === undefined) delete members[name];
  else members[name] = rest.length === 0 ? (value ?? null) : replaceAt(members[name] ?? {}, rest, value);
  return members;
}

export const valueAt = (body: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, name) => (Array.isArray(at) ? at[Number(name)] : memberOf(at, name)), body);

/** The types that a schema names, through `anyOf`, `oneOf` and references. Empty: it names none. */
export function typesOf(document: Json, schema: Json, seen: Seen = new Set()): Set<string> {
  const found = follow(document, schema);
  if (!isObject(found) || seen.has(found)) return new Set();
  seen.add(found);
  const own = [found.type].flat().filter((type) => typeof type === "string");
  return new Set([...own, ...optionsOf(found).flatMap((option) => [...typesOf(document, option, seen)])]);
}

/** What a schema lets one choose from. */
export const optionsOf = ({ anyOf, oneOf }: { [key: string]: Json }): Json[] => [anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
