import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { openApiDocument } from "./openapi.ts";
import { gatewayPaths } from "./openapi/gateway-paths.ts";
import { type AnyOperation, OPERATIONS } from "./operations.ts";
import { pathParameter } from "./path-parameters.ts";

const ROOT = join(import.meta.dirname, "../..");
const document = openApiDocument("http://localhost:3000");
const ours = Object.entries(document["paths"] as Record<string, Record<string, Operation>>).filter(([path]) => !Object.hasOwn(gatewayPaths(), path));
const documented = ours.flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));

test("the document is valid OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  assert.ok(valid, JSON.stringify(errors ?? null).slice(0, 2_000));
});

test("every route of app/api and app/admin is in the document, and every operation of the document is a route", () => {
  const served = globSync("app/{api,admin}/**/route.ts", { cwd: ROOT }).filter((file) => !file.includes("[...")).flatMap((file) => {
    const path = `/${file.replace(/^app\//, "").replace(/\/route\.ts$/, "").replaceAll("[", "{").replaceAll("]", "}")}`;
    return [...readFileSync(join(ROOT, file), "utf8").matchAll(/\b(GET|POST|PUT|PATCH|DELETE): serve\(/g)].map(([, method]) => `${method} ${path}`);
  });
  assert.deepEqual(served.toSorted(), documented.toSorted());
  assert.equal(documented.length, Object.values(OPERATIONS).flatMap((operations) => Object.keys(operations)).length);
});

test("no address of the document is taken for one where nothing is", () => {
  const missing = /source: "\/:path\((.+)\)", destination: "\/nothing-here"/.exec(readFileSync(join(ROOT, "next.config.ts"), "utf8"))?.[1];
  assert.ok(missing);
  const isMissing = new RegExp(`^/${missing}$`);
  assert.match("/wp-admin/setup.php", isMissing);
  for (const path of Object.keys(document["paths"] as object).filter((name) => name.includes("{"))) assert.doesNotMatch(path.replace(/\{\w+\}/g, "api_aaaaaaaaaaaaaaaa"), isMissing);
});

test("each operation has its own id, a summary, a tag, described answers and the errors that every door gives", () => {
  const operations = ours.flatMap(([, item]) => Object.values(item));
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length);
  for (const { operationId, summary, tags, responses, security } of operations) {
    assert.ok(summary && tags.length === 1, operationId);
    for (const status of ["429", "500", "503", ...(security.length > 0 ? ["401", "403"] : [])]) assert.ok(responses[status], `${operationId} ${status}`);
  }
});

test("every answer that the document shows is one that its operation gives", () => {
  for (const { path, output, answer } of Object.values(OPERATIONS).flatMap((operations) => Object.values<AnyOperation>(operations))) {
    if (answer !== undefined) assert.deepEqual(output?.safeParse(answer).error, undefined, path);
  }
});

test("what the document shows stands at the installation's own address", () => {
  const elsewhere = JSON.stringify(openApiDocument("https://apis.acme.dev"));
  assert.match(elsewhere, /"url":"https:\/\/apis\.acme\.dev\/api_7h2k9m4p1q8s3v6x"/);
  assert.doesNotMatch(elsewhere, /localhost/);
});

test("every parameter of a path is described", () => {
  for (const [path] of ours) for (const [, name = ""] of path.matchAll(/\{(\w+)\}/g)) assert.ok(pathParameter(path, name), `lib/rest/path-parameters.ts has no {${name}} of ${path}`);
});

test("nothing in the document points nowhere", () => {
  for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/([\w/-]+)"/g)) {
    const [kind = "", key = ""] = name?.split("/") ?? [];
    assert.ok((document["components"] as Record<string, Record<string, unknown>>)[kind]?.[key], name);
  }
});

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  responses: Record<string, unknown>;
  security: unknown[];
}
