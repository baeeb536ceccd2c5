import type { ContractTest } from "#lib/versions/schema.ts";
import { exampleOf } from "./example-of.ts";
import { isRecord, readSchema, resolve, type SchemaNode } from "./schema-node.ts";

export interface Parameter {
  name: string;
  place: "path" | "query" | "header";
  isRequired: boolean;
  description: string;
  schema: SchemaNode;
  /** What the field begins with; empty: nothing. */
  example: string;
}
/** One operation of an API's document, ready for the console. */
export interface TryOperation {
  /** `GET /books/{id}` */
  id: string;
  method: string;
  path: string;
  group: string;
  summary: string;
  description: string;
  parameters: readonly Parameter[];
  body: { schema: SchemaNode; isRequired: boolean; example: string } | null;
  replies: readonly { status: string; description: string }[];
}

const METHODS = ["get", "post", "put", "patch", "delete"];
const PLACES = ["path", "query", "header"] as const;
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The operations of an OpenAPI document in its order, with examples taken from the contract tests, which work. */
export function readOperations(openapi: unknown, tests: readonly ContractTest[]): TryOperation[] {
  const paths = isRecord(openapi) && isRecord(openapi["paths"]) ? openapi["paths"] : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((name) => {
      const operation = isRecord(item) ? item[name] : undefined;
      return isRecord(item) && isRecord(operation) ? [readOperation({ path, method: name.toUpperCase(), item, operation, openapi, tests })] : [];
    }),
  );
}

interface Found {
  path: string;
  method: string;
  item: Record<string, unknown>;
  operation: Record<string, unknown>;
  openapi: unknown;
  tests: readonly ContractTest[];
}

function readOperation(found: Found): TryOperation {
  const { path, method, operation, openapi } = found;
  const tags = Array.isArray(operation["tags"]) ? operation["tags"] : [];
  const replies = isRecord(operation["responses"]) ? Object.entries(operation["responses"]) : [];
  return {
    id: `${method} ${path}`, method, path, group: textOf(tags[0]) || groupOf(path),
    summary: textOf(operation["summary"]), description: textOf(operation["description"]),
    parameters: parametersOf(found), body: bodyOf(found),
    replies: replies.map(([status, reply]) => ({ status, description: textOf(recordOf(resolve(reply, openapi))["description"]) })),
  };
}

/** `/books/{id}/loans` → `books` */
const groupOf = (path: string): string => path.split("/").find((part) => part !== "" && !part.startsWith("{")) ?? "root";

function parametersOf({ path, item, operation, openapi }: Found): Parameter[] {
  const all = [item["parameters"], operation["parameters"]].flatMap((list) => (Array.isArray(list) ? list : [])).map((raw) => recordOf(resolve(raw, openapi)));
  const known = all.flatMap((raw): Parameter[] => {
    const place = PLACES.find((each) => each === raw["in"]);
    const name = textOf(raw["name"]);
    if (!place || name === "") return [];
    const schema = readSchema(raw["schema"], openapi);
    const isRequired = place === "path" || raw["required"] === true;
    const example = raw["example"] ?? (isRequired && place !== "path" ? exampleOf(schema) : schema.example);
    return [{ name, place, isRequired, description: textOf(raw["description"]) || schema.description, schema, example: example === undefined ? "" : plain(example) }];
  });
  const inPath = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
  const missing = inPath.filter((name) => !known.some((parameter) => parameter.place === "path" && parameter.name === name));
  const unnamed = missing.map((name): Parameter => ({ name, place: "path", isRequired: true, description: "", schema: { types: ["string"], description: "", properties: [] }, example: "" }));
  // The operation's own word for a parameter is the later one.
  return [...new Map([...unnamed, ...known].map((parameter) => [`${parameter.place} ${parameter.name}`, parameter])).values()];
}

function bodyOf({ path, method, operation, openapi, tests }: Found): TryOperation["body"] {
  const body = recordOf(resolve(operation["requestBody"], openapi));
  const content = recordOf(body["content"]);
  const media = recordOf(content["application/json"] ?? Object.values(content)[0]);
  if (operation["requestBody"] === undefined) return null;
  const schema = readSchema(media["schema"], openapi);
  const sent = bodyOfTest(tests, method, path);
  return { schema, isRequired: body["required"] === true, example: sent || JSON.stringify(media["example"] ?? exampleOf(schema), null, 2) };
}

/** A body that a contract test sent with success. */
export function bodyOfTest(tests: readonly ContractTest[], method: string, template: string): string {
  const parts = template.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const pattern = new RegExp(`^${parts.join("[^/?]+")}(\\?|$)`);
  for (const { request, expect } of tests.flatMap((test) => test.steps)) {
    const hasPassed = [expect.status].flat().every((status) => status < 300);
    if (request.method !== method || request.body === undefined || !hasPassed || !pattern.test(request.path)) continue;
    const text = JSON.stringify(request.body, null, 2);
    if (!text.includes("{{")) return text;
  }
  return "";
}

const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const plain = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
