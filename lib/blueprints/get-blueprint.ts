import { AppError } from "#lib/errors.ts";
import { catalogue } from "./catalogue.ts";
import { instantiate } from "./instantiate.ts";
import { summaryOf } from "./list-blueprints.ts";
import type { BlueprintDetail } from "./schema.ts";

/** One blueprint with its source and tests. Throws `not_found`. */
export function getBlueprint(id: string): BlueprintDetail {
  const blueprint = catalogue.find((candidate) => candidate.id === id);
  if (!blueprint) throw new AppError("not_found", `There is no blueprint "${id.slice(0, 60)}". GET /api/v1/blueprints lists them.`);
  const { description, about, assumptions, publicRoutes, parameters } = blueprint;
  const { source, contractTests } = instantiate(blueprint);
  return { ...summaryOf(blueprint), description, about, assumptions, publicRoutes, parameters, source, contractTests };
}
