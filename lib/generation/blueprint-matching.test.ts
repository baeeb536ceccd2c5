import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { matchBlueprints } from "./match-blueprint.ts";
import { parseGeneratedApi } from "./parse.ts";
import { checkSourceRules } from "#lib/runtime/compile/source-rules.ts";

/** The blueprints that answer a description. */
const answersOf = (description: string): string[] => matchBlueprints(description).filter(({ unknown }) => unknown.length === 0).map(({ blueprint }) => blueprint.id);

for (const blueprint of catalogue) {
  test(`"${blueprint.examplePrompt}" is answered by ${blueprint.name} and by no other blueprint`, () => {
    assert.deepEqual(answersOf(blueprint.examplePrompt), [blueprint.id]);
  });

  test(`${blueprint.name} has the form and keeps the rules of a generated API`, () => {
    assert.deepEqual(checkSourceRules(parseGeneratedApi(apiOfBlueprint(blueprint)).files), []);
  });
}
