import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { parseSync } from "rolldown/utils";
import { AppError } from "#lib/errors.ts";
import type { Blueprint, Parameter, ParameterValues } from "./blueprint.ts";
import { catalogue } from "./catalogue.ts";
import { instantiate } from "./instantiate.ts";
import { readSource } from "./read-source.ts";

type Value = string | number | boolean;

/** The values at the edges of a parameter's range. */
function edgesOf(parameter: Parameter): Value[] {
  switch (parameter.kind) {
    case "integer": return [parameter.min, parameter.max];
    case "text": return ["x", 'a "quoted" \\ */ text'.slice(0, parameter.maxLength), "x".repeat(parameter.maxLength)];
    case "choice": return parameter.options;
    case "flag": return [true, false];
  }
}

/** Values that are not in a parameter's range. */
function outsideOf(parameter: Parameter): Value[] {
  switch (parameter.kind) {
    case "integer": return [parameter.min - 1, parameter.max + 1, parameter.min + 0.5, "7", true];
    case "text": return ["", "x".repeat(parameter.maxLength + 1), 7, false];
    case "choice": return ["", "something else", 7, true];
    case "flag": return ["true", 1];
  }
}

const marksOf = (source: string, name: string): number => source.split(`/* ${name} */`).length - 1;
const syntaxErrors = (source: string): string[] => parseSync("main.ts", source, { lang: "ts", sourceType: "module" }).errors.map((error) => error.message);
const isRefusal = (error: unknown): boolean => error instanceof AppError && error.code === "invalid" && error.message.length > 20;
const refuses = (blueprint: Blueprint, chosen: ParameterValues): void => assert.throws(() => instantiate(blueprint, chosen), isRefusal);

test("ids and names are unique, and every folder with a source is in the catalogue", () => {
  assert.equal(new Set(catalogue.map((blueprint) => blueprint.id)).size, catalogue.length);
  assert.equal(new Set(catalogue.map((blueprint) => blueprint.name)).size, catalogue.length);
  const folder = import.meta.dirname;
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, "blueprint.ts")));
  const unlisted = folders.map((entry) => entry.name).filter((name) => !catalogue.some((blueprint) => blueprint.id === name));
  assert.deepEqual(unlisted, []);
});

for (const blueprint of catalogue) {
  test(`${blueprint.name}: every parameter is marked once in the source, and nothing else is marked like one`, () => {
    const source = readSource(blueprint.id);
    for (const { name } of blueprint.parameters) assert.equal(marksOf(source, name), 1, name);
    const marked = [...source.matchAll(/\/\* (\w+) \*\/ (?=["\d-]|true|false)/g)].map((match) => match[1]);
    assert.deepEqual(new Set(marked), new Set(blueprint.parameters.map(({ name }) => name)));
  });

  test(`${blueprint.name}: the default of every parameter is what the source holds, in its range`, () => {
    assert.equal(instantiate(blueprint).source, readSource(blueprint.id));
    for (const parameter of blueprint.parameters) assert.doesNotThrow(() => instantiate(blueprint, { [parameter.name]: parameter.default }), parameter.name);
  });

  test(`${blueprint.name}: every edge of every parameter gives a source that parses and holds the value`, () => {
    for (const parameter of blueprint.parameters) {
      for (const value of edgesOf(parameter)) {
        const instance = instantiate(blueprint, { [parameter.name]: value });
        assert.deepEqual(syntaxErrors(instance.source), []);
        assert.ok(instance.source.includes(`/* ${parameter.name} */ ${JSON.stringify(value)}`), `${parameter.name}: ${String(value)}`);
        assert.equal(instance.values[parameter.name], value);
      }
    }
  });

  test(`${blueprint.name}: a value out of range and an unknown parameter are refused with words`, () => {
    for (const parameter of blueprint.parameters) for (const value of outsideOf(parameter)) refuses(blueprint, { [parameter.name]: value });
    refuses(blueprint, { notAParameter: 1 });
  });

  test(`${blueprint.name}: the picture has one to three calls, and is the first contract test`, () => {
    assert.ok(blueprint.picture.length >= 1 && blueprint.picture.length <= 3);
    for (const { caption } of blueprint.picture) assert.match(caption, /^[A-Z]\S*( \S+){1,5}$/);
    const [first] = instantiate(blueprint).contractTests;
    assert.deepEqual(first?.steps.map(({ request }) => request.path), blueprint.picture.map((call) => call.path));
  });

  test(`${blueprint.name}: contract tests are named once each and have at most 40 steps`, () => {
    const tests = instantiate(blueprint).contractTests;
    assert.equal(new Set(tests.map(({ name }) => name)).size, tests.length);
    for (const { name, steps } of tests) assert.ok(steps.length >= 1 && steps.length <= 40 && name.length <= 160, name);
  });
}
