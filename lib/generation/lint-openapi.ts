import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { findHappyCalls } from "./derived-tests/find-happy-calls.ts";
import { createSchemaCheck, type SchemaCheck } from "./derived-tests/json-schema.ts";
import { isObject, memberOf } from "./derived-tests/json-value.ts";
import { follow, readOperations, type Operation } from "./derived-tests/operations.ts";
import { optionsOf, shapeOf, type Seen } from "./derived-tests/request-body.ts";

export interface LintFinding {
  rule: string;
  message: string;
}
type Members = { [key: string]: Json };

/**
 * What a linter of OpenAPI documents (Spectral's `oas`, Redocly's `recommended`) would say about a valid document, and the rules that
 * every generated API is told: bounded texts and lists, closed bodies, limits from 1 to 100, a test for each operation.
 */
export function lintOpenApi(document: Json, tests: readonly ContractTest[]): LintFinding[] {
  const operations = readOperations(document);
  const fits = createSchemaCheck(document);
  const dangling = danglingReferences(document);
  if (dangling.length > 0) return dangling.map((reference) => ({ rule: "no-unresolved-refs", message: `the reference ${reference} leads nowhere` }));
  return [
    ...lintInfo(document), ...lintPaths(operations), ...operationIds(document),
    ...operations.flatMap((operation) => lintOperation(document, operation)),
    ...operations.flatMap((operation) => lintInputs(document, operation)),
    ...wrongExamples(document, fits), ...untested(operations, tests),
  ];
}

function lintInfo(document: Json): LintFinding[] {
  const info = memberOf(document, "info");
  return ["title", "version", "description"].filter((name) => !isText(memberOf(info, name))).map((name) => ({ rule: `info-${name}`, message: `info has no ${name}` }));
}

function lintPaths(operations: readonly Operation[]): LintFinding[] {
  const seen = new Map<string, string>();
  return [...new Set(operations.map(({ template }) => template))].flatMap((template) => {
    const shape = template.replace(/\{[^}]+\}/g, "{}");
    const other = seen.get(shape);
    seen.set(shape, template);
    return [
      ...(other === undefined ? [] : [{ rule: "no-ambiguous-paths", message: `the paths ${other} and ${template} can't be told apart` }]),
      ...(template.includes("?") || (template.length > 1 && template.endsWith("/")) ? [{ rule: "path-form", message: `the path ${template} has a query or ends in a slash` }] : []),
    ];
  });
}

function operationIds(document: Json): LintFinding[] {
  const ids = rawOperations(document).map(({ raw }) => raw.operationId).filter((id) => typeof id === "string");
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => ({ rule: "operation-operationId-unique", message: `the operationId ${id} is given twice` }));
}

function lintOperation(document: Json, operation: Operation): LintFinding[] {
  const { title, template, pathNames, path, replies } = operation;
  const raw = rawOperations(document).find((other) => other.title === title)?.raw ?? {};
  const find = (rule: string, message: string): LintFinding => ({ rule, message: `${title} ${message}` });
  const undescribed = isObject(raw.responses) ? Object.entries(raw.responses).filter(([, reply]) => !isText(memberOf(follow(document, reply), "description"))) : [];
  const undeclared = pathNames.filter((name) => !path.some((parameter) => parameter.name === name && parameter.isRequired));
  const unused = path.filter(({ name }) => !template.includes(`{${name}}`));
  return [
    ...(isText(raw.summary) ? [] : [find("operation-summary", "has no summary")]),
    ...(Array.isArray(raw.tags) && raw.tags.length > 0 ? [] : [find("operation-tags", "has no tags")]),
    ...([...replies.keys()].some((status) => /^[23]/.test(status)) ? [] : [find("operation-success-response", "documents no reply that succeeds")]),
    ...undescribed.map(([status]) => find("response-description", `does not describe its reply ${status}`)),
    ...undeclared.map((name) => find("path-parameters-defined", `does not declare the path parameter ${name}`)),
    ...unused.map(({ name }) => find("path-parameters-used", `declares the path parameter ${name}, which its path does not hold`)),
  ];
}

