import type { Blueprint } from "#lib/blueprints/blueprint.ts";
import { readSource } from "#lib/blueprints/read-source.ts";
import type { GeneratedApi } from "./parse.ts";

/** A blueprint as a generator's result. */
export const apiOfBlueprint = (blueprint: Blueprint): GeneratedApi => ({
  name: blueprint.name,
  summary: blueprint.summary,
  description: blueprint.description,
  about: blueprint.about,
  category: blueprint.category,
  files: { "main.ts": readSource(blueprint.id) },
  contractTests: blueprint.contractTests,
  hosts: [],
  secretNames: [],
  publicRoutes: blueprint.publicRoutes,
  assumptions: blueprint.assumptions,
  points: blueprint.points,
  leftOut: [],
});
