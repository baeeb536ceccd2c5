import { codePieces } from "../code-pieces.ts";
import type { Generator } from "../generator.ts";
import { apiOfOutline } from "./api-of-outline.ts";
import type { Outline } from "./schema.ts";

/** Writes exactly what an outline says, and tells what the description has beside it. */
export function createOutlineGenerator(outline: Outline): Generator {
  return {
    info: { id: "built-in", label: "Built-in generator", note: "This is not Claude: it builds exactly the things and fields of the outline. They are tested in the sandbox like everything else." },
    maxRepairs: 0,
    async *generate({ prompt }, signal) {
      const api = apiOfOutline(outline, prompt);
      yield* codePieces(api.files, signal);
      return { kind: "api", api: { ...api, recipe: { prompt, outline, changes: [] } } };
    },
  };
}
