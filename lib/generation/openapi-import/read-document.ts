import { CORE_SCHEMA, load } from "js-yaml";
import { AppError } from "#lib/errors.ts";
import type { Json } from "#lib/versions/schema.ts";

/** In characters: of the text that is sent. */
export const MAX_DOCUMENT_LENGTH = 300_000;
const MAX_DEPTH = 48;
const MAX_VALUES = 40_000;

export interface OpenApiSource {
  /** Plain JSON: no references to the same object, no special keys. */
  document: { [key: string]: Json };
  title: string;
  version: string;
}

/** An OpenAPI 3 or Swagger 2 document from JSON or YAML. Throws `invalid` for what is none, is too large, too deep or refers to itself. */
export function readDocument(text: string): OpenApiSource {
  if (text.length > MAX_DOCUMENT_LENGTH) throw refuse(`This document has ${text.length.toLocaleString("en")} characters; at most ${MAX_DOCUMENT_LENGTH.toLocaleString("en")} fit. Leave out examples and descriptions.`);
  const budget = { left: MAX_VALUES };
  const document = plain(parsed(text), 0, budget);
  if (typeof document !== "object" || document === null || Array.isArray(document)) throw refuse("This is no OpenAPI document: it is not an object.");
  const { openapi, swagger, paths, components, definitions, info } = document;
  if (!/^3\.|^2\.0/.test(String(openapi ?? swagger ?? ""))) throw refuse("This is no OpenAPI document: it has no `openapi: 3.…` and no `swagger: \"2.0\"`.");
  if (!isObject(paths) && !isObject(components) && !isObject(definitions)) throw refuse("This OpenAPI document has neither paths nor schemas: there is nothing to build from.");
  const { title, version } = isObject(info) ? info : {};
  return { document, title: short(title, "Untitled"), version: short(version, "") };
}

/** The description of an API that starts from a document and nothing else. */
export const importPrompt = ({ title, version }: Pick<OpenApiSource, "title" | "version">): string => `An API as the OpenAPI document "${title}"${version === "" ? "" : `, version ${version},`} describes it`;

function parsed(text: string): unknown {
  try {
    // What YAML's aliases refer to is shared: counting the values below ends a bomb and a circle.
    return /^\s*\{/.test(text) ? JSON.parse(text) : load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    if (error instanceof RangeError || /maxDepth/.test(String(error))) throw refuse("This document is nested too deeply to be read.");
    throw refuse(`This is neither JSON nor YAML: ${error instanceof Error ? (error.message.split("\n")[0] ?? "").slice(0, 200) : "it can't be read"}`);
  }
}

function plain(value: unknown, depth: number, budget: { left: number }): Json {
  budget.left -= 1;
  if (budget.left < 0) throw refuse(`This document has more than ${MAX_VALUES.toLocaleString("en")} values. Leave out what the API does not need.`);
  if (depth > MAX_DEPTH) throw refuse(`This document is nested more than ${MAX_DEPTH} levels deep.`);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1, budget));
  if (typeof value !== "object") return null;
  return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (key === "__proto__" || key === "constructor" || key === "prototype" ? [] : [[key, plain(item, depth + 1, budget)]])));
}

export const isObject = (value: unknown): value is { [key: string]: Json } => typeof value === "object" && value !== null && !Array.isArray(value);
const short = (value: unknown, fallback: string): string => (typeof value === "string" || typeof value === "number" ? String(value).replaceAll(/[\p{C}\s]+/gu, " ").trim().slice(0, 80) : "") || fallback;
const refuse = (message: string): AppError => new AppError("invalid", message, { extensions: { errors: [{ path: "openapi", message }] } });
