import type { Blueprint, ParameterValues } from "#lib/blueprints/blueprint.ts";
import { instantiate } from "#lib/blueprints/instantiate.ts";
import type { GeneratedApi } from "./parse.ts";

/** A blueprint as a generator's result. */
export function apiOfBlueprint(blueprint: Blueprint, chosen: ParameterValues = {}): GeneratedApi {
  const { source, contractTests } = instantiate(blueprint, chosen);
  return {
    name: blueprint.name,
    summary: blueprint.summary,
    description: blueprint.description,
    about: blueprint.about,
    category: blueprint.category,
    files: { "main.ts": source },
    contractTests,
    hosts: [],
    secretNames: [],
    publicRoutes: blueprint.publicRoutes,
    assumptions: blueprint.assumptions,
    points: blueprint.points,
    leftOut: [],
  };
}
