import { builtInGenerator } from "../../built-in-generator.ts";
import { codePieces } from "../../code-pieces.ts";
import type { Generator } from "../../generator.ts";
import { editBuiltIn } from "./edit-built-in.ts";

/** The built-in generator, which also changes what it wrote. */
export const builtInEditor: Generator = {
  ...builtInGenerator,
  async *generate(request, signal) {
    if (!request.edit) return yield* builtInGenerator.generate(request, signal);
    const outcome = editBuiltIn(request.edit, request.prompt);
    if (outcome.kind === "api") yield* codePieces(outcome.api.files, signal);
    return outcome;
  },
};
