import { Validator } from "@seriousme/openapi-schema-validator";
import { z } from "zod";
import { AppError } from "#lib/errors.ts";
import { patternOf, plainPath } from "./derived-tests/operations.ts";
import { lintOpenApi } from "./lint-openapi.ts";
import type { Scratch } from "#lib/runtime/runtime.ts";
import type { ContractTest, Json } from "#lib/versions/schema.ts";

/** One for all: making it compiles the schema of OpenAPI. Only `validate` is used, which keeps nothing that another call reads. */
const validator = new Validator();
const document = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
export type OpenApiDocument = { [key: string]: Json };

/**
 * Takes the API's own document from GET /openapi.json. Throws `generation_failed` when it isn't valid OpenAPI 3.1, lacks a route that
 * a contract test calls with success, or breaks a rule of lint-openapi.ts.
 */
export async function checkOpenApi(tests: readonly ContractTest[], scratch: Pick<Scratch, "fetch">): Promise<OpenApiDocument> {
  const reply = await scratch.fetch({ method: "GET", path: "/openapi.json" });
  if (reply.status !== 200) {
    const reason = reply.console.findLast(([level]) => level === "error")?.[1].split("\n")[0];
    throw refuse(`GET /openapi.json answered ${reply.status}${reason ? ` (${reason})` : ""}`);
  }
  const raw = readJson(reply.body);
  const parsed = document.safeParse(raw);
  if (!parsed.success || !parsed.data.openapi.startsWith("3.1")) throw refuse("GET /openapi.json is not an OpenAPI 3.1 document");
  const validated = await validator.validate(structuredClone(raw));
  if (!validated.valid) throw refuse(`the OpenAPI document is not valid: ${firstError(validated.errors)}`);
  const missing = undocumented(parsed.data.paths, tests);
  if (missing) throw refuse(`${missing} is tested but not in the OpenAPI document`);
  const findings = lintOpenApi(raw, tests);
  const [first] = findings;
  if (first) throw refuse(`${first.message}${findings.length > 1 ? ` (and ${findings.length - 1} more)` : ""}`, findings.map(({ rule, message }) => ({ file: "openapi.json", line: 0, rule, message })));
  return raw;
}

function undocumented(paths: Record<string, Record<string, unknown>>, tests: readonly ContractTest[]): string | null {
  const routes = Object.entries(paths).flatMap(([template, item]) => Object.keys(item).map((method) => ({ method: method.toUpperCase(), pattern: patternOf(template) })));
  for (const { request, expect } of tests.flatMap((test) => test.steps)) {
    const statuses = Array.isArray(expect.status) ? expect.status : [expect.status];
    const path = plainPath(request.path).replace(/(?<=.)\/$/, "");
    if (path === "/openapi.json" || request.method === "HEAD" || !statuses.some((status) => status < 400)) continue;
    if (!routes.some(({ method, pattern }) => method === request.method && pattern.test(path))) return `${request.method} ${path}`;
  }
  return null;
}

const firstError = (errors: unknown): string => (Array.isArray(errors) ? JSON.stringify(errors[0]) : String(errors)).slice(0, 300);

function readJson(text: string): OpenApiDocument {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse("GET /openapi.json is not JSON");
  }
}

const refuse = (reason: string, diagnostics: { file: string; line: number; rule: string; message: string }[] = []): AppError =>
  new AppError("generation_failed", `The API does not describe itself: ${reason}. Nothing was deployed.`, diagnostics.length > 0 ? { extensions: { diagnostics } } : {});