/** What a careful API bounds. */
function lintInputs(document: Json, { title, body, query, method }: Operation): LintFinding[] {
  const limit = method === "GET" ? query.find(({ name }) => name === "limit") : undefined;
  const bounds = limit && follow(document, limit.schema);
  const [low, high] = [memberOf(bounds, "minimum"), memberOf(bounds, "maximum")];
  const isBounded = !limit || (typeof low === "number" && low >= 1 && typeof high === "number" && high <= 100);
  return [
    ...(isBounded ? [] : [{ rule: "limit-bounds", message: `${title} takes a limit without bounds: it goes from 1 to at most 100` }]),
    ...(body ? unbounded(document, body.schema, [], new Set()).map(({ place, what }) => ({ rule: "body-bounds", message: `${title} takes ${place === "" ? "a body" : place} ${what}` })) : []),
  ];
}

/** Formats whose texts are short by themselves. */
const SHORT_FORMATS = new Set(["date", "time", "date-time", "uuid", "duration", "ipv4", "ipv6"]);

/** Each schema is looked at once, in the first place where the body holds it. */
function unbounded(document: Json, given: Json, path: readonly string[], seen: Seen): { place: string; what: string }[] {
  const schema = follow(document, given);
  if (!isObject(schema) || seen.has(schema) || path.length > 8) return [];
  seen.add(schema);
  const place = path.join(".");
  const types = [schema.type].flat();
  const isOnly = (type: string): boolean => types.includes(type) && types.every((other) => other === type || other === "null");
  const own = [
    ...(isOnly("string") && schema.maxLength === undefined && schema.enum === undefined && schema.const === undefined && schema.pattern === undefined && !SHORT_FORMATS.has(String(schema.format)) ? [{ place, what: "as a text of any length: give it a maximum" }] : []),
    ...(isOnly("array") && schema.maxItems === undefined ? [{ place, what: "as a list of any length: give it a maximum" }] : []),
  ];
  const shape = isOnly("object") || schema.properties !== undefined ? shapeOf(document, schema) : null;
  const isOpen = shape !== null && Object.keys(shape.properties).length > 0 && shape.additional === undefined && schema.allOf === undefined && schema.unevaluatedProperties === undefined;
  return [
    ...own, ...(isOpen ? [{ place, what: "with members that nobody described: make it a strict object" }] : []),
    ...optionsOf(schema).flatMap((option) => unbounded(document, option, path, seen)),
    ...(schema.items === undefined ? [] : unbounded(document, schema.items, [...path, "items"], seen)),
    ...Object.entries(shape?.properties ?? {}).flatMap(([name, member]) => unbounded(document, member, [...path, name], seen)),
  ];
}

/** Examples beside the schema that they must fit. */
function wrongExamples(document: Json, fits: SchemaCheck): LintFinding[] {
  const found: LintFinding[] = [];
  walk(document, [], (value, path) => {
    const example = value.example;
    const schema = isObject(value.schema) ? value.schema : value;
    if (example === undefined || path.includes("example") || path.includes("examples") || path.at(-1) === "properties") return;
    const problem = fits(schema, example);
    if (problem !== null) found.push({ rule: "no-invalid-examples", message: `the example at ${path.join("/")} does not fit its schema: ${problem}` });
  });
  return found;
}

function untested(operations: readonly Operation[], tests: readonly ContractTest[]): LintFinding[] {
  const happy = findHappyCalls(operations, tests);
  return operations.filter(({ title }) => !happy.has(title)).map(({ title }) => ({ rule: "operation-tested", message: `${title} is documented, but no contract test calls it with success` }));
}

function danglingReferences(document: Json): string[] {
  const found = new Set<string>();
  walk(document, [], (value, path) => {
    if (typeof value.$ref === "string" && !path.includes("example") && path.at(-1) !== "properties" && follow(document, { $ref: value.$ref }) === undefined) found.add(value.$ref);
  });
  return [...found];
}

function walk(value: Json, path: readonly string[], visit: (value: Members, path: readonly string[]) => void): void {
  if (path.length > 60) return;
  if (Array.isArray(value)) value.forEach((item, index) => walk(item, [...path, String(index)], visit));
  if (!isObject(value)) return;
  visit(value, path);
  for (const [key, member] of Object.entries(value)) walk(member, [...path, key], visit);
}

function rawOperations(document: Json): { title: string; raw: Members }[] {
  const paths = memberOf(document, "paths");
  return isObject(paths) ? Object.entries(paths).flatMap(([template, item]) => (isObject(item) ? Object.entries(item).flatMap(([method, raw]) => (isObject(raw) ? [{ title: `${method.toUpperCase()} ${template}`, raw }] : [])) : [])) : [];
}

const isText = (value: Json | undefined): boolean => typeof value === "string" && value.trim() !== "";
