import assert from "node:assert/strict";
import { test } from "node:test";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core";
import parsers from "@stoplight/spectral-parsers";
import rulesets from "@stoplight/spectral-rulesets";
import { openApiDocument } from "./openapi.ts";

const source = JSON.stringify(openApiDocument("https://apis.acme.dev"));
const operation = { operationId: "twice", responses: { 200: { description: "OK" } } };
const flawed = JSON.stringify({ openapi: "3.1.0", info: { title: "Flawed", version: "1" }, paths: { "/a": { get: operation }, "/b": { get: operation } } });

test("Spectral's rules for OpenAPI find nothing in the document, neither errors nor warnings; a document with a flaw is found", async () => {
  const linter = new spectral.Spectral();
  linter.setRuleset(rulesets.oas as unknown as RulesetDefinition); // their own set, in types of an older draft of theirs
  const lint = async (text: string) => (await linter.run(new spectral.Document(text, parsers.Json, "/openapi.json"))).map(({ code, path, message }) => `${code} ${path.join(".")}: ${message}`);
  assert.deepEqual(await lint(source), []);
  assert.match((await lint(flawed)).join("\n"), /operationId/);
});

test("Redocly's recommended rules find nothing in the document, neither errors nor warnings; a document with a flaw is found", async () => {
  const config = await createConfig({ extends: ["recommended"] });
  const lint = async (text: string) => (await lintFromString({ source: text, absoluteRef: "/openapi.json", config })).map(({ ruleId, location: [at], message }) => `${ruleId} ${at?.pointer}: ${message}`);
  assert.deepEqual(await lint(source), []);
  assert.match((await lint(flawed)).join("\n"), /operationId/);
});
