import type { Blueprint, ParameterValues } from "#lib/blueprints/blueprint.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { codePieces } from "./code-pieces.ts";
import type { Generator } from "./generator.ts";

/** Writes a blueprint with chosen parameters, whatever the description. Throws `invalid` for parameters out of their range. */
export function createBlueprintGenerator(blueprint: Blueprint, parameters: ParameterValues): Generator {
  const api = apiOfBlueprint(blueprint, parameters);
  return {
    info: { id: "built-in", label: `Blueprint: ${blueprint.name}`, note: "This is not Claude: it is a source from the gallery, with your parameters. It is tested in the sandbox like everything else." },
    maxRepairs: 0,
    async *generate({ prompt }, signal) {
      yield* codePieces(api.files, signal);
      return { kind: "api", api: { ...api, recipe: { prompt, blueprint: { id: blueprint.id, parameters }, changes: [] } } };
    },
  };
}
