import type { Json } from "#lib/versions/schema.ts";
import { isObject, memberOf } from "./json-value.ts";

export interface Parameter {
  name: string;
  schema: Json;
  isRequired: boolean;
}
export interface DocumentedReply {
  /** Null: no JSON body is documented. */
  schema: Json | null;
  hasContent: boolean;
}
/** One operation of the OpenAPI document, with its references followed. */
export interface Operation {
  method: string;
  template: string;
  /** `GET /books/{id}`. */
  title: string;
  words: string;
  pathNames: string[];
  path: Parameter[];
  query: Parameter[];
  /** Its JSON body. */
  body: { schema: Json; isRequired: boolean } | null;
  /** By status as documented: `200`, `4XX`, `default`. */
  replies: Map<string, DocumentedReply>;
  /** `x-per-consumer`: one consumer sees nothing of another's. */
  isPerConsumer: boolean;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

export function readOperations(document: Json): Operation[] {
  const paths = memberOf(document, "paths");
  if (!isObject(paths)) return [];
  return Object.entries(paths).flatMap(([template, item]) =>
    METHODS.flatMap((method) => {
      const raw = memberOf(item, method);
      return isObject(raw) ? [readOperation(document, template, method, raw, memberOf(item, "parameters"))] : [];
    }),
  );
}

/** Follows `$ref` as far as it leads; undefined when it leads nowhere. */
export function follow(document: Json, value: Json | undefined): Json | undefined {
  let current = value;
  for (let steps = 0; steps < 20; steps += 1) {
    const reference = memberOf(current, "$ref");
    if (typeof reference !== "string") return current;
    if (!reference.startsWith("#/")) return undefined;
    current = reference.slice(2).split("/").reduce<Json | undefined>((at, part) => memberOf(at, keyOf(part)), document);
  }
  return undefined;
}

/** A part of a JSON pointer in a fragment (RFC 6901). */
const keyOf = (part: string): string => decoded(part).replaceAll("~1", "/").replaceAll("~0", "~");

/** Without its percent signs; a text in which they are broken stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The operation that answers this request: of several the one with the fewest parameters in its path. */
export function operationOf(operations: readonly Operation[], method: string, path: string): Operation | null {
  const found = operations.filter((operation) => operation.method === method && patternOf(operation.template).test(plainPath(path)));
  return found.toSorted((a, b) => a.pathNames.length - b.pathNames.length)[0] ?? null;
}

export const plainPath = (path: string): string => path.split("?")[0] ?? "/";

/** The template without the parameter at its end: where the things are listed. */
export const collectionOf = (template: string): string => template.replace(/\/\{[^}]+\}$/, "");

/** PUT under a name of one's own makes things too. */
export const makesByName = ({ method, replies }: Operation): boolean => method === "PUT" && replies.has("201");

export const patternOf = (template: string): RegExp =>
  new RegExp(`^${template.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("([^/]+)")}$`);

/** What the document says about a reply with this status. */
export const replyOf = (operation: Operation, status: number): DocumentedReply | undefined =>
  operation.replies.get(String(status)) ?? operation.replies.get(`${String(status)[0]}XX`) ?? operation.replies.get("default");

function readOperation(document: Json, template: string, method: string, raw: { [key: string]: Json }, shared: Json | undefined): Operation {
  const parameters = [shared, raw.parameters].flatMap((list) => (Array.isArray(list) ? list : [])).map((parameter) => follow(document, parameter));
  const of = (place: string): Parameter[] => parameters.filter((parameter) => memberOf(parameter, "in") === place).map((parameter) => ({
    name: String(memberOf(parameter, "name")), schema: memberOf(parameter, "schema") ?? {}, isRequired: memberOf(parameter, "required") === true,
  }));
  const body = follow(document, raw.requestBody);
  const schema = jsonSchemaOf(memberOf(body, "content"));
  const responses = isObject(raw.responses) ? Object.entries(raw.responses) : [];
  return {
    method: method.toUpperCase(), template, title: `${method.toUpperCase()} ${template}`, words: `${text(raw.summary)} ${text(raw.description)}`.trim(),
    pathNames: [...template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? ""), path: of("path"), query: of("query"),
    body: schema === null ? null : { schema, isRequired: memberOf(body, "required") === true },
    replies: new Map(responses.map(([status, reply]) => {
      const content = memberOf(follow(document, reply), "content");
      return [status, { schema: jsonSchemaOf(content), hasContent: isObject(content) && Object.keys(content).length > 0 }];
    })),
    isPerConsumer: raw["x-per-consumer"] === true,
  };
}

function jsonSchemaOf(content: Json | undefined): Json | null {
  if (!isObject(content)) return null;
  const entry = Object.entries(content).find(([type]) => /^application\/(?:[\w.+-]+\+)?json\b/.test(type));
  return entry ? (memberOf(entry[1], "schema") ?? null) : null;
}

const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
