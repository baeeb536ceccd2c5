import type { ContractTest } from "#lib/versions/schema.ts";

/** One operation of an API, ready for the try-it form. */
export interface ApiOperation {
  method: string;
  path: string;
  summary: string;
  /** A body that a contract test sent with success, as JSON text; empty when the operation takes none. */
  body: string;
}

const METHODS = ["get", "post", "put", "patch", "delete"];
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** The operations of an OpenAPI document, in its order, with bodies taken from the contract tests. */
export function operationsOf(openapi: unknown, tests: readonly ContractTest[]): ApiOperation[] {
  const paths = isRecord(openapi) && isRecord(openapi["paths"]) ? openapi["paths"] : {};
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((name) => {
      const operation = isRecord(item) ? item[name] : undefined;
      if (!isRecord(operation)) return [];
      const method = name.toUpperCase();
      const summary = typeof operation["summary"] === "string" ? operation["summary"] : "";
      return [{ method, path, summary, body: bodyFrom(tests, method, path) }];
    }),
  );
}

function bodyFrom(tests: readonly ContractTest[], method: string, template: string): string {
  const pattern = new RegExp(`^${template.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join("[^/?]+")}(\\?|$)`);
  for (const step of tests.flatMap((test) => test.steps)) {
    const { request, expect } = step;
    const hasPassed = [expect.status].flat().every((status) => status < 300);
    if (request.method !== method || request.body === undefined || !hasPassed || !pattern.test(request.path)) continue;
    const text = JSON.stringify(request.body, null, 2);
    if (!text.includes("{{")) return text;
  }
  return "";
}
